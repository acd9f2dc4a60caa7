using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Timers.Tests;

/// <summary>A store that tells when it is first looked for timers, and when the first is claimed.</summary>
sealed class WatchedStore(IWorkflowStore inner) : IWorkflowStore
{
    readonly TaskCompletionSource<string> firstClaim = new(TaskCreationOptions.RunContinuationsAsynchronously);

    readonly TaskCompletionSource firstLook = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> FirstClaim => firstClaim.Task;

    public Task FirstLook => firstLook.Task;

    public async Task<IReadOnlyList<WaitAddress>> ClaimDueTimersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        var due = await inner.ClaimDueTimersAsync(now, leaseUntil, max, cancellationToken);
        firstLook.TrySetResult();
        if (due.Count > 0) firstClaim.TrySetResult(due[0].InstanceId);
        return due;
    }

    public Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken) => inner.LoadAsync(instanceId, cancellationToken);
    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken) => inner.CommitAsync(commit, cancellationToken);
    public Task<string?> FindOperationAsync(string operationId, CancellationToken cancellationToken) => inner.FindOperationAsync(operationId, cancellationToken);
    public Task<IReadOnlyList<WaitAddress>> FindWaitsAsync(string hash, string? correlationId, CancellationToken cancellationToken) => inner.FindWaitsAsync(hash, correlationId, cancellationToken);
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => inner.NextDueAsync(cancellationToken);
    public Task<IReadOnlyList<Job>> ClaimDueJobsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => inner.ClaimDueJobsAsync(now, leaseUntil, max, cancellationToken);
    public Task DeferJobAsync(string jobId, DateTimeOffset notBefore, CancellationToken cancellationToken) => inner.DeferJobAsync(jobId, notBefore, cancellationToken);
    public Task ReleaseLeasesAsync(CancellationToken cancellationToken) => inner.ReleaseLeasesAsync(cancellationToken);
    public Task<IReadOnlyList<string>> FindChildrenAsync(string parentInstanceId, CancellationToken cancellationToken) => inner.FindChildrenAsync(parentInstanceId, cancellationToken);

    public Task<IReadOnlyList<string>> FindByCorrelationAsync(string correlationId, CancellationToken cancellationToken) => inner.FindByCorrelationAsync(correlationId, cancellationToken);
    public Task<IReadOnlyList<LogEntry>> ReadLogAsync(string instanceId, CancellationToken cancellationToken) => inner.ReadLogAsync(instanceId, cancellationToken);
}
