using System.Security.Cryptography;
using System.Text;
using Lendflow.Activities.ESign;

namespace Lendflow.Activities.Tests.Outside;

public sealed class ESignCallbackTests
{
    private const string Secret = "s3cret";
    private static readonly byte[] Body = """{"envelopeId":"env-1","status":"declined","eventId":"ev-1"}"""u8.ToArray();
    private static readonly string Signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body));

    [Fact]
    public void The_signature_of_the_provider_is_accepted_in_either_case()
    {
        ESignCallback.Verify(Signature, Body, Secret).Should().BeTrue();
        ESignCallback.Verify(Signature.ToUpperInvariant(), Body, Secret).Should().BeTrue();
    }

    [Fact]
    public void A_changed_body_or_another_secret_is_not_accepted()
    {
        byte[] changed = [.. Body, (byte)' '];

        ESignCallback.Verify(Signature, changed, Secret).Should().BeFalse();
        ESignCallback.Verify(Signature, Body, "another").Should().BeFalse();
    }

    [Fact]
    public void A_signature_with_any_character_changed_is_not_accepted()
    {
        foreach (var place in Enumerable.Range(0, Signature.Length))
        {
            var forged = Signature.ToCharArray();
            forged[place] = forged[place] == '0' ? '1' : '0';

            ESignCallback.Verify(new string(forged), Body, Secret).Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("abc")]
    [InlineData("abcd")]
    [InlineData("签名")]
    public void A_malformed_signature_is_not_accepted(string? signature)
    {
        ESignCallback.Verify(signature, Body, Secret).Should().BeFalse();
        ESignCallback.Verify(Signature + signature, Body, Secret).Should().Be(string.IsNullOrEmpty(signature));
    }

    [Fact]
    public void A_callback_is_read()
    {
        ESignCallback.TryRead(Body, out var callback, out var problem).Should().BeTrue();

        callback.Should().Be(new ESignCallback("env-1", "declined", "ev-1"));
        problem.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"envelopeId":"env-1","status":"signed"}""")]
    [InlineData("""{"envelopeId":null,"status":"declined","eventId":"ev-1"}""")]
    [InlineData("""{"envelopeId":"env-1","status":"lost","eventId":"ev-1"}""")]
    [InlineData("""{"envelopeId":"env-1","status":"signed","eventId":"ev-1"}""")]
    public void A_callback_that_cannot_be_right_is_refused_with_a_reason(string body)
    {
        ESignCallback.TryRead(Encoding.UTF8.GetBytes(body), out var callback, out var problem).Should().BeFalse();

        callback.Should().BeNull();
        problem.Should().MatchRegex("^Expected .*, but .*\\.$");
    }
}
