using System.Text.Json;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Http;

/// <summary>How bodies become values and values bodies, by their media type.</summary>
public static class ContentTypes
{
    static readonly string[] TextLike = ["application/xml", "application/javascript", "application/x-www-form-urlencoded", "application/x-ndjson", "application/yaml", "application/graphql"];

    /// <summary>The type without parameters, in lower case; empty for none.</summary>
    public static string MediaType(string? contentType) => (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    public static bool IsJson(string? contentType) => MediaType(contentType) is "application/json" or "text/json" || MediaType(contentType).EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether a body of this type is text; without a type it is.</summary>
    public static bool IsText(string? contentType) => MediaType(contentType) is var type &&
        (type.Length == 0 || IsJson(type) || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal) || TextLike.Contains(type));

    /// <summary>The type of a value that was given none: text for texts, JSON for everything else.</summary>
    public static string Of(JsonElement content) => content.ValueKind == JsonValueKind.String ? "text/plain" : "application/json";

    /// <summary>The text of a value in a message: texts as they are, everything else as JSON.</summary>
    public static string Write(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? content.GetString()! : JsonSerializer.Serialize(content, Values.Plain);

    /// <summary>The bytes of a content: Base64 where the type is not one of text, else UTF-8.</summary>
    public static byte[] Bytes(string content, string? contentType)
    {
        var bytes = new byte[content.Length];
        return !IsText(contentType) && Convert.TryFromBase64String(content, bytes, out var length) ? bytes[..length] : System.Text.Encoding.UTF8.GetBytes(content);
    }

    /// <summary>A body as a value.</summary>
    /// <param name="problem">Why it is none; empty when it is one.</param>
    public static JsonElement? Read(ReadOnlySpan<byte> body, string? contentType, System.Text.Encoding encoding, out string problem)
    {
        problem = "";
        if (body.Length == 0) return null;
        if (!IsText(contentType)) return Values.Of(Convert.ToBase64String(body));
        var text = encoding.GetString(body);
        if (!IsJson(contentType)) return Values.Of(text);
        try { return JsonDocument.Parse(text.TrimStart('\uFEFF')).RootElement.Clone(); }
        catch (JsonException e)
        {
            problem = $"Expected JSON, as its type {MediaType(contentType)} says, but line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} is not.";
            return null;
        }
    }
}
