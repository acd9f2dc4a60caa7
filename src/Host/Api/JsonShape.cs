using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lendflow.Engine.Definitions;

namespace Lendflow.Host.Api;

/// <summary>Compares JSON with the type it is to become, and names everything that does not fit.</summary>
static class JsonShape
{
    /// <returns>Null when there are problems.</returns>
    public static T? Read<T>(JsonElement json, JsonSerializerOptions options, out IReadOnlyList<Problem> problems) where T : class
    {
        var found = new List<Problem>();
        Check(json, options.GetTypeInfo(typeof(T)), "$", found);
        problems = found;
        return found.Count == 0 ? json.Deserialize<T>(options) : null;
    }

    static void Check(JsonElement json, JsonTypeInfo type, string path, List<Problem> problems)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when json.ValueKind == JsonValueKind.Object:
                foreach (var property in type.Properties) CheckProperty(json, property, path, problems);
                break;
            case JsonTypeInfoKind.Enumerable when json.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in json.EnumerateArray()) CheckItem(item, type, $"{path}[{index++}]", problems);
                break;
            case JsonTypeInfoKind.Dictionary when json.ValueKind == JsonValueKind.Object:
                foreach (var entry in json.EnumerateObject()) CheckItem(entry.Value, type, $"{path}.{entry.Name}", problems);
                break;
            case JsonTypeInfoKind.None when IsReadable(json, type):
                break;
            default:
                problems.Add(new Problem(path, $"Expected {Wanted(type)}, but found {Found(json)}."));
                break;
        }
    }

    static void CheckProperty(JsonElement json, JsonPropertyInfo property, string path, List<Problem> problems)
    {
        var propertyPath = $"{path}.{property.Name}";
        var type = property.Options.GetTypeInfo(property.PropertyType);
        if (Find(json, property.Name) is { ValueKind: not JsonValueKind.Null } value) Check(value, type, propertyPath, problems);
        else if (!MayBeLeftOut(property)) problems.Add(new Problem(propertyPath, $"Expected {Wanted(type)}, but it is missing."));
    }

    static void CheckItem(JsonElement item, JsonTypeInfo type, string path, List<Problem> problems) =>
        Check(item, type.Options.GetTypeInfo(type.ElementType!), path, problems);

    static JsonElement? Find(JsonElement json, string name)
    {
        if (json.TryGetProperty(name, out var exact)) return exact;
        foreach (var property in json.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        return null;
    }

    static bool MayBeLeftOut(JsonPropertyInfo property) =>
        property.AssociatedParameter is not { } parameter || parameter.HasDefaultValue || parameter.IsNullable
        || Nullable.GetUnderlyingType(property.PropertyType) is not null;

    static bool IsReadable(JsonElement json, JsonTypeInfo type)
    {
        try
        {
            json.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static string Wanted(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
        JsonTypeInfoKind.Enumerable => "an array",
        _ when Is<bool>(type) => "true or false",
        _ when Is<int>(type) || Is<long>(type) => "a whole number",
        _ when Is<decimal>(type) || Is<double>(type) => "a number",
        _ when Is<DateOnly>(type) => "a date such as 2026-01-31",
        _ when Is<DateTimeOffset>(type) => "a time such as 2026-01-31T09:30:00Z",
        _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) is { IsEnum: true } choice =>
            $"one of {string.Join(", ", Enum.GetNames(choice).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
        _ => "a text",
    };

    static bool Is<T>(JsonTypeInfo type) where T : struct => type.Type == typeof(T) || type.Type == typeof(T?);

    static string Found(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text that is none",
        JsonValueKind.Number => $"the number {json.GetRawText()[..Math.Min(40, json.GetRawText().Length)]}",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };
}
