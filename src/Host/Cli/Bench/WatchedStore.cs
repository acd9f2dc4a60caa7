using System.Diagnostics;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Running;

namespace Lendflow.Host.Cli.Bench;

/// <summary>The real store, with a stopwatch, and a word to whoever wants to know of each commit once it is on disk.</summary>
sealed class WatchedStore(IWorkflowStore store, Phases phases) : StoreDecorator(store)
{
    long _commits;

    public long Commits => Interlocked.Read(ref _commits);

    public event Action<Commit>? Committed;

    public override async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var outcome = await phases.TimeAsync("store: commit, flush included", base.CommitAsync(commit, cancellationToken));
        if (outcome != CommitOutcome.Committed) return outcome;
        Interlocked.Increment(ref _commits);
        Committed?.Invoke(commit);
        return outcome;
    }

    public override Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        return phases.TimeAsync("store: load", base.LoadAsync(instanceId, cancellationToken), began);
    }
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
