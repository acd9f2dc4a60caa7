using Lendflow.Activities;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Api;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Cases;

/// <summary>Reads the clocks of a case and of its stages against the time limits of its track and the calendar of its branch.</summary>
sealed class Clocks(IWorkflowStore store, Policy policy, TimeProvider time)
{
    public async Task<IReadOnlyList<ClockView>> OfAsync(CaseSummary of, CancellationToken cancellationToken)
    {
        var (now, rules) = (time.GetUtcNow(), (IWorkRules)policy);
        var calendar = rules.Calendar(of.Branch, now);
        return [.. CaseClocks.Of(await store.ReadLogAsync(of.InstanceId, cancellationToken)).Select(clock => View(clock, LimitOf(clock.Policy, of), calendar, now))];
    }

    SlaPolicy? LimitOf(string clock, CaseSummary of)
    {
        var rules = (IWorkRules)policy;
        return rules.Policy(CaseClocks.StagePolicy + clock, of.Track, of.SubmittedAt) ?? rules.Policy(clock, of.Track, of.SubmittedAt);
    }

    public static ClockView View(SlaClock clock, SlaPolicy? limit, WorkCalendar? calendar, DateTimeOffset now)
    {
        var kind = limit?.Clock ?? (calendar is null ? SlaClockKind.Wall : SlaClockKind.Working);
        var until = clock.Spans[^1].Until ?? now;
        DateTimeOffset? due = null;
        string? problem = null;
        if (limit is not null) SlaClocks.TryWhen(clock, limit, calendar, 100, out due, out problem);
        var ours = MinutesOf(WhoseTime.Us);
        var isLate = limit is not null && ours > limit.Target.TotalMinutes;
        var status = clock.IsOver ? isLate ? "breached" : "met" : clock.IsPaused ? "paused" : isLate ? "breached" : "running";
        return new ClockView(clock.Policy, limit?.Name, limit?.NameZh, limit?.Target.TotalMinutes, kind, status, clock.StartedAt, clock.Spans[^1].Until, due,
            ours, MinutesOf(WhoseTime.Applicant), MinutesOf(WhoseTime.ThirdParty), [.. clock.Spans.Select(s => new ClockSpanView(s.Whose, s.From, s.Until, s.Reason))], problem);

        double? MinutesOf(WhoseTime whose)
        {
            if (SlaClocks.TryTimeOf(clock, whose, kind, calendar, until, out var passed, out var refused)) return Math.Round(passed.TotalMinutes, 2);
            problem ??= refused;
            return null;
        }
    }
}
