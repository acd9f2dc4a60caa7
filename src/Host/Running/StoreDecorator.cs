using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Host.Running;

/// <summary>A store that passes everything on. Who wants to see some of it overrides that.</summary>
abstract class StoreDecorator(IWorkflowStore store) : IWorkflowStore
{
    public virtual Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken) => store.CommitAsync(commit, cancellationToken);
    public virtual Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken) => store.LoadAsync(instanceId, cancellationToken);
    public Task<string?> FindOperationAsync(string operationId, CancellationToken cancellationToken) => store.FindOperationAsync(operationId, cancellationToken);
    public Task<IReadOnlyList<WaitAddress>> FindWaitsAsync(string hash, string? correlationId, CancellationToken cancellationToken) => store.FindWaitsAsync(hash, correlationId, cancellationToken);
    public Task<IReadOnlyList<WaitAddress>> ClaimDueTimersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => store.ClaimDueTimersAsync(now, leaseUntil, max, cancellationToken);
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => store.NextDueAsync(cancellationToken);
    public Task<IReadOnlyList<Job>> ClaimDueJobsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => store.ClaimDueJobsAsync(now, leaseUntil, max, cancellationToken);
    public Task DeferJobAsync(string jobId, DateTimeOffset notBefore, CancellationToken cancellationToken) => store.DeferJobAsync(jobId, notBefore, cancellationToken);
    public Task ReleaseLeasesAsync(CancellationToken cancellationToken) => store.ReleaseLeasesAsync(cancellationToken);
    public Task<IReadOnlyList<string>> FindChildrenAsync(string parentInstanceId, CancellationToken cancellationToken) => store.FindChildrenAsync(parentInstanceId, cancellationToken);
    public Task<IReadOnlyList<string>> FindByCorrelationAsync(string correlationId, CancellationToken cancellationToken) => store.FindByCorrelationAsync(correlationId, cancellationToken);
    public Task<IReadOnlyList<LogEntry>> ReadLogAsync(string instanceId, CancellationToken cancellationToken) => store.ReadLogAsync(instanceId, cancellationToken);
}
