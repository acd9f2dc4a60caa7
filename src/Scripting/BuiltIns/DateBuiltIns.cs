namespace Lendflow.Scripting.BuiltIns;

/// <summary>Date. Local time is UTC: a script must not depend on where it runs.</summary>
internal static class DateBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var type = Building.Constructor("Date", 7, Intrinsics.DatePrototype, New);
        globals["Date"] = JsValue.Of(type);
        type.Method("now", 0, static call => Now(call))
            .Method("parse", 1, static call => Dates.Parse(call.Text(0)))
            .Method("UTC", 7, static call => Dates.Clip(FromFields(call)));
        AddParts(Intrinsics.DatePrototype);
        AddTexts(Intrinsics.DatePrototype);
    }

    private static double Now(ScriptCall call) => call.Machine.Now.ToUnixTimeMilliseconds();

    private static JsValue New(ScriptCall call)
    {
        if (!call.IsNew)
            return Text(Now(call), withDate: true, withTime: true);
        if (call.Count == 0)
            return JsValue.Of(new JsDate(Now(call)));
        if (call.Count > 1)
            return JsValue.Of(new JsDate(Dates.Clip(FromFields(call))));
        var value = call[0].IsObject && call[0].Object is JsDate date ? date.Time : Coercion.ToPrimitive(call.Machine, call[0]);
        return JsValue.Of(new JsDate(value.IsString ? Dates.Parse(value.Text) : Dates.Clip(Coercion.ToNumber(call.Machine, value))));
    }

    /// <summary>Year, month and so on as arguments; two-digit years are of the twentieth century.</summary>
    private static double FromFields(ScriptCall call)
    {
        var year = call.Number(0);
        if (Math.Truncate(year) is >= 0 and <= 99)
            year = 1900 + Math.Truncate(year);
        return Dates.Make(year, Field(1, 0), Field(2, 1), Field(3, 0), Field(4, 0), Field(5, 0), Field(6, 0));

        double Field(int index, double missing) => index < call.Count ? call.Number(index) : missing;
    }

    private static JsDate Self(ScriptCall call) => call.This.IsObject && call.This.Object is JsDate date
        ? date
        : throw call.Machine.TypeError("this is not a Date object.");

    private static void AddParts(JsObject prototype)
    {
        Part("FullYear", static p => p.Year);
        Part("Month", static p => p.Month);
        Part("Date", static p => p.Day);
        Part("Hours", static p => p.Hour);
        Part("Minutes", static p => p.Minute);
        Part("Seconds", static p => p.Second);
        Part("Milliseconds", static p => p.Millisecond);
        Part("Day", static p => p.Weekday);
        Setter("FullYear", 0, 3);
        Setter("Month", 1, 2);
        Setter("Date", 2, 1);
        Setter("Hours", 3, 4);
        Setter("Minutes", 4, 3);
        Setter("Seconds", 5, 2);
        Setter("Milliseconds", 6, 1);
        prototype.Method("getTime", 0, static call => Self(call).Time)
            .Method("valueOf", 0, static call => Self(call).Time)
            .Method("getTimezoneOffset", 0, static call => double.IsNaN(Self(call).Time) ? double.NaN : 0)
            .Method("setTime", 1, static call => Self(call).Time = Dates.Clip(call.Number(0)));

        void Part(string name, Func<Dates.Parts, double> select)
        {
            foreach (var prefix in new[] { "get", "getUTC" })
                prototype.Method(prefix + name, 0, call => Self(call).Time is var time && double.IsNaN(time) ? double.NaN : select(Dates.Split(time)));
        }

        void Setter(string name, int field, int maximumArguments)
        {
            foreach (var prefix in new[] { "set", "setUTC" })
                prototype.Method(prefix + name, maximumArguments, call => Change(call, field, maximumArguments));
        }
    }

    /// <summary>Sets one field and, with more arguments, the finer ones behind it.</summary>
    private static JsValue Change(ScriptCall call, int field, int maximumArguments)
    {
        var date = Self(call);
        if (double.IsNaN(date.Time) && field > 0)
            return double.NaN;
        var p = Dates.Split(double.IsNaN(date.Time) ? 0 : date.Time);
        double[] fields = [p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second, p.Millisecond];
        for (var i = 0; i < Math.Max(1, Math.Min(call.Count, maximumArguments)); i++)
            fields[field + i] = call.Number(i);
        return date.Time = Dates.Clip(Dates.Make(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]));
    }

    private static void AddTexts(JsObject prototype) => prototype
        .Method("toISOString", 0, static call => Dates.ToIso(Self(call).Time) ?? throw call.Machine.RangeError("Invalid time value"))
        .Method("toJSON", 1, static call => Dates.ToIso(Self(call).Time))
        .Method("toString", 0, static call => Text(Self(call).Time, withDate: true, withTime: true))
        .Method("toDateString", 0, static call => Text(Self(call).Time, withDate: true, withTime: false))
        .Method("toTimeString", 0, static call => Text(Self(call).Time, withDate: false, withTime: true))
        .Method("toUTCString", 0, static call => UtcText(Self(call).Time))
        .Method("toLocaleString", 0, static call => Locale(Self(call).Time, true, true))
        .Method("toLocaleDateString", 0, static call => Locale(Self(call).Time, true, false))
        .Method("toLocaleTimeString", 0, static call => Locale(Self(call).Time, false, true));

    private static string Text(double time, bool withDate, bool withTime)
    {
        if (double.IsNaN(time))
            return "Invalid Date";
        var p = Dates.Split(time);
        var date = $"{Dates.DayNames[p.Weekday]} {Dates.MonthNames[p.Month]} {p.Day:00} {Year(p)}";
        var clock = $"{p.Hour:00}:{p.Minute:00}:{p.Second:00} GMT+0000 (Coordinated Universal Time)";
        return withDate && withTime ? $"{date} {clock}" : withDate ? date : clock;
    }

    private static string Year(Dates.Parts p) => p.Year < 0 ? $"-{-p.Year:000000}" : $"{p.Year:0000}";

    private static string UtcText(double time)
    {
        if (double.IsNaN(time))
            return "Invalid Date";
        var p = Dates.Split(time);
        return $"{Dates.DayNames[p.Weekday]}, {p.Day:00} {Dates.MonthNames[p.Month]} {Year(p)} {p.Hour:00}:{p.Minute:00}:{p.Second:00} GMT";
    }

    /// <summary>As en-US writes it.</summary>
    private static string Locale(double time, bool withDate, bool withTime)
    {
        if (double.IsNaN(time))
            return "Invalid Date";
        var p = Dates.Split(time);
        var date = $"{p.Month + 1}/{p.Day}/{p.Year}";
        var clock = $"{(p.Hour % 12 == 0 ? 12 : p.Hour % 12)}:{p.Minute:00}:{p.Second:00} {(p.Hour < 12 ? "AM" : "PM")}";
        return withDate && withTime ? $"{date}, {clock}" : withDate ? date : clock;
    }
}
