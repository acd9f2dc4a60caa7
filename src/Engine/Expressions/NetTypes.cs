using System.Globalization;
using Lendflow.Scripting;

namespace Lendflow.Engine.Expressions;

/// <summary>The .NET types that Elsa gives to scripts. Dates are the language's own, as there; GUIDs, durations and bytes are objects.
/// The clock and random numbers are those of the run.</summary>
static class NetTypes
{
    static readonly NetMembers<Guid> Guids = new(
        g => g.ToString(),
        [("Variant", g => g.Variant), ("Version", g => g.Version)],
        [("ToString", (g, c) => g.ToString(Format(c))), ("Equals", (g, c) => TryGuid(c[0], out var other) && g == other), ("CompareTo", (g, c) => g.CompareTo(ToGuid(c, 0)))]);

    static readonly NetMembers<TimeSpan> Spans = new(
        t => t.ToString("c"),
        [
            ("Ticks", t => t.Ticks), ("Days", t => t.Days), ("Hours", t => t.Hours), ("Milliseconds", t => t.Milliseconds), ("Microseconds", t => t.Microseconds),
            ("Nanoseconds", t => t.Nanoseconds), ("Minutes", t => t.Minutes), ("Seconds", t => t.Seconds), ("TotalDays", t => t.TotalDays), ("TotalHours", t => t.TotalHours),
            ("TotalMilliseconds", t => t.TotalMilliseconds), ("TotalMicroseconds", t => t.TotalMicroseconds), ("TotalNanoseconds", t => t.TotalNanoseconds),
            ("TotalMinutes", t => t.TotalMinutes), ("TotalSeconds", t => t.TotalSeconds),
        ],
        [
            ("ToString", (t, c) => t.ToString(Format(c), CultureInfo.InvariantCulture)), ("Add", (t, c) => Of(t + ToSpan(c, 0))), ("Subtract", (t, c) => Of(t - ToSpan(c, 0))),
            ("Multiply", (t, c) => Of(t * c.Number(0))), ("Divide", (t, c) => Of(t / c.Number(0))), ("Negate", (t, _) => Of(-t)), ("Duration", (t, _) => Of(t.Duration())),
            ("Equals", (t, c) => t == ToSpan(c, 0)), ("CompareTo", (t, c) => t.CompareTo(ToSpan(c, 0))),
        ]);

    static readonly NetMembers<byte[]> Bytes = new(Convert.ToBase64String, [], []);

    static readonly NetMembers<Func<double>> Randoms = new(
        _ => "System.Random", [],
        [("NextDouble", (r, _) => r()), ("Next", (r, c) => c.Count switch { 0 => Math.Floor(r() * int.MaxValue), 1 => Math.Floor(r() * c.Number(0)), _ => c.Number(0) + Math.Floor(r() * (c.Number(1) - c.Number(0))) })]);

    public static JsValue Of(Guid value) => Guids.Of(value);

    public static JsValue Of(TimeSpan value) => Spans.Of(value);

    public static JsValue Of(byte[] value) => Bytes.Of(value);

    /// <summary>A variable's value as the .NET type it has; null when it has none of these types.</summary>
    public static JsValue? Of(System.Text.Json.JsonElement value, DataType type) => type.Kind switch
    {
        DataKind.Guid when Guid.TryParse(Conversion.Text(value), out var guid) => Of(guid),
        DataKind.Span when Conversion.TrySpan(value, out var span) => Of(span),
        DataKind.Moment when Conversion.TryMoment(value, out var moment) => JsValue.From(moment),
        DataKind.Bytes when value.TryGetBytesFromBase64(out var bytes) => Of(bytes),
        _ => default(JsValue?),
    };

    public static void AddTo(ScriptHost host)
    {
        host.Shared("Guid", Type("Guid", c => Of(c.Count == 0 ? Guid.Empty : ToGuid(c, 0)),
            [("Empty", Of(Guid.Empty)), Static("NewGuid", c => Of(NewGuid(c))), Static("Parse", c => Of(ToGuid(c, 0)))]));
        host.Shared("TimeSpan", Type("TimeSpan", NewSpan,
        [
            ("Zero", Of(TimeSpan.Zero)), ("MaxValue", Of(TimeSpan.MaxValue)), ("MinValue", Of(TimeSpan.MinValue)), Static("Parse", c => Of(ToSpan(c, 0))),
            Static("FromDays", c => Span(c, TimeSpan.TicksPerDay)), Static("FromHours", c => Span(c, TimeSpan.TicksPerHour)), Static("FromMinutes", c => Span(c, TimeSpan.TicksPerMinute)),
            Static("FromSeconds", c => Span(c, TimeSpan.TicksPerSecond)), Static("FromMilliseconds", c => Span(c, TimeSpan.TicksPerMillisecond)), Static("FromTicks", c => Span(c, 1)),
        ]));
        host.Shared("DateTime", Type("DateTime", NewMoment,
            [.. Moments, Static("DaysInMonth", c => DateTime.DaysInMonth((int)c.Number(0), (int)c.Number(1))), Static("IsLeapYear", c => DateTime.IsLeapYear((int)c.Number(0)))], Clock));
        host.Shared("DateTimeOffset", Type("DateTimeOffset", NewMoment,
        [
            .. Moments, Static("FromUnixTimeSeconds", c => JsValue.From(DateTimeOffset.FromUnixTimeSeconds((long)c.Number(0)))),
            Static("FromUnixTimeMilliseconds", c => JsValue.From(DateTimeOffset.FromUnixTimeMilliseconds((long)c.Number(0)))),
        ], Clock));
        host.Shared("Random", Type("Random", c => Randoms.Of(c.Count == 0 ? c.NextRandom : new Random((int)c.Number(0)).NextDouble), []));
    }

