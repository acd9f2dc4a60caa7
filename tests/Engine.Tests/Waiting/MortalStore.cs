using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Waiting;

/// <summary>A node's line to the shared store, which breaks at a chosen write: what is done is done, and nothing follows.</summary>
sealed class MortalStore(InMemoryStore inner, List<string> instances) : IWorkflowStore, ITriggerStore, IStimulusStore
{
    int left = int.MaxValue;
    bool diesAfterwards;

    public InMemoryStore Inner => inner;

    public void Dies(int writes, bool afterwards) => (left, diesAfterwards) = (writes, afterwards);

    async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var isLast = left-- <= 0;
        if (isLast && !diesAfterwards || left < -1) throw new NodeDied();
        var result = await write();
        return isLast ? throw new NodeDied() : result;
    }

    Task<int> WriteAsync(Func<Task> write) => WriteAsync(async () => { await write(); return 0; });

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken) => WriteAsync(async () =>
    {
        var outcome = await inner.CommitAsync(commit, cancellationToken);
        if (outcome == CommitOutcome.Committed && commit.ExpectedRevision == 0) lock (instances) instances.Add(commit.Instance.Id);
        return outcome;
    });

    public Task<bool> AcceptAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken) => WriteAsync(() => inner.AcceptAsync(stimulus, leaseUntil, cancellationToken));
    public Task<bool> RewriteAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken) => WriteAsync(() => inner.RewriteAsync(stimulus, leaseUntil, cancellationToken));
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => WriteAsync(() => inner.RemoveAsync(id, cancellationToken));
    public Task AdvanceTriggerAsync(StartTrigger claimed, DateTimeOffset? next, CancellationToken cancellationToken) => WriteAsync(() => inner.AdvanceTriggerAsync(claimed, next, cancellationToken));
    public Task DeferJobAsync(string jobId, DateTimeOffset notBefore, CancellationToken cancellationToken) => WriteAsync(() => inner.DeferJobAsync(jobId, notBefore, cancellationToken));
    public Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken) => inner.LoadAsync(instanceId, cancellationToken);
    public Task<string?> FindOperationAsync(string operationId, CancellationToken cancellationToken) => inner.FindOperationAsync(operationId, cancellationToken);
    public Task<IReadOnlyList<WaitAddress>> FindWaitsAsync(string hash, string? correlationId, CancellationToken cancellationToken) => inner.FindWaitsAsync(hash, correlationId, cancellationToken);
    public Task<IReadOnlyList<WaitAddress>> ClaimDueTimersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => inner.ClaimDueTimersAsync(now, leaseUntil, max, cancellationToken);
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => inner.NextDueAsync(cancellationToken);
    public Task<IReadOnlyList<Job>> ClaimDueJobsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => inner.ClaimDueJobsAsync(now, leaseUntil, max, cancellationToken);
    public Task ReleaseLeasesAsync(CancellationToken cancellationToken) => inner.ReleaseLeasesAsync(cancellationToken);
    public Task<IReadOnlyList<string>> FindChildrenAsync(string parentInstanceId, CancellationToken cancellationToken) => inner.FindChildrenAsync(parentInstanceId, cancellationToken);

    public Task<IReadOnlyList<string>> FindByCorrelationAsync(string correlationId, CancellationToken cancellationToken) => inner.FindByCorrelationAsync(correlationId, cancellationToken);
    public Task<IReadOnlyList<LogEntry>> ReadLogAsync(string instanceId, CancellationToken cancellationToken) => inner.ReadLogAsync(instanceId, cancellationToken);
    public Task<IReadOnlyList<StartTrigger>> FindTriggersAsync(string hash, CancellationToken cancellationToken) => inner.FindTriggersAsync(hash, cancellationToken);
    public Task<IReadOnlyList<StartTrigger>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken) => inner.ListTriggersAsync(definitionId, cancellationToken);
    public Task<IReadOnlyList<StartTrigger>> ClaimDueTriggersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => inner.ClaimDueTriggersAsync(now, leaseUntil, max, cancellationToken);
    public Task<IReadOnlyList<PendingStimulus>> ClaimStimuliAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => inner.ClaimStimuliAsync(now, leaseUntil, max, cancellationToken);
}
