using System.Text.Json;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.HumanTasks.Tests.Forms;

public sealed class FormSchemaTests
{
    [Theory]
    [InlineData("""{"type":"array"}""", "schema")]
    [InlineData("""{"type":"object","required":["x"],"properties":{"a":{"type":"string"}}}""", "schema.required")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","oneOf":[]}}}""", "schema.properties.a.oneOf")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}}}""", "schema.properties.a")]
    [InlineData("""{"type":"object","properties":{"a b":{"type":"string"}}}""", "schema.properties.a b")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","maxLength":-1}}}""", "schema.properties.a.maxLength")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"(?=x)"}}}""", "schema.properties.a.pattern")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","enum":[]}}}""", "schema.properties.a.enum")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object","format":"money","maximum":5}}}""", "schema.properties.a.maximum", "schema.properties.a.currencies")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","format":"date","formatMinimum":"2023-02-30"}}}""", "schema.properties.a.formatMinimum")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"layout":[{"items":["b"]}]}""", "schema.layout[0].items[0]", "schema.layout")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"layout":[{"items":["a","a",{"case":"shoeSize"}]}]}""", "schema.layout[0].items[2].case", "schema.layout")]
    public void What_a_form_may_not_have_is_told_with_its_path(string schema, params string[] paths)
    {
        var problems = FormSchema.Problems(JsonElement.Parse(schema));

        problems.Select(p => p.Path).Should().Equal(paths);
        problems.Should().OnlyContain(p => p.Message.StartsWith("Expected ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_elsewhere_is_quick_here()
    {
        var schema = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string","pattern":"(a+)+b"}}}""");
        var value = JsonSerializer.SerializeToElement(new { a = new string('a', 5_000) });

        FormSchema.Problems(schema).Should().BeEmpty();
        FormRules.Check(schema, value, "form").Should().ContainSingle(p => p.Code == "pattern");
    }

    [Fact]
    public void Documents_are_found_wherever_a_form_names_them()
    {
        var schema = JsonElement.Parse("""
            {"type":"object","properties":{"photo":{"type":"string","format":"document"},"signature":{"type":"object","format":"signature"},
             "rows":{"type":"array","items":{"type":"object","properties":{"evidence":{"type":"string","format":"document"}}}}}}
            """);
        var value = JsonElement.Parse("""{"photo":"d1","signature":{"document":"d2","by":"Li","method":"typed"},"rows":[{},{"evidence":"d3"}]}""");

        FormRules.DocumentsOf(schema, value, "form").Should().Equal(("form.photo", "d1"), ("form.signature.document", "d2"), ("form.rows[1].evidence", "d3"));
    }
}
