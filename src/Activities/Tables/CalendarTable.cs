using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Activities.Tables;

/// <summary>Reads a work calendar, <c>calendars/KEY.json</c>.</summary>
internal static class CalendarTable
{
    public static WorkCalendar? Read(TableObject table)
    {
        var (first, last) = (table.Date("from"), table.Date("to"));
        var (off, makeUp) = (Days(table, "daysOff", first, last), Days(table, "makeUpDays", first, last));
        var pattern = new WorkPattern(table.Text("key"), table.Text("name"), table.Text("nameZh"), Zone(table), first, last,
            table.Child("week", Week, []), Hours(table, "makeUpHours"), off, makeUp);
        var isRange = last >= first && last.Year - first.Year < 100;
        if (!isRange) table.Note("to", $"Expected a date within a century after {first:yyyy-MM-dd}, but found {last:yyyy-MM-dd}");
        foreach (var both in off.Keys.Intersect(makeUp.Keys))
            table.Note("makeUpDays", $"Expected days that are not off, but {both:yyyy-MM-dd} is listed as both");
        if (makeUp.Count > 0 && pattern.MakeUpHours.Count == 0)
            table.Note("makeUpHours", "Expected working hours because there are make-up days, but the list is empty");
        return isRange ? new WorkCalendar(pattern) : null;
    }

    static TimeZoneInfo Zone(TableObject table)
    {
        var id = table.Text("zone");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        table.Note("zone", $"Expected a time zone such as Asia/Shanghai, but {id} is not known here");
        return TimeZoneInfo.Utc;
    }

    static Dictionary<DayOfWeek, IReadOnlyList<WorkHours>> Week(TableObject week) =>
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day, IReadOnlyList<WorkHours> (day) => Hours(week, TableObject.Word(day)));

    static List<WorkHours> Hours(TableObject table, string key)
    {
        var hours = new List<WorkHours>();
        foreach (var text in table.Texts(key))
            if (!WorkHours.TryParse(text, out var span)) table.Note(key, $"Expected hours such as 09:00-12:00, but found {text}");
            else if (hours.Count > 0 && hours[^1].To > span.From) table.Note(key, $"Expected hours in order, but {text} begins before the span ahead of it ends");
            else hours.Add(span);
        return hours;
    }

    static Dictionary<DateOnly, string> Days(TableObject table, string key, DateOnly first, DateOnly last)
    {
        var days = new Dictionary<DateOnly, string>();
        foreach (var (date, name) in table.Rows(key, row => (Date: row.Date("date"), Name: row.Text("name"))))
            if (date < first || date > last) table.Note(key, $"Expected dates from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, but found {date:yyyy-MM-dd}");
            else if (!days.TryAdd(date, name)) table.Note(key, $"Expected each date once, but {date:yyyy-MM-dd} is listed twice");
        return days;
    }
}
