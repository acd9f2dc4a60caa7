using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lendflow.Engine.Expressions;

/// <summary>Makes JSON values, the only kind of value that flows know.</summary>
public static class Values
{
    /// <summary>Text stays readable: Chinese is not escaped.</summary>
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly JsonElement[] Small = [.. Enumerable.Range(0, 256).Select(n => JsonSerializer.SerializeToElement(n))];

    public static readonly JsonElement Null = JsonSerializer.SerializeToElement<object?>(null);
    public static readonly JsonElement True = JsonSerializer.SerializeToElement(true);
    public static readonly JsonElement False = JsonSerializer.SerializeToElement(false);
    public static readonly JsonElement EmptyObject = JsonSerializer.SerializeToElement(new object());

    public static JsonElement Of(bool value) => value ? True : False;

    public static JsonElement Of(long value)
    {
        if (value is >= 0 and < 256) return Small[value];
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length);
        return JsonElement.Parse(digits[..length]);
    }

    public static JsonElement Of(double value) => JsonSerializer.SerializeToElement(value);

    public static JsonElement Of(decimal value) => JsonSerializer.SerializeToElement(value);

    public static JsonElement Of(string? value) => JsonSerializer.SerializeToElement(value);

    public static JsonElement Of(IReadOnlyList<JsonElement> items) =>
        JsonSerializer.SerializeToElement(items.Select(i => i.ValueKind == JsonValueKind.Undefined ? (JsonElement?)null : i));

    /// <summary>Any record, with camelCase members, enums as text.</summary>
    public static JsonElement From<T>(T value) => JsonSerializer.SerializeToElement(value, Web);

    /// <summary>The opposite of <see cref="From"/>; null when the value is unset or does not fit.</summary>
    public static T? To<T>(JsonElement value) where T : class
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        try { return value.Deserialize<T>(Web); }
        catch (JsonException) { return null; }
    }

    public static JsonElement? TryParse(string json)
    {
        try { return JsonDocument.Parse(json).RootElement.Clone(); }
        catch (JsonException) { return null; }
    }

    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
