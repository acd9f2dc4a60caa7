using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lendflow.Scripting;

public readonly partial struct JsValue
{
    /// <summary>Deepest nesting <see cref="TryToJson"/> writes: what readers of JSON accept by default.</summary>
    public const int MaximumJsonDepth = 64;

    /// <summary>Most bytes <see cref="TryToJson"/> writes: few objects that hold each other often can be endless text.</summary>
    public const int MaximumJsonBytes = 16 * 1024 * 1024;

    private static readonly JsonElement NullJson = JsonElement.Parse("null"u8);
    private static readonly JsonElement TrueJson = JsonElement.Parse("true"u8);
    private static readonly JsonElement FalseJson = JsonElement.Parse("false"u8);
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON value as a script sees it. Objects and arrays are read when the script looks into them, so the document
    /// behind the element must stay alive. Numbers become doubles.</summary>
    public static JsValue From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined => Undefined,
        JsonValueKind.Null => Null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Array => Of(new JsArray(json)),
        _ => Of(new JsObject(json)),
    };

    /// <summary>The value as JSON, as <see cref="TryToJson"/> makes it.</summary>
    /// <exception cref="ScriptException">The value cannot be JSON.</exception>
    public JsonElement ToJson() =>
        TryToJson(out var json, out var problem) ? json : throw new ScriptException(problem, ScriptErrorKind.TypeError);

    /// <summary>The value as JSON: whole numbers without a fraction, NaN and infinities as null, a Date as ISO 8601 in UTC,
    /// undefined as an element of kind Undefined (left out in objects, null in arrays), <c>toJSON</c> respected. An object that
    /// came from JSON and was not touched gives that JSON back.</summary>
    /// <param name="problem">Empty, or what cannot be JSON and where: a function, Map, Set, RegExp, Promise, a cycle, nesting
    /// beyond 64.</param>
    public bool TryToJson(out JsonElement json, out string problem)
    {
        problem = "";
        if (SimpleJson() is { } simple)
        {
            json = simple;
            return true;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Writing);
        try
        {
            Write(writer, this, "", 0);
            writer.Flush();
            json = buffer.WrittenCount == 0 ? default : JsonElement.Parse(buffer.WrittenSpan);
            return true;
        }
        catch (ScriptException impossible)
        {
            problem = impossible.Message;
        }
        catch (JsThrow thrown)
        {
            problem = $"Expected a value that JSON can hold, but reading it failed: {thrown.Value}";
        }
        catch (LimitBreach breach)
        {
            problem = breach.Message;
        }

        json = default;
        return false;
    }

    private JsonElement? SimpleJson() => Kind switch
    {
        JsKind.Undefined => default(JsonElement),
        JsKind.Null => NullJson,
        JsKind.Boolean => Boolean ? TrueJson : FalseJson,
        JsKind.Number when double.IsFinite(Number) => NumberJson(NumberText.Of(Number)),
        JsKind.Object => Object.Unread,
        _ => null,
    };

    private static JsonElement NumberJson(string digits)
    {
        Span<byte> utf8 = stackalloc byte[digits.Length];
        System.Text.Encoding.ASCII.GetBytes(digits, utf8);
        return JsonElement.Parse(utf8);
    }

    private static void Write(Utf8JsonWriter writer, JsValue value, string path, int depth)
    {
        if (writer.BytesCommitted + writer.BytesPending > MaximumJsonBytes)
            throw Impossible($"more than {MaximumJsonBytes} bytes", path);
        switch (value.Kind)
        {
            case JsKind.Null or JsKind.Undefined:
                writer.WriteNullValue();
                break;
            case JsKind.Boolean:
                writer.WriteBooleanValue(value.Boolean);
                break;
            case JsKind.Number when double.IsFinite(value.Number):
                writer.WriteRawValue(NumberText.Of(value.Number), skipInputValidation: true);
                break;
            case JsKind.Number:
                writer.WriteNullValue();
                break;
            case JsKind.String:
                writer.WriteStringValue(value.Text);
                break;
            case JsKind.Object when depth >= MaximumJsonDepth:
                throw Impossible($"something nested more than {MaximumJsonDepth} deep or containing itself", path);
            case JsKind.Object:
                WriteObject(writer, value.Object, path, depth + 1);
                break;
            default:
                throw Impossible("a symbol", path);
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsObject value, string path, int depth)
    {
        if (value.Unread is { } unread)
        {
            unread.WriteTo(writer);
            return;
        }

        switch (value)
        {
            case JsDate date:
                Write(writer, Dates.ToIso(date.Time), path, depth);
                break;
            case HostFace { Host.Json: { } json }:
                json.WriteTo(writer);
                break;
            case JsArray array:
                writer.WriteStartArray();
                for (var i = 0; i < array.Length; i++)
                    Write(writer, array[i], $"{path}[{i}]", depth);
                writer.WriteEndArray();
                break;
            case JsFunction or JsCollection or JsPromise or JsRegExp or JsIterator:
                throw Impossible($"a {value.Class}", path);
            default:
                WriteMembers(writer, value, path, depth);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsObject value, string path, int depth)
    {
        if (Member(value, "toJSON", inherited: true).Function is { } convert)
        {
            Write(writer, CallAfterRun(convert, Of(value)), path, depth);
            return;
        }

        writer.WriteStartObject();
        foreach (var key in value.Keys())
        {
            if (Member(value, key) is { IsUndefined: false } member)
            {
                writer.WritePropertyName(key);
                Write(writer, member, path.Length == 0 ? key : $"{path}.{key}", depth);
            }
        }

        writer.WriteEndObject();
    }

    private static JsValue Member(JsObject value, string key, bool inherited = false)
    {
        for (var holder = value; holder is not null; holder = inherited ? holder.Prototype : null)
        {
            if (holder.TryGetOwn(key, out var property))
                return property.Accessor is null ? property.Value : property.Accessor.Getter is { } get ? CallAfterRun(get, Of(value)) : Undefined;
        }

        return Undefined;
    }

    /// <summary>A function of the script called while its value is converted: it uses what its run has left of the limits.</summary>
    private static JsValue CallAfterRun(JsFunction function, JsValue thisValue) =>
        function is ClosureFunction closure ? closure.Call(closure.Machine, thisValue, []) : Undefined;

    private static ScriptException Impossible(string what, string path) =>
        new($"Expected a value that JSON can hold, but got {what}{(path.Length == 0 ? "" : " at " + path)}");
}
