using System.Globalization;

namespace Lendflow.Engine.Waiting;

/// <summary>A cron expression: minute, hour, day of month, month, day of week, with seconds before them when there are six
/// fields. Fields take <c>*</c>, <c>?</c>, numbers, names (JAN, MON), lists, ranges and steps; the day of month also takes <c>L</c>,
/// the last one. As in Vixie cron, when both days are given either may match. Times are UTC.</summary>
public sealed class CronSchedule
{
    /// <summary>A schedule without a time in this many years (30 February) has none.</summary>
    public const int YearsLookedAt = 8;

    static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    readonly Field seconds, minutes, hours, daysOfMonth, months, daysOfWeek;

    CronSchedule(IReadOnlyList<Field> fields) =>
        (seconds, minutes, hours, daysOfMonth, months, daysOfWeek) = (fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);

    /// <summary>Null, with every problem in the form "Expected …, but …", when it is none.</summary>
    public static CronSchedule? Parse(string expression, out string problem)
    {
        problem = "";
        var parts = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (5 or 6))
        {
            problem = $"Expected a cron expression of five or six fields, but '{expression}' has {parts.Length}.";
            return null;
        }
        string[] six = parts.Length == 6 ? parts : ["0", .. parts];
        var problems = new List<string>();
        Field[] fields =
        [
            Field.Parse(six[0], "second", 0, 59, [], problems),
            Field.Parse(six[1], "minute", 0, 59, [], problems),
            Field.Parse(six[2], "hour", 0, 23, [], problems),
            Field.Parse(six[3], "day of the month", 1, 31, [], problems),
            Field.Parse(six[4], "month", 1, 12, Months, problems),
            Field.Parse(six[5], "day of the week", 0, 7, Days, problems),
        ];
        problem = string.Join(' ', problems);
        return problems.Count == 0 ? new CronSchedule(fields) : null;
    }

    /// <summary>The first time after a moment; null when there is none for <see cref="YearsLookedAt"/> years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var time = after.UtcDateTime;
        time = new DateTime(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc).AddSeconds(1);
        var end = time.AddYears(YearsLookedAt);
        while (time < end)
        {
            if (!months.Has(time.Month)) time = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
            else if (!IsDay(time)) time = time.Date.AddDays(1);
            else if (!hours.Has(time.Hour)) time = time.Date.AddHours(time.Hour + 1);
            else if (!minutes.Has(time.Minute)) time = time.AddSeconds(60 - time.Second);
            else if (!seconds.Has(time.Second)) time = time.AddSeconds(1);
            else return new DateTimeOffset(time, TimeSpan.Zero);
        }
        return null;
    }

    bool IsDay(DateTime time)
    {
        var isLast = daysOfMonth.HasLast && time.Day == DateTime.DaysInMonth(time.Year, time.Month);
        var dayOfMonth = daysOfMonth.Has(time.Day) || isLast;
        var dayOfWeek = daysOfWeek.Has((int)time.DayOfWeek) || time.DayOfWeek == DayOfWeek.Sunday && daysOfWeek.Has(7);
        return daysOfMonth.IsAny || daysOfWeek.IsAny ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek;
    }

    sealed record Field(ulong Bits, bool IsAny, bool HasLast)
    {
        public bool Has(int value) => (Bits >> value & 1) != 0;

        public static Field Parse(string text, string name, int min, int max, string[] names, List<string> problems)
        {
            ulong bits = 0;
            var hasLast = false;
            foreach (var item in text.Split(','))
            {
                if (item == "L" && name == "day of the month") hasLast = true;
                else if (TryRange(item, min, max, names, out var from, out var to, out var step))
                    for (var value = from; value <= to; value += step) bits |= 1UL << value;
                else problems.Add($"Expected the {name} of a cron expression to be {min} to {max}, a list, range or step of these, or *, but found '{item}'.");
            }
            return new Field(bits, text is "*" or "?", hasLast);
        }

        static bool TryRange(string item, int min, int max, string[] names, out int from, out int to, out int step)
        {
            (from, to, step) = (min, max, 1);
            var slash = item.Split('/');
            if (slash.Length > 2 || slash.Length == 2 && !(int.TryParse(slash[1], NumberStyles.None, CultureInfo.InvariantCulture, out step) && step > 0)) return false;
            if (slash[0] is "*" or "?") return true;
            var dash = slash[0].Split('-');
            if (dash.Length > 2 || !TryValue(dash[0], min, max, names, out from)) return false;
            to = slash.Length == 2 ? max : from;
            return dash.Length == 1 || TryValue(dash[1], min, max, names, out to) && from <= to;
        }

        static bool TryValue(string text, int min, int max, string[] names, out int value)
        {
            var named = Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
            value = named + min;
            return named >= 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
        }
    }
}
