using System.Text.Json;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>Elsa's conversions to the types of inputs and variables, a line each.</summary>
public sealed class ConversionRulesTests
{
    [Theory]
    [InlineData("String", "true", "\"True\"")]
    [InlineData("String", "1.5", "\"1.5\"")]
    [InlineData("String", "1e21", "\"1E\\u002B21\"")]
    [InlineData("String", "[1,2]", "\"[1,2]\"")]
    [InlineData("String", "{\"a\":1}", "\"{\\u0022a\\u0022:1}\"")]
    [InlineData("Int32", "\"12\"", "12")]
    [InlineData("Int32", "2.5", "2")]
    [InlineData("Int32", "2.7", "3")]
    [InlineData("Int32", "3.5", "4")]
    [InlineData("Int32", "true", "1")]
    [InlineData("Int64", "\"9007199254740993\"", "9007199254740993")]
    [InlineData("Decimal", "\"1.10\"", "1.10")]
    [InlineData("Double", "\"1.50\"", "1.5")]
    [InlineData("Boolean", "1", "true")]
    [InlineData("Boolean", "0", "false")]
    [InlineData("Boolean", "\"true\"", "true")]
    [InlineData("Boolean", "null", "false")]
    [InlineData("Guid", "\"6F9619FF-8B86-D011-B42D-00CF4FC964FF\"", "\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\"")]
    [InlineData("TimeSpan", "\"1.02:03:04\"", "\"1.02:03:04\"")]
    [InlineData("TimeSpan", "\"PT90M\"", "\"01:30:00\"")]
    [InlineData("DateTimeOffset", "\"2024-01-02T03:04:05Z\"", "\"2024-01-02T03:04:05.0000000\\u002B00:00\"")]
    [InlineData("ByteArray", "\"aGk=\"", "\"aGk=\"")]
    [InlineData("JSON", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("JsonArray", "\"[1,2]\"", "[1,2]")]
    [InlineData("ObjectDictionary", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("List<Int32>", "[\"1\",\"2\"]", "[1,2]")]
    [InlineData("IEnumerable<String>", "\"a\"", "[\"a\"]")]
    [InlineData("List<String>", "\"[\\\"a\\\",\\\"b\\\"]\"", "[\"a\",\"b\"]")]
    [InlineData("Int32[]", "\"[1,2]\"", "[1,2]")]
    [InlineData("Object", "\"{\\\"a\\\":1}\"", "\"{\\u0022a\\u0022:1}\"")]
    public void A_value_becomes_what_its_type_says(string type, string value, string converted)
    {
        Conversion.TryConvert(JsonDocument.Parse(value).RootElement, DataType.Parse(type), out var result, out var problem).Should().BeTrue(problem);

        JsonSerializer.Serialize(result).Should().Be(converted);
    }

    [Theory]
    [InlineData("Int32", "\"\"")]
    [InlineData("Boolean", "\"\"")]
    [InlineData("Guid", "null")]
    [InlineData("JSON", "\"\"")]
    public void An_empty_text_or_null_leaves_it_unset(string type, string value)
    {
        Conversion.TryConvert(JsonDocument.Parse(value).RootElement, DataType.Parse(type), out var result, out _).Should().BeTrue();

        result.ValueKind.Should().Be(JsonValueKind.Undefined);
    }

    [Theory]
    [InlineData("Int32", "\"abc\"")]
    [InlineData("Int32", "\"2.5\"")]
    [InlineData("Int32", "99999999999")]
    [InlineData("Boolean", "\"yes\"")]
    [InlineData("Guid", "\"x\"")]
    [InlineData("TimeSpan", "\"soon\"")]
    [InlineData("DateTime", "\"x\"")]
    [InlineData("ByteArray", "\"***\"")]
    [InlineData("List<Int32>", "[1,\"x\"]")]
    public void What_does_not_fit_is_told_instead_of_becoming_a_default(string type, string value)
    {
        Conversion.TryConvert(JsonDocument.Parse(value).RootElement, DataType.Parse(type), out _, out var problem).Should().BeFalse();

        problem.Should().StartWith("Expected a value of type ");
    }
}