    /// <summary>The bytes of a value: an object of bytes, or Base64 text.</summary>
    public static byte[] ToBytes(ScriptCall call, int argument)
    {
        if (call[argument].AsHostObject() is NetObject<byte[]> bytes) return bytes.Value;
        var text = call.Text(argument);
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : throw new ScriptException("Expected bytes or a Base64 text, but it is neither.");
    }

    public static Guid ToGuid(ScriptCall call, int argument) =>
        TryGuid(call[argument], out var guid) ? guid : throw new ScriptException($"Expected a GUID, but got '{call.Text(argument)}'.");

    /// <summary>A GUID from the run's own seeded numbers, so that a replay gets the same one.</summary>
    public static Guid NewGuid(ScriptCall call)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 16; i++) bytes[i] = (byte)(call.NextRandom() * 256);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    static readonly (string, ScriptFunction)[] Clock =
        [("Now", c => JsValue.From(c.Now)), ("UtcNow", c => JsValue.From(c.Now)), ("Today", c => JsValue.From(new DateTimeOffset(c.Now.UtcDateTime.Date, TimeSpan.Zero)))];

    static readonly (string, JsValue)[] Moments =
        [Static("Parse", c => JsValue.From(ToMoment(c, 0))), ("MinValue", JsValue.From(DateTimeOffset.MinValue)), ("MaxValue", JsValue.From(DateTimeOffset.MaxValue)), ("UnixEpoch", JsValue.From(DateTimeOffset.UnixEpoch))];

    static (string, JsValue) Static(string name, ScriptFunction code) => (name, JsValue.FromFunction(name, code));

    static JsValue Type(string name, ScriptFunction construct, (string, JsValue)[] statics, (string, ScriptFunction)[]? getters = null) =>
        JsValue.FromType(name, construct, statics.SelectMany(s => BothCases(s.Item1, s.Item2)), (getters ?? []).SelectMany(g => BothCases(g.Item1, g.Item2)));

    static KeyValuePair<string, T>[] BothCases<T>(string name, T member) => [new(name, member), new(char.ToLowerInvariant(name[0]) + name[1..], member)];

    static JsValue Span(ScriptCall call, long ticksPerUnit)
    {
        var ticks = call.Number(0) * ticksPerUnit;
        return double.IsFinite(ticks) && Math.Abs(ticks) < long.MaxValue ? Of(TimeSpan.FromTicks((long)ticks)) : throw new ScriptException($"Expected a duration, but {call.Text(0)} is none or too long.");
    }

    static JsValue NewSpan(ScriptCall call) => call.Count switch
    {
        <= 1 => Span(call, 1),
        3 => Of(new TimeSpan((int)call.Number(0), (int)call.Number(1), (int)call.Number(2))),
        _ => Of(new TimeSpan((int)call.Number(0), (int)call.Number(1), (int)call.Number(2), (int)call.Number(3), call.Count > 4 ? (int)call.Number(4) : 0)),
    };

    static JsValue NewMoment(ScriptCall call)
    {
        int Part(int index, int otherwise) => index < call.Count ? (int)call.Number(index) : otherwise;
        try { return JsValue.From(new DateTimeOffset(Part(0, 1), Part(1, 1), Part(2, 1), Part(3, 0), Part(4, 0), Part(5, 0), TimeSpan.Zero)); }
        catch (ArgumentOutOfRangeException) { throw new ScriptException("Expected year, month, day and time of a date that exists, but there is no such date."); }
    }

    static DateTimeOffset ToMoment(ScriptCall call, int argument) =>
        call[argument].TryGetInstant(out var instant) || Conversion.TryMoment(Values.Of(call.Text(argument)), out instant)
            ? instant
            : throw new ScriptException($"Expected a date, but got '{call.Text(argument)}'.");

    static TimeSpan ToSpan(ScriptCall call, int argument)
    {
        if (call[argument].AsHostObject() is NetObject<TimeSpan> span) return span.Value;
        return Conversion.TrySpan(Values.Of(call.Text(argument)), out var parsed) ? parsed : throw new ScriptException($"Expected a duration such as 01:30:00, but got '{call.Text(argument)}'.");
    }

    static bool TryGuid(JsValue value, out Guid guid)
    {
        guid = value.AsHostObject() is NetObject<Guid> known ? known.Value : default;
        return value.AsHostObject() is NetObject<Guid> || value.TryGetText(out var text) && Guid.TryParse(text, out guid);
    }

    static string? Format(ScriptCall call) => call.Count > 0 && call[0].TryGetText(out var format) ? format : null;
}
