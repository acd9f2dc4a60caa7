using System.Text;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;

namespace Lendflow.Engine.Tests.Http;

public sealed class ContentTypesTests
{
    [Theory]
    [InlineData("application/json; charset=utf-8", "{\"a\":[1,\"好\"]}", "{\"a\":[1,\"好\"]}")]
    [InlineData("application/problem+json", "{}", "{}")]
    [InlineData("text/html", "<p>", "\"<p>\"")]
    [InlineData("application/xml", "<a/>", "\"<a/>\"")]
    [InlineData(null, "plain", "\"plain\"")]
    [InlineData("application/pdf", "%PDF", "\"JVBERg==\"")]
    public void A_body_becomes_the_value_its_type_says(string? type, string body, string value)
    {
        var read = ContentTypes.Read(Encoding.UTF8.GetBytes(body), type, Encoding.UTF8, out var problem);

        problem.Should().BeEmpty();
        ContentTypes.Write(read!.Value).Should().Be(value.StartsWith('"') ? value.Trim('"') : value);
    }

    [Fact]
    public void A_body_that_is_not_what_its_type_says_is_named_with_its_place()
    {
        ContentTypes.Read("{\n\"a\" 1}"u8, "application/json", Encoding.UTF8, out var problem).Should().BeNull();

        problem.Should().Be("Expected JSON, as its type application/json says, but line 2, byte 5 is not.");
    }

    [Fact]
    public void An_empty_body_is_no_value() => ContentTypes.Read([], "application/json", Encoding.UTF8, out _).Should().BeNull();

    [Fact]
    public void Bytes_are_Base64_in_flows_and_bytes_in_messages()
    {
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x00];

        var value = ContentTypes.Read(picture, "image/png", Encoding.UTF8, out _);

        ContentTypes.Bytes(ContentTypes.Write(value!.Value), "image/png").Should().Equal(picture);
        ContentTypes.Bytes("aGk=", "text/plain").Should().Equal("aGk="u8.ToArray());
        ContentTypes.Of(Values.Of("x")).Should().Be("text/plain");
    }
}
