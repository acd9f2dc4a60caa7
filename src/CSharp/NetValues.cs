using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Lendflow.Engine.Expressions;
using Lendflow.Scripting;

namespace Lendflow.CSharp;

/// <summary>Values between flows, which know JSON, and C#. Types of a script are never handed to the serializer, which would keep
/// them and their assembly for good.</summary>
static class NetValues
{
    const int DeepestValue = 64;

    static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter() },
    };

    static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="name">What has the value, for messages.</param>
    public static T? To<T>(JsonElement value, string name)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return default;
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (type == typeof(object)) return (T?)ToObject(value);
        if (type == typeof(IDictionary<string, object>)) return (T?)(object?)(ToObject(value) as Dictionary<string, object?>);
        var alias = type == typeof(byte[]) ? "Object" : type.Name;
        if (!Conversion.TryConvert(value, DataType.Parse(alias), out var converted, out var problem)) throw new ScriptException($"Expected '{name}' to be read as {type.Name}, but it cannot. {problem}");
        try { return converted.ValueKind == JsonValueKind.Undefined ? default : converted.Deserialize<T>(Reading); }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException)
        {
            throw new ScriptException($"Expected '{name}' to be read as {type.Name}, but it is {Conversion.Text(value)}.");
        }
    }

    public static object? ToObject(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt32(out var small) ? small : value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(ToObject).ToList(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(p => p.Name, p => ToObject(p.Value)),
        _ => null,
    };

    public static JsonElement From(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing)) Write(writer, value, 0);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > DeepestValue) throw new ScriptException($"Expected a value of at most {DeepestValue} levels, but it is deeper or contains itself.");
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case char c: writer.WriteStringValue(c.ToString()); break;
            case byte or sbyte or short or ushort or int or uint or long: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case float or double: WriteReal(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture)); break;
            case DateTime moment: writer.WriteStringValue(moment); break;
            case DateTimeOffset moment: writer.WriteStringValue(moment); break;
            case TimeSpan span: writer.WriteStringValue(span.ToString("c", CultureInfo.InvariantCulture)); break;
            case Guid or DateOnly or TimeOnly or Enum or Uri or Version: writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }: writer.WriteNullValue(); break;
            case JsonElement element: element.WriteTo(writer); break;
            case JsonDocument document: document.WriteTo(writer); break;
            case JsonNode node: node.WriteTo(writer); break;
            case IDictionary map: WriteMembers(writer, map.Cast<DictionaryEntry>().Select(e => (Convert.ToString(e.Key, CultureInfo.InvariantCulture)!, e.Value)), depth); break;
            case IEnumerable items: WriteItems(writer, items, depth); break;
            case Delegate: throw new ScriptException("Expected a value that can be kept, but it is a function.");
            default: WriteMembers(writer, value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => (p.Name, p.GetValue(value))), depth); break;
        }
    }

    static void WriteReal(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number)) throw new ScriptException($"Expected a number that can be kept, but it is {number.ToString(CultureInfo.InvariantCulture)}.");
        writer.WriteNumberValue(number);
    }

    static void WriteItems(Utf8JsonWriter writer, IEnumerable items, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in items) Write(writer, item, depth + 1);
        writer.WriteEndArray();
    }

    static void WriteMembers(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> members, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1);
        }
        writer.WriteEndObject();
    }
}
