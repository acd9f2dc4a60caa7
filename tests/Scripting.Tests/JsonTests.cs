using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Lendflow.Scripting.Tests;

public sealed class JsonTests
{
    [Theory]
    [InlineData("5.0", "5")]
    [InlineData("1e21", "1e+21")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("NaN", "null")]
    [InlineData("1/0", "null")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("new Date(NaN)", "null")]
    [InlineData("[undefined, , null]", "[null,null,null]")]
    [InlineData("({a: undefined, b: 1})", "{\"b\":1}")]
    [InlineData("({get v() { return 3 }})", "{\"v\":3}")]
    [InlineData("({toJSON() { return [1] }})", "[1]")]
    [InlineData("'贷款 \"x\"'", "\"贷款 \\\"x\\\"\"")]
    [InlineData("new Error('x')", "{}")]
    public void A_result_becomes_json(string source, string expected) => Js.Json(source).Should().Be(expected);

    [Theory]
    [InlineData("() => 1", "Expected a value that JSON can hold, but got a Function")]
    [InlineData("({a: [1, {f() {}}]})", "Expected a value that JSON can hold, but got a Function at a[1].f")]
    [InlineData("new Map()", "Expected a value that JSON can hold, but got a Map")]
    [InlineData("[new Set()]", "Expected a value that JSON can hold, but got a Set at [0]")]
    [InlineData("/x/", "Expected a value that JSON can hold, but got a RegExp")]
    [InlineData("Symbol.iterator", "Expected a value that JSON can hold, but got a symbol")]
    [InlineData("({get v() { throw new Error('e') }})", "Expected a value that JSON can hold, but reading it failed: {}")]
    public void What_cannot_be_json_is_named_with_its_place(string source, string expected)
    {
        Js.Value(source).TryToJson(out _, out var problem).Should().BeFalse();

        problem.Should().Be(expected);
    }

    [Fact]
    public void Any_json_goes_through_a_script_unchanged() =>
        Prop.ForAll(Documents.ToArbitrary(), document =>
        {
            var host = new ScriptHost().Value("doc", _ => JsValue.From(JsonElement.Parse(document)));

            var copy = Js.Json("const copy = x => Array.isArray(x) ? x.map(copy) : x && typeof x === 'object' ? Object.fromEntries(Object.entries(x).map(([k, v]) => [k, copy(v)])) : x; copy(doc)", host);
            var parsed = Js.Json("JSON.parse(JSON.stringify(doc))", host);

            return Same(Js.Json("doc", host), document) && Same(copy, document) && Same(parsed, document);
        }).QuickCheckThrowOnFailure();

    private static bool Same(string left, string right) => JsonElement.DeepEquals(JsonElement.Parse(left), JsonElement.Parse(right));

    /// <summary>Random documents of depth up to three.</summary>
    private static Gen<string> Documents => Document(3);

    private static Gen<string> Document(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Choose(-1_000_000, 1_000_000).Select(n => (n / 64.0).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => JsonSerializer.Serialize(s.Get)),
            Gen.Elements("true", "false", "null", "\"\"", "0", "[]", "{}"));
        if (depth == 0)
            return leaf;
        var inner = Document(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.ListOf(3).Select(items => $"[{string.Join(",", items)}]"),
            inner.ListOf(3).Select(items => $"{{{string.Join(",", items.Select((item, i) => $"\"k{i}\":{item}"))}}}"));
    }
}
