using System.Diagnostics.CodeAnalysis;

namespace Lendflow.HumanTasks.Calendars;

/// <summary>Counts in working time. Dates the calendar does not cover are refused with a sentence, never guessed: next year's
/// holidays are announced late. Results carry the calendar's own offset.</summary>
public sealed class WorkCalendar
{
    readonly WorkPattern pattern;
    readonly DateTimeOffset begin;
    readonly DateTimeOffset end;

    // One entry per span of working time in UTC ticks, plus the working time that lies before it: any question is then a
    // binary search, and daylight saving has been settled once, here.
    readonly long[] opens;
    readonly long[] closes;
    readonly long[] workedBefore;
    readonly long workedInAll;

    public WorkCalendar(WorkPattern pattern)
    {
        this.pattern = pattern;
        begin = Instant(pattern.First, TimeSpan.Zero);
        end = Instant(pattern.Last, TimeSpan.FromHours(24));

        var spans = Spans().ToArray();
        opens = [.. spans.Select(span => span.Opens)];
        closes = [.. spans.Select(span => span.Closes)];
        workedBefore = new long[spans.Length];
        for (var i = 0; i < spans.Length; i++)
        {
            workedBefore[i] = workedInAll;
            workedInAll += closes[i] - opens[i];
        }
    }

    public string Key => pattern.Key;

    public WorkPattern Pattern => pattern;

    /// <summary>Whether people work on a date; null when the calendar does not cover it.</summary>
    public bool? IsWorkingDay(DateOnly date) =>
        date < pattern.First || date > pattern.Last ? null : pattern.HoursOn(date).Count > 0;

    /// <summary>The earliest moment at which <paramref name="work"/> has been worked since <paramref name="from"/>.</summary>
    /// <param name="work">Working time, zero or more.</param>
    public bool TryAdd(DateTimeOffset from, TimeSpan work, out DateTimeOffset until, [NotNullWhen(false)] out string? problem)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        until = from;
        if (!Covers(from, out problem) || work == TimeSpan.Zero) return problem is null;

        var target = Worked(from) + work.Ticks;
        if (target > workedInAll) return Beyond($"{Hours(work)} of working time after {Local(from)} end later", out problem);

        var span = Array.BinarySearch(workedBefore, target);
        span = span >= 0 ? span - 1 : ~span - 1;
        until = Local(opens[span] + target - workedBefore[span]);
        return true;
    }

    /// <summary>The latest moment from which <paramref name="work"/> is worked until <paramref name="until"/>.</summary>
    /// <param name="work">Working time, zero or more.</param>
    public bool TrySubtract(DateTimeOffset until, TimeSpan work, out DateTimeOffset from, [NotNullWhen(false)] out string? problem)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        from = until;
        if (!Covers(until, out problem) || work == TimeSpan.Zero) return problem is null;

        var target = Worked(until) - work.Ticks;
        if (target < 0) return Beyond($"{Hours(work)} of working time before {Local(until)} begin earlier", out problem);

        var span = Array.BinarySearch(workedBefore, target);
        span = span >= 0 ? span : ~span - 1;
        from = Local(opens[span] + target - workedBefore[span]);
        return true;
    }

    /// <summary>The working time from one moment to another; negative when they are given in reverse.</summary>
    public bool TryBetween(DateTimeOffset from, DateTimeOffset until, out TimeSpan work, [NotNullWhen(false)] out string? problem)
    {
        work = default;
        if (!Covers(from, out problem) || !Covers(until, out problem)) return false;

        work = TimeSpan.FromTicks(Worked(until) - Worked(from));
        return true;
    }

    long Worked(DateTimeOffset at)
    {
        var span = Array.BinarySearch(opens, at.UtcTicks);
        if (span < 0) span = ~span - 1;
        return span < 0 ? 0 : workedBefore[span] + Math.Min(at.UtcTicks, closes[span]) - opens[span];
    }

    bool Covers(DateTimeOffset at, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        return (at >= begin && at <= end) || Beyond($"found {Local(at)}", out problem);
    }

    bool Beyond(string but, out string problem)
    {
        problem = $"Expected a date the calendar {Key} covers ({pattern.First:yyyy-MM-dd} to {pattern.Last:yyyy-MM-dd}), but {but}";
        return false;
    }

    IEnumerable<(long Opens, long Closes)> Spans()
    {
        for (var date = pattern.First; date <= pattern.Last; date = date.AddDays(1))
            foreach (var hours in pattern.HoursOn(date))
            {
                var (opens, closes) = (Instant(date, hours.From).UtcTicks, Instant(date, hours.To).UtcTicks);
                if (opens < closes) yield return (opens, closes);
            }
    }

    // A local time that the spring change skips counts as the end of the skipped hour; one that occurs twice in autumn counts
    // as its second occurrence. Spans therefore never overlap.
    DateTimeOffset Instant(DateOnly date, TimeSpan time)
    {
        var local = date.ToDateTime(TimeOnly.MinValue) + time;
        while (pattern.Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return new DateTimeOffset(local, pattern.Zone.GetUtcOffset(local));
    }

    DateTimeOffset Local(long utcTicks) => TimeZoneInfo.ConvertTime(new DateTimeOffset(utcTicks, TimeSpan.Zero), pattern.Zone);

    string Local(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, pattern.Zone):yyyy-MM-dd HH:mm}";

    static string Hours(TimeSpan work) => $"{(int)work.TotalHours}:{work.Minutes:00} h";
}
