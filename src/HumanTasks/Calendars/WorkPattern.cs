namespace Lendflow.HumanTasks.Calendars;

/// <summary>When people work: a weekly rhythm with its exceptions, over the dates that have been announced.</summary>
/// <param name="Key">Its key, for example <c>cn</c>.</param>
/// <param name="Zone">Time zone of the hours below.</param>
/// <param name="First">First date covered.</param>
/// <param name="Last">Last date covered. Nothing is assumed about later dates.</param>
/// <param name="Week">Working hours of an ordinary day; a weekday that is absent is free.</param>
/// <param name="MakeUpHours">Working hours of a make-up workday.</param>
/// <param name="DaysOff">Holidays and their names. They win over <paramref name="Week"/>.</param>
/// <param name="MakeUpDays">Workdays that replace a holiday, usually at a weekend, and the name of that holiday.</param>
public sealed record WorkPattern(
    string Key,
    string Name,
    string NameZh,
    TimeZoneInfo Zone,
    DateOnly First,
    DateOnly Last,
    IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkHours>> Week,
    IReadOnlyList<WorkHours> MakeUpHours,
    IReadOnlyDictionary<DateOnly, string> DaysOff,
    IReadOnlyDictionary<DateOnly, string> MakeUpDays)
{
    /// <summary>The working hours of a date, in order; none when it is free.</summary>
    public IReadOnlyList<WorkHours> HoursOn(DateOnly date)
    {
        if (MakeUpDays.ContainsKey(date)) return MakeUpHours;
        return DaysOff.ContainsKey(date) ? [] : Week.GetValueOrDefault(date.DayOfWeek, []);
    }
}

/// <summary>A span of working time within a day, as time since local midnight: 00:00 to 24:00, <c>From</c> before <c>To</c>.</summary>
public readonly record struct WorkHours(TimeSpan From, TimeSpan To)
{
    /// <summary>Reads <c>09:00-12:00</c>.</summary>
    public static bool TryParse(string text, out WorkHours hours)
    {
        hours = default;
        if (text.Length != 11 || text[5] != '-') return false;
        if (TimeOf(text.AsSpan(0, 5)) is not { } from || TimeOf(text.AsSpan(6)) is not { } to || from >= to) return false;

        hours = new WorkHours(from, to);
        return true;
    }

    static TimeSpan? TimeOf(ReadOnlySpan<char> text)
    {
        if (text is "24:00") return TimeSpan.FromHours(24);
        return TimeOnly.TryParseExact(text, "HH:mm", out var time) ? time.ToTimeSpan() : null;
    }
}
