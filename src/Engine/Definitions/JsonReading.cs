using System.Text.Json;

namespace Lendflow.Engine.Definitions;

/// <summary>Reading members of JSON the way Elsa does: names regardless of case, wrong kinds as absent.</summary>
static class JsonReading
{
    public static JsonElement Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return default;
        if (element.TryGetProperty(name, out var exact)) return exact;
        foreach (var property in element.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        return default;
    }

    public static string? Text(this JsonElement element, string name)
    {
        var member = element.Member(name);
        return member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
    }

    public static bool? Flag(this JsonElement element, string name) => element.Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(element.Member(name).GetString(), out var flag) => flag,
        _ => null,
    };

    public static int? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    /// <summary>The items of an array, also of one wrapped as <c>{"$values":[…]}</c>, <c>{"_type":…,"items":[…]}</c> or
    /// <c>{"_type":…,"values":[…]}</c>; a single object counts as an array of one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray();
        if (element.ValueKind != JsonValueKind.Object) return [];
        foreach (var name in (ReadOnlySpan<string>)["$values", "items", "values"])
            if (element.Member(name) is { ValueKind: JsonValueKind.Array } inner) return inner.EnumerateArray();
        return [element];
    }

    public static bool IsNumber(this JsonElement element, out long number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out number);
    }

    public static bool IsUnset(this JsonElement element) => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}
