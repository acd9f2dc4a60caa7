using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Activities.Scoring;

/// <summary>JSON laid out for people: what is flat and fits on a line, and any list of numbers, stays on one line; other members
/// get a line each. Chinese stays as it is.</summary>
public static class ReadableJson
{
    const int LineWidth = 170;

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Append(text, node, 0);
        return text.Append('\n').ToString();
    }

    static void Append(StringBuilder text, JsonNode? node, int indent)
    {
        var line = OneLine(node);
        if (node is not (JsonObject or JsonArray) || (indent > 0 && IsFlat(node) && (line.Length + indent <= LineWidth || IsNumbers(node))))
        {
            text.Append(line);
            return;
        }

        var members = node is JsonObject properties
            ? properties.Select(property => (Name: $"{Quoted(property.Key)}: ", property.Value))
            : node.AsArray().Select(item => (Name: "", Value: item));
        var inner = new string(' ', indent + 2);
        var separator = "\n";
        text.Append(node is JsonObject ? '{' : '[');
        foreach (var (name, value) in members)
        {
            text.Append(separator).Append(inner).Append(name);
            Append(text, value, indent + 2);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', indent).Append(node is JsonObject ? '}' : ']');
    }

    static bool IsFlat(JsonNode node) => node is JsonObject properties
        ? properties.All(property => property.Value is not JsonObject && (property.Value is not JsonArray list || IsFlat(list)))
        : node.AsArray().All(item => item is JsonValue);

    static bool IsNumbers(JsonNode node) => node is JsonArray list && list.All(item => item?.GetValueKind() == JsonValueKind.Number);

    static string OneLine(JsonNode? node) => node switch
    {
        JsonObject properties => "{ " + string.Join(", ", properties.Select(property => $"{Quoted(property.Key)}: {OneLine(property.Value)}")) + " }",
        JsonArray list => "[" + string.Join(", ", list.Select(OneLine)) + "]",
        _ => node?.ToJsonString(Plain) ?? "null",
    };

    static string Quoted(string name) => JsonSerializer.Serialize(name, Plain);
}
