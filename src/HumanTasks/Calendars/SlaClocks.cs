using System.Diagnostics.CodeAnalysis;
using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Calendars;

/// <summary>Turns and reads clocks of time limits. Only our time counts; what the applicant or a third party takes is kept beside
/// it, and the three add up to the time that passed.</summary>
public static class SlaClocks
{
    public static SlaClock Start(SlaPolicy policy, DateTimeOffset now) => new(policy.Step, [new ClockSpan(WhoseTime.Us, now)], []);

    /// <summary>From now on the time is somebody's.</summary>
    /// <returns>The same clock when it was theirs already, or when it is over.</returns>
    public static SlaClock Turn(SlaClock clock, WhoseTime whose, string? reason, DateTimeOffset now) =>
        clock.IsOver || clock.Spans[^1].Whose == whose
            ? clock
            : clock with { Spans = [.. clock.Spans.SkipLast(1), clock.Spans[^1] with { Until = now }, new ClockSpan(whose, now, Reason: whose == WhoseTime.Us ? null : reason)] };

    public static SlaClock Stop(SlaClock clock, DateTimeOffset now) =>
        clock.IsOver ? clock : clock with { Spans = [.. clock.Spans.SkipLast(1), clock.Spans[^1] with { Until = now }] };

    /// <summary>When a share of the target will have been used, if the time stays ours. While the clock is paused nobody knows.</summary>
    /// <param name="at">Null while the clock is paused or over.</param>
    /// <returns>False when the calendar does not cover it.</returns>
    public static bool TryWhen(SlaClock clock, SlaPolicy policy, WorkCalendar? calendar, int percent, out DateTimeOffset? at, [NotNullWhen(false)] out string? problem) =>
        TryWhen(clock, policy, calendar, policy.Target * (percent / 100.0), out at, out problem);

    /// <summary>When so much of our time will have been used, if the time stays ours. While the clock is paused nobody knows.</summary>
    /// <param name="at">Null while the clock is paused or over.</param>
    /// <returns>False when the calendar does not cover it.</returns>
    public static bool TryWhen(SlaClock clock, SlaPolicy policy, WorkCalendar? calendar, TimeSpan used, out DateTimeOffset? at, [NotNullWhen(false)] out string? problem)
    {
        (at, problem) = (null, null);
        if (clock.IsOver || clock.IsPaused) return true;

        var before = TimeSpan.Zero;
        foreach (var span in clock.Spans.SkipLast(1).Where(span => span.Whose == WhoseTime.Us))
        {
            if (!TryMeasure(policy.Clock, calendar, span.From, span.Until!.Value, out var time, out problem)) return false;
            before += time;
        }
        var left = used - before;
        if (!TryAdd(policy.Clock, calendar, clock.Spans[^1].From, left < TimeSpan.Zero ? TimeSpan.Zero : left, out var found, out problem)) return false;
        at = found;
        return true;
    }

    /// <summary>How much of somebody's time passed until now.</summary>
    /// <returns>False when the calendar does not cover it.</returns>
    public static bool TryTimeOf(SlaClock clock, WhoseTime whose, SlaClockKind kind, WorkCalendar? calendar, DateTimeOffset now, out TimeSpan time, [NotNullWhen(false)] out string? problem)
    {
        (time, problem) = (TimeSpan.Zero, null);
        foreach (var span in clock.Spans.Where(span => span.Whose == whose))
        {
            if (!TryMeasure(kind, calendar, span.From, span.Until ?? now, out var part, out problem)) return false;
            time += part;
        }
        return true;
    }

    /// <summary>The moment at which a span of time that counts has passed.</summary>
    public static bool TryAdd(SlaClockKind kind, WorkCalendar? calendar, DateTimeOffset from, TimeSpan span, out DateTimeOffset at, [NotNullWhen(false)] out string? problem)
    {
        (at, problem) = (kind == SlaClockKind.Wall ? from + span : from, null);
        return kind == SlaClockKind.Wall || (Has(calendar, out problem) && calendar.TryAdd(from, span, out at, out problem));
    }

    static bool TryMeasure(SlaClockKind kind, WorkCalendar? calendar, DateTimeOffset from, DateTimeOffset until, out TimeSpan time, [NotNullWhen(false)] out string? problem)
    {
        (time, problem) = (until - from, null);
        return kind == SlaClockKind.Wall || (Has(calendar, out problem) && calendar.TryBetween(from, until, out time, out problem));
    }

    static bool Has([NotNullWhen(true)] WorkCalendar? calendar, [NotNullWhen(false)] out string? problem)
    {
        problem = calendar is null ? "Expected a work calendar for the branch, but there is none." : null;
        return calendar is not null;
    }
}
