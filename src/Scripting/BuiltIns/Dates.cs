using System.Globalization;
using System.Text.RegularExpressions;

namespace Lendflow.Scripting.BuiltIns;

/// <summary>Time values of ECMAScript (chapter 21.4): milliseconds since 1970 in UTC, proleptic Gregorian calendar.</summary>
internal static partial class Dates
{
    internal const double MillisecondsPerDay = 86_400_000;
    private const double Maximum = 8.64e15;

    internal static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    internal static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>A time value taken apart.</summary>
    internal readonly record struct Parts(double Year, int Month, int Day, int Hour, int Minute, int Second, int Millisecond, int Weekday);

    internal static double Clip(double time) => double.IsFinite(time) && Math.Abs(time) <= Maximum ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>Month and the others may be out of range and carry over; NaN spoils the result.</summary>
    internal static double Make(double year, double month, double day, double hour, double minute, double second, double millisecond)
    {
        double[] fields = [year, month, day, hour, minute, second, millisecond];
        if (!Array.TrueForAll(fields, double.IsFinite))
            return double.NaN;
        (year, month) = (Math.Truncate(year) + Math.Floor(Math.Truncate(month) / 12), Math.Truncate(month) - (12 * Math.Floor(Math.Truncate(month) / 12)));
        if (Math.Abs(year) > 400_000)
            return double.NaN;
        var days = DaysBefore((long)year, (int)month) + Math.Truncate(day) - 1;
        return (days * MillisecondsPerDay) + (Math.Truncate(hour) * 3_600_000) + (Math.Truncate(minute) * 60_000)
            + (Math.Truncate(second) * 1000) + Math.Truncate(millisecond);
    }

    // Howard Hinnant's days_from_civil, for the first of the month (0-based).
    private static double DaysBefore(long year, int month)
    {
        var y = month < 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = ((153 * (month + (month > 1 ? -2 : 10))) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    internal static Parts Split(double time)
    {
        var days = (long)Math.Floor(time / MillisecondsPerDay);
        var rest = (int)(time - (days * MillisecondsPerDay));
        // The inverse: civil_from_days.
        var z = days + 719_468;
        var era = (z >= 0 ? z : z - 146_096) / 146_097;
        var dayOfEra = z - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 2 : shifted - 10);
        var year = yearOfEra + (era * 400) + (month <= 1 ? 1 : 0);
        var weekday = (int)((((days + 4) % 7) + 7) % 7);
        return new Parts(year, month, day, rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000, weekday);
    }

    /// <summary>Null for an invalid date.</summary>
    internal static string? ToIso(double time)
    {
        if (double.IsNaN(time))
            return null;
        var p = Split(time);
        var year = p.Year is >= 0 and <= 9999 ? p.Year.ToString("0000", CultureInfo.InvariantCulture)
            : (p.Year < 0 ? "-" : "+") + Math.Abs(p.Year).ToString("000000", CultureInfo.InvariantCulture);
        return $"{year}-{p.Month + 1:00}-{p.Day:00}T{p.Hour:00}:{p.Minute:00}:{p.Second:00}.{p.Millisecond:000}Z";
    }

    internal static double Parse(string text) => Iso().Match(text.Trim()) is { Success: true } iso ? FromIso(iso) : FromWords(text);

    private static double FromIso(Match match)
    {
        var month = Number("month", 1);
        var day = Number("day", 1);
        var (hour, minute, second) = (Number("hour", 0), Number("minute", 0), Number("second", 0));
        if (month is < 1 or > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 59 || match.Groups["year"].Value == "-000000")
            return double.NaN;
        var fraction = match.Groups["fraction"].Value;
        var milliseconds = fraction.Length == 0 ? 0 : Math.Floor(double.Parse("0." + fraction, CultureInfo.InvariantCulture) * 1000);
        if (hour == 24 && (minute > 0 || second > 0 || milliseconds > 0))
            return double.NaN;
        var time = Make(Number("year", 0), month - 1, day, hour, minute, second, milliseconds);
        var offset = (Number("offsetHour", 0) * 60) + Number("offsetMinute", 0);
        return Clip(time - ((match.Groups["sign"].Value == "-" ? -offset : offset) * 60_000));

        double Number(string group, double missing) =>
            match.Groups[group] is { Success: true, Length: > 0 } found ? double.Parse(found.Value, CultureInfo.InvariantCulture) : missing;
    }

    /// <summary>What toString and toUTCString print, and other spellings .NET's invariant culture reads; UTC unless it says otherwise.</summary>
    private static double FromWords(string text)
    {
        text = Zone().Replace(text.Trim(), "$1");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : double.NaN;
    }

    [GeneratedRegex(
        @"^(?<year>\d{4}|[+-]\d{6})(-(?<month>\d\d)(-(?<day>\d\d))?)?([T ](?<hour>\d\d):(?<minute>\d\d)(:(?<second>\d\d)([.,](?<fraction>\d+))?)?(Z|(?<sign>[+-])(?<offsetHour>\d\d):?(?<offsetMinute>\d\d))?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"GMT([+-]\d{4})( \(.*\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();
}
