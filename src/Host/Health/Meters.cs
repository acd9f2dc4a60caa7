using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Storage;
using Lendflow.Host.Running;

namespace Lendflow.Host.Health;

/// <summary>What is counted about the engine; <c>/metrics</c> shows it.</summary>
sealed class Meters : IDisposable
{
    public const string Name = "Lendflow";

    static readonly string[] Outcomes = [.. Enum.GetNames<CommitOutcome>().Select(o => o.ToLowerInvariant())];

    readonly Meter _meter = new(Name);
    readonly Counter<long> _commits;
    readonly Counter<long> _changes;
    readonly Histogram<double> _commitSeconds;
    readonly Counter<long> _jobs;
    readonly Histogram<double> _jobSeconds;

    public Meters()
    {
        _commits = _meter.CreateCounter<long>("lendflow.commits", description: "Bursts that were committed, by outcome");
        _changes = _meter.CreateCounter<long>("lendflow.changes", description: "Changes in committed bursts");
        _commitSeconds = _meter.CreateHistogram<double>("lendflow.commit.duration", "s", "Time until a commit is on disk");
        _jobs = _meter.CreateCounter<long>("lendflow.jobs", description: "Tries of jobs, by kind and outcome");
        _jobSeconds = _meter.CreateHistogram<double>("lendflow.job.duration", "s", "Time of one try of a job, by kind");
    }

    public void Watch(string gauge, string description, Func<int> value) => _meter.CreateObservableGauge(gauge, value, description: description);

    public void WatchTotal(string counter, string description, Func<long> value) => _meter.CreateObservableCounter(counter, value, description: description);

    public void Committed(CommitOutcome outcome, int changes, TimeSpan took)
    {
        _commits.Add(1, new KeyValuePair<string, object?>("outcome", Outcomes[(int)outcome]));
        _commitSeconds.Record(took.TotalSeconds);
        if (outcome == CommitOutcome.Committed) _changes.Add(changes);
    }

    public void Tried(string kind, JobAnswer answer, TimeSpan took)
    {
        var outcome = answer switch { JobAnswer.Done => "done", JobAnswer.Failed { MayRetry: true } => "later", _ => "failed" };
        _jobs.Add(1, new("kind", kind), new("outcome", outcome));
        _jobSeconds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
    }

    public void Dispose() => _meter.Dispose();
}

/// <summary>Counts what a runner commits.</summary>
sealed class CountedStore(IWorkflowStore store, Meters meters) : StoreDecorator(store)
{
    public override async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = await base.CommitAsync(commit, cancellationToken);
        meters.Committed(outcome, commit.Changes.Count, Stopwatch.GetElapsedTime(start));
        return outcome;
    }
}

/// <summary>Counts the tries of one kind of job.</summary>
sealed class CountedJobs(IJobHandler handler, Meters meters) : IJobHandler
{
    public string Kind => handler.Kind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await handler.PerformAsync(job, cancellationToken);
        meters.Tried(Kind, answer, Stopwatch.GetElapsedTime(start));
        return answer;
    }
}
