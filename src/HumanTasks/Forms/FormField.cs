using System.Text.Json;

namespace Lendflow.HumanTasks.Forms;

/// <summary>What a field of a form takes, read off its JSON Schema.</summary>
enum FieldKind { Text, Choice, Date, Document, Number, Integer, YesNo, Money, Signature, Choices, Table, Group, Unknown }

static class FormField
{
    public const string Money = "money", Signature = "signature", Document = "document", Date = "date";

    public static FieldKind KindOf(JsonElement schema) => (Text(schema, "type"), Text(schema, "format")) switch
    {
        ("string", Date) => FieldKind.Date,
        ("string", Document) => FieldKind.Document,
        ("string", _) when schema.TryGetProperty("enum", out _) => FieldKind.Choice,
        ("string", _) => FieldKind.Text,
        ("number", _) => FieldKind.Number,
        ("integer", _) => FieldKind.Integer,
        ("boolean", _) => FieldKind.YesNo,
        ("object", Money) => FieldKind.Money,
        ("object", Signature) => FieldKind.Signature,
        ("object", _) => FieldKind.Group,
        ("array", _) when schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object => KindOf(items) switch
        {
            FieldKind.Choice => FieldKind.Choices,
            FieldKind.Group => FieldKind.Table,
            _ => FieldKind.Unknown,
        },
        _ => FieldKind.Unknown,
    };

    public static IEnumerable<JsonProperty> PropertiesOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject() : [];

    public static IReadOnlyList<string> Texts(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)] : [];

    public static string? Text(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    /// <summary>Whether nothing was entered. A currency alone is no money, a row of empty cells no row.</summary>
    public static bool IsEmpty(JsonElement schema, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Trim(Blanks).Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object when KindOf(schema) == FieldKind.Money => !value.TryGetProperty("amount", out var amount) || IsEmpty(default, amount),
        JsonValueKind.Object => value.EnumerateObject().All(member => IsEmpty(default, member.Value)),
        _ => false,
    };

    // Exactly these, because C# and JavaScript trim different characters.
    static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u00a0', '\u3000'];
}
