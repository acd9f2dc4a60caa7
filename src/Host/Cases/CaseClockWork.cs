using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;

namespace Lendflow.Host.Cases;

/// <summary>Rings the clocks of cases and of their stages. What rang is in the log of the case, each ring is an operation of its own,
/// and a case is looked at until nothing is left to say: so each rings once, whoever dies meanwhile.</summary>
sealed partial class CaseClockWork(CaseClockStore clocks, IWorkflowStore store, WorkflowRunner runner, IWorkRules rules, TimeProvider time, ILogger<CaseClockWork> log) : IDueWork
{
    /// <summary>As many as share a flush well; each is little work.</summary>
    const int AtOnce = 64;

    /// <summary>Somebody may have added the dates that a calendar lacks.</summary>
    static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(1);

    public async Task<int> TakeDueAsync(int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await clocks.ClaimDueAsync(now, now + Lease.Length, max, cancellationToken);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (claimed, stopping) => await LookAsync(claimed, now, stopping));
        return due.Count;
    }

    async Task LookAsync(DueClocks claimed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (instance, history) = (claimed.Instance, claimed.Log);
        var (rings, isRefused) = (RingsOf(instance, history, now), false);
        for (; rings.Rings.Count > 0 && !isRefused; rings = RingsOf(instance, history, now))
            foreach (var ring in rings.Rings)
            {
                var result = await runner.RunAsync(instance.Id, ring.ToTrigger(instance), $"clock:{instance.Id}:{ring.Detail}", cancellationToken);
                if (result.Instance is not { } after) isRefused = true; // The case has failed; when it goes on, its clocks are looked at again.
                else (instance, history) = (after, await WithAsync(history, after, result, cancellationToken));
            }
        if (rings.Problem is { } problem) LogRefused(instance.CorrelationId ?? instance.Id, problem);
        await clocks.LookAgainAsync(claimed, isRefused || rings.Problem is not null ? now + AfterRefusal : rings.Next, cancellationToken);
    }

    /// <summary>The log with what was just committed. It is read again only when somebody else committed in between.</summary>
    async Task<IReadOnlyList<LogEntry>> WithAsync(IReadOnlyList<LogEntry> history, Instance after, RunResult result, CancellationToken cancellationToken) =>
        !result.WasRepeated && after.Revision == history[^1].Revision + 1
            ? [.. history, new LogEntry(after.Id, after.Revision, after.UpdatedAt, result.Changes)]
            : await store.ReadLogAsync(after.Id, cancellationToken);

    /// <summary>A case without a branch has no working time: its clocks are silent until it has one.</summary>
    CaseRings RingsOf(Instance instance, IReadOnlyList<LogEntry> changes, DateTimeOffset now)
    {
        var (track, branch) = (instance.Facts.GetValueOrDefault(CaseFacts.Track), instance.Facts.GetValueOrDefault(CaseFacts.Branch));
        return CaseRings.Of(CaseClocks.Of(changes), LimitOf, rules.Calendar(branch, now), now);

        SlaPolicy? LimitOf(string clock) => rules.Policy(KeyOf(clock), track, instance.CreatedAt) is { } limit && (branch is not null || limit.Clock == SlaClockKind.Wall) ? limit : null;
    }

    static string KeyOf(string clock) => clock == CaseClocks.Case ? clock : CaseClocks.StagePolicy + clock;

    [LoggerMessage(LogLevel.Warning, "The time limit of case {Case} is unknown: {Problem}. Add an edition of the calendar that reaches further; it is looked at again in an hour")]
    partial void LogRefused(string @case, string problem);
}
