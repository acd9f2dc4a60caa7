using Lendflow.Activities;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;

namespace Lendflow.Host.Cases;

/// <summary>Rings the clocks of cases and of their stages. What rang is in the log of the case, each ring is an operation of its own,
/// and a case is looked at until nothing is left to say: so each rings once, whoever dies meanwhile.</summary>
sealed partial class CaseClockWork(CaseClockStore clocks, IWorkflowStore store, WorkflowRunner runner, Policy policy, TimeProvider time, ILogger<CaseClockWork> log) : IDueWork
{
    const int AtOnce = 8;

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
        if (await store.LoadAsync(claimed.InstanceId, cancellationToken) is not { } instance) return;
        var rings = RingsOf(instance, await store.ReadLogAsync(instance.Id, cancellationToken), now);
        var isRefused = rings.Problem is not null;
        foreach (var ring in rings.Rings)
        {
            var result = await runner.RunAsync(instance.Id, ring.ToTrigger(instance), $"clock:{instance.Id}:{ring.Detail}", cancellationToken);
            if (result.Instance is { } after) instance = after;
            else isRefused = true; // The case has failed; when it goes on, its clocks are looked at again.
        }
        if (rings.Problem is { } problem) LogRefused(instance.CorrelationId ?? instance.Id, problem);
        var again = isRefused ? now + AfterRefusal : rings.Rings.Count > 0 ? now : rings.Next;
        await clocks.LookAgainAsync(claimed, again, cancellationToken);
    }

    CaseRings RingsOf(Instance instance, IReadOnlyList<LogEntry> changes, DateTimeOffset now)
    {
        var (rules, track, branch) = ((IWorkRules)policy, instance.Facts.GetValueOrDefault(CaseFacts.Track), instance.Facts.GetValueOrDefault(CaseFacts.Branch));
        return CaseRings.Of(CaseClocks.Of(changes), key => rules.Policy(KeyOf(key), track, instance.CreatedAt), rules.Calendar(branch, now), now);
    }

    static string KeyOf(string clock) => clock == CaseClocks.Case ? clock : CaseClocks.StagePolicy + clock;

    [LoggerMessage(LogLevel.Warning, "The time limit of case {Case} is unknown: {Problem}. Add an edition of the calendar that reaches further; it is looked at again in an hour")]
    partial void LogRefused(string @case, string problem);
}
