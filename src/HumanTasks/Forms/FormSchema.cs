using System.Text.Json;

namespace Lendflow.HumanTasks.Forms;

/// <summary>What a form may be made of: the part of JSON Schema that both sides check alike, our three formats (money, document,
/// signature), and words for people.</summary>
public static class FormSchema
{
    const int Deepest = 4;

    static readonly string[] Words = ["title", "titleZh", "description", "descriptionZh", "default"];

    static readonly Dictionary<FieldKind, string[]> Allowed = new()
    {
        [FieldKind.Text] = ["type", "minLength", "maxLength", "pattern", "example", "multiline"],
        [FieldKind.Choice] = ["type", "enum", "labels", "labelsZh"],
        [FieldKind.Date] = ["type", "format", "formatMinimum", "formatMaximum"],
        [FieldKind.Document] = ["type", "format", "documentKind"],
        [FieldKind.Number] = ["type", "minimum", "maximum"],
        [FieldKind.Integer] = ["type", "minimum", "maximum"],
        [FieldKind.YesNo] = ["type", "const"],
        [FieldKind.Money] = ["type", "format", "currencies", "minimum", "maximum"],
        [FieldKind.Signature] = ["type", "format"],
        [FieldKind.Choices] = ["type", "items", "minItems", "maxItems", "uniqueItems"],
        [FieldKind.Table] = ["type", "items", "minItems", "maxItems"],
        [FieldKind.Group] = ["type", "properties", "required", "layout", "$id", "$schema", "additionalProperties"],
    };

    /// <summary>A signature: a picture kept as a document of the case, and who signed how.</summary>
    internal static readonly JsonElement OfSignature = JsonElement.Parse("""
        {"type":"object","required":["document","by","method"],"properties":{
          "document":{"type":"string","format":"document"},"by":{"type":"string","maxLength":200},"method":{"type":"string","enum":["drawn","typed"]}}}
        """);

    /// <summary>Everything that is wrong with a form, each with its path: "Expected …, but …" without the full stop.</summary>
    public static IReadOnlyList<(string Path, string Message)> Problems(JsonElement schema)
    {
        var problems = new List<(string, string)>();
        if (schema.ValueKind != JsonValueKind.Object || FormField.KindOf(schema) != FieldKind.Group) problems.Add(("schema", "Expected a schema of type object, but it is none"));
        else CheckField(schema, "schema", 0, (path, message) => problems.Add((path, message)));
        return problems;
    }

    static void CheckField(JsonElement schema, string path, int depth, Action<string, string> note)
    {
        var kind = FormField.KindOf(schema);
        if (kind == FieldKind.Unknown)
        {
            note(path, "Expected a field of type string, number, integer, boolean, object, or array of choices or rows, but it is something else");
            return;
        }
        if (depth > Deepest) note(path, $"Expected fields at most {Deepest} deep, but it is deeper");
        foreach (var keyword in schema.EnumerateObject().Select(p => p.Name).Where(k => !Allowed[kind].Contains(k) && !Words.Contains(k)))
            note($"{path}.{keyword}", $"Expected one of {string.Join(", ", Allowed[kind].Concat(Words))}, but this keyword is not known for such a field");
        CheckLimits(schema, path, kind, note);
        if (kind == FieldKind.Group) CheckGroup(schema, path, depth, note);
        if (kind is FieldKind.Table or FieldKind.Choices) CheckField(schema.GetProperty("items"), $"{path}.items", depth + 1, note);
    }

    static void CheckGroup(JsonElement schema, string path, int depth, Action<string, string> note)
    {
        var fields = FormField.PropertiesOf(schema).ToList();
        foreach (var name in FormField.Texts(schema, "required").Where(name => fields.All(f => f.Name != name)))
            note($"{path}.required", $"Expected names of fields, but there is no field {name}");
        foreach (var field in fields)
        {
            var at = $"{path}.properties.{field.Name}";
            if (!IsName(field.Name)) note(at, "Expected a name of letters and digits that begins with a letter, but it is another");
            if (field.Value.ValueKind == JsonValueKind.Object) CheckField(field.Value, at, depth + 1, note);
            else note(at, "Expected a field, but it is no object");
        }
        if (schema.TryGetProperty("layout", out var layout)) FormLayout.Check(layout, [.. fields.Select(f => f.Name)], path, note);
    }

    static void CheckLimits(JsonElement schema, string path, FieldKind kind, Action<string, string> note)
    {
        foreach (var name in new[] { "minLength", "maxLength", "minItems", "maxItems" })
            if (schema.TryGetProperty(name, out var count) && (count.ValueKind != JsonValueKind.Number || !count.TryGetInt32(out var n) || n < 0))
                note($"{path}.{name}", "Expected a whole number that is not negative, but it is something else");
        foreach (var name in new[] { "minimum", "maximum" })
            if (schema.TryGetProperty(name, out var limit) && !(kind == FieldKind.Money ? limit.ValueKind == JsonValueKind.String && FormRules.IsAmount(limit.GetString()!) : limit.ValueKind == JsonValueKind.Number && limit.TryGetDecimal(out _)))
                note($"{path}.{name}", kind == FieldKind.Money ? "Expected an amount as a text such as \"1250.00\", but it is something else" : "Expected a number, but it is something else");
        foreach (var name in new[] { "formatMinimum", "formatMaximum" })
            if (schema.TryGetProperty(name, out _) && (FormField.Text(schema, name) is not { } day || !FormRules.IsDate(day)))
                note($"{path}.{name}", "Expected a date such as 2026-01-31, but it is something else");
        if (FormField.Text(schema, "pattern") is { } pattern && FormPattern.Read(pattern, out var problem) is null) note($"{path}.pattern", problem);
        if (kind == FieldKind.Choice && FormField.Texts(schema, "enum") is { Count: 0 }) note($"{path}.enum", "Expected at least one choice, but there is none");
        if (kind == FieldKind.Money && FormField.Texts(schema, "currencies") is { Count: 0 }) note($"{path}.currencies", "Expected at least one currency such as CNY, but there is none");
    }

    static bool IsName(string name) => name.Length is > 0 and <= 60 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);
}
