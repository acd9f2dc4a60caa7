using System.Diagnostics;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Host.Cli.Bench;

/// <summary>The real store, with a stopwatch, and a word to whoever wants to know of each commit once it is on disk.</summary>
sealed class WatchedStore(IWorkflowStore store, Phases phases) : IWorkflowStore
{
    long _commits;

    public long Commits => Interlocked.Read(ref _commits);

    public event Action<Commit>? Committed;

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var outcome = await phases.TimeAsync("store: commit, flush included", store.CommitAsync(commit, cancellationToken));
        if (outcome != CommitOutcome.Committed) return outcome;
        Interlocked.Increment(ref _commits);
        Committed?.Invoke(commit);
        return outcome;
    }

    public Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        return phases.TimeAsync("store: load", store.LoadAsync(instanceId, cancellationToken), began);
    }

    public Task<string?> FindOperationAsync(string operationId, CancellationToken cancellationToken) => store.FindOperationAsync(operationId, cancellationToken);
    public Task<IReadOnlyList<WaitAddress>> FindWaitsAsync(string hash, string? correlationId, CancellationToken cancellationToken) => store.FindWaitsAsync(hash, correlationId, cancellationToken);
    public Task<IReadOnlyList<WaitAddress>> ClaimDueTimersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => store.ClaimDueTimersAsync(now, leaseUntil, max, cancellationToken);
    public Task<DateTimeOffset?> NextTimerAsync(CancellationToken cancellationToken) => store.NextTimerAsync(cancellationToken);
    public Task<IReadOnlyList<Job>> ClaimDueJobsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken) => store.ClaimDueJobsAsync(now, leaseUntil, max, cancellationToken);
    public Task DeferJobAsync(string jobId, DateTimeOffset notBefore, CancellationToken cancellationToken) => store.DeferJobAsync(jobId, notBefore, cancellationToken);
    public Task ReleaseLeasesAsync(CancellationToken cancellationToken) => store.ReleaseLeasesAsync(cancellationToken);
    public Task<IReadOnlyList<string>> FindChildrenAsync(string parentInstanceId, CancellationToken cancellationToken) => store.FindChildrenAsync(parentInstanceId, cancellationToken);

    public Task<IReadOnlyList<string>> FindByCorrelationAsync(string correlationId, CancellationToken cancellationToken) => store.FindByCorrelationAsync(correlationId, cancellationToken);
    public Task<IReadOnlyList<LogEntry>> ReadLogAsync(string instanceId, CancellationToken cancellationToken) => store.ReadLogAsync(instanceId, cancellationToken);
}

/// <summary>Job handlers with a stopwatch.</summary>
sealed class WatchedJob(IJobHandler handler, Phases phases) : IJobHandler
{
    public string Kind => handler.Kind;

    public Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        return phases.TimeAsync($"job: {Kind}", handler.PerformAsync(job, cancellationToken), began);
    }
}
