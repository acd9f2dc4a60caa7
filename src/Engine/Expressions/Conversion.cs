using System.Globalization;
using System.Text.Json;
using Lendflow.Engine.Definitions;

namespace Lendflow.Engine.Expressions;

/// <summary>Converts values to the types of inputs and variables, by Elsa's rules (invariant culture, banker's rounding,
/// texts that look like JSON parsed) with one difference: what cannot be converted is a failure, not the type's default.</summary>
public static class Conversion
{
    /// <summary>Empty texts and null become unset, except that an unset Boolean is false, as in Elsa.</summary>
    public static bool TryConvert(JsonElement value, DataType type, out JsonElement converted, out string problem)
    {
        problem = "";
        if (type.Kind == DataKind.Any) { converted = value; return true; }
        if (value.IsUnset()) { converted = type.Kind == DataKind.Flag ? Values.False : default; return true; }
        if (value.ValueKind == JsonValueKind.String && type.Kind != DataKind.Text)
        {
            var text = value.GetString()!;
            if (text.Length == 0) { converted = default; return true; }
            if (text[0] is '{' or '[' && type.Kind is DataKind.Json or DataKind.List && Values.TryParse(text) is { } parsed) return TryConvert(parsed, type, out converted, out problem);
        }

        JsonElement? result = type.Kind switch
        {
            DataKind.Text => value.ValueKind == JsonValueKind.String ? value : Values.Of(Text(value)),
            DataKind.Whole => Whole(value, type.Name),
            DataKind.Real => Real(value),
            DataKind.Exact => Exact(value),
            DataKind.Flag => Flag(value),
            DataKind.Guid => Guid.TryParse(Text(value), out var guid) ? Values.Of(guid.ToString()) : null,
            DataKind.Moment => Moment(value),
            DataKind.Span => Span(value),
            DataKind.Bytes => value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out _) ? value : null,
            DataKind.Json => value,
            DataKind.List => List(value, type.Item ?? DataType.Any, ref problem),
            _ => throw new InvalidOperationException($"Expected a kind of value that is converted, but got {type.Kind}."),
        };
        converted = result ?? default;
        if (result is null && problem.Length == 0) problem = $"Expected a value of type {type.Name}, but it is {Shown(value)}.";
        return result is not null;
    }

    /// <summary>The text of a value as .NET prints it: <c>True</c>, <c>1.5</c>, JSON for objects and arrays.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => JsonSerializer.Serialize(value, Values.Plain),
        _ => value.GetRawText() is var raw && raw.AsSpan().IndexOfAny('e', 'E') < 0 ? raw : value.GetDouble().ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A duration given as text (<c>d.hh:mm:ss</c>), as ISO 8601 (<c>PT1H</c>) or, as a number, in milliseconds.</summary>
    public static bool TrySpan(JsonElement value, out TimeSpan span)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            var milliseconds = value.GetDouble();
            var fits = Math.Abs(milliseconds) < TimeSpan.MaxValue.TotalMilliseconds;
            span = fits ? TimeSpan.FromMilliseconds(milliseconds) : default;
            return fits;
        }
        var text = Text(value);
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span)) return true;
        if (!text.StartsWith('P')) return false;
        try { span = System.Xml.XmlConvert.ToTimeSpan(text); return true; }
        catch (Exception e) when (e is FormatException or OverflowException) { return false; }
    }

    /// <summary>A moment; one without offset is UTC.</summary>
    public static bool TryMoment(JsonElement value, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    static JsonElement? Whole(JsonElement value, string type)
    {
        decimal number;
        if (value.ValueKind == JsonValueKind.Number) { if (!value.TryGetDecimal(out number)) return null; }
        else if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) number = value.GetBoolean() ? 1 : 0;
        else if (!decimal.TryParse(Text(value), NumberStyles.Integer, CultureInfo.InvariantCulture, out number)) return null;
        number = Math.Round(number, MidpointRounding.ToEven);
        var (min, max) = type switch { "Int16" => (short.MinValue, short.MaxValue), "Int32" => (int.MinValue, int.MaxValue), _ => (long.MinValue, (decimal)long.MaxValue) };
        return number >= min && number <= max ? Values.Of((long)number) : null;
    }

    static JsonElement? Real(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value,
        JsonValueKind.True => Values.Of(1),
        JsonValueKind.False => Values.Of(0),
        _ => double.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Values.Of(number) : null,
    };

    static JsonElement? Exact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out _) ? value : null,
        JsonValueKind.True => Values.Of(1),
        JsonValueKind.False => Values.Of(0),
        _ => decimal.TryParse(Text(value), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Values.Of(number) : null,
    };

    static JsonElement? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value,
        JsonValueKind.Number => Values.Of(value.GetDouble() != 0),
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => Values.Of(flag),
        _ => null,
    };

    static JsonElement? Moment(JsonElement value) => TryMoment(value, out var moment) ? Values.Of(moment.ToString("O")) : null;

    static JsonElement? Span(JsonElement value) => TrySpan(value, out var span) ? Values.Of(span.ToString("c")) : null;

    static JsonElement? List(JsonElement value, DataType item, ref string problem)
    {
        var items = new List<JsonElement>();
        foreach (var each in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1))
        {
            if (!TryConvert(each, item, out var converted, out problem)) return null;
            items.Add(converted);
        }
        return Values.Of(items);
    }

    static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText();
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
