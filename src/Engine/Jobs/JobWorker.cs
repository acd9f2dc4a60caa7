using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Lendflow.Engine.Jobs;

/// <summary>Performs committed jobs: those this process committed at once, those that were deferred or left by a dead process
/// when the clock says so (<see cref="TakeDueAsync"/>).</summary>
public sealed partial class JobWorker(WorkflowRunner runner, IWorkflowStore store, JobTable jobs, TimeProvider clock, ILogger<JobWorker> log) : IDueWork
{
    const int ReadAttempts = 5;
    const int EffectAttempts = 20;

    /// <summary>How many due jobs may be under way at a time; what is beyond is left for later looks, or for other nodes.</summary>
    const int MostDue = 200;

    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Whatever is logged meanwhile tells of which application it is.</summary>
    static readonly Func<ILogger, string, IDisposable?> InCase = LoggerMessage.DefineScope<string>("{Application}");

    readonly List<Task> _due = [];

    /// <summary>Performs jobs until stopped; a job that is being performed then is finished and its answer committed.</summary>
    public async Task RunAsync(int concurrency, CancellationToken stopping)
    {
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => TakeCommittedAsync(stopping)));
        await FinishDueAsync();
    }

    /// <summary>Claims the jobs that are due now and begins to perform them: however slow a counterparty is, the clock that
    /// asks goes on to what else is due.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> TakeDueAsync(int max, CancellationToken cancellationToken)
    {
        var room = Math.Min(max, MostDue - CountDue());
        if (room <= 0) return 0;
        var now = clock.GetUtcNow();
        var due = await store.ClaimDueJobsAsync(now, now + Lease.Length, room, cancellationToken);
        lock (_due) _due.AddRange(due.Select(j => Task.Run(() => PerformAsync(j, CancellationToken.None), CancellationToken.None)));
        return due.Count;
    }

    /// <summary>Completes when every due job that was begun has been performed, or deferred.</summary>
    public Task FinishDueAsync()
    {
        lock (_due) return Task.WhenAll(_due);
    }

    int CountDue()
    {
        lock (_due)
        {
            _due.RemoveAll(t => t.IsCompleted);
            return _due.Count;
        }
    }

    async Task TakeCommittedAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var job in runner.CommittedJobs.ReadAllAsync(stopping)) await PerformAsync(job, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping: what is still queued is leased, and whoever starts next releases or outlives the lease.
        }
    }

    /// <summary>One try of a job, and its consequence.</summary>
    public async Task PerformAsync(Job job, CancellationToken cancellationToken)
    {
        using var scope = job.Case is { } number ? InCase(log, number) : null;
        using var span = CaseTrace.Try(job);
        try
        {
            var answer = await TryAsync(job, cancellationToken);
            span.Answered(answer);
            if (answer is JobAnswer.Failed { MayRetry: true } failed && job.Attempt + 1 < (job.Mode == JobMode.Read ? ReadAttempts : EffectAttempts))
            {
                LogDeferred(job.Kind, job.Id, job.Attempt + 1, failed.Message);
                await store.DeferJobAsync(job.Id, clock.GetUtcNow() + Pause(job.Attempt), cancellationToken);
            }
            else await runner.RunAsync(job.InstanceId, new Trigger.JobAnswered(job.Id, answer), null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What the job did is not lost: its lease ends, and it is repeated under the same key.
            LogNotAnswered(e, job.Kind, job.Id);
        }
    }

    /// <summary>A handler that throws has a bug; tried again often enough in vain, it becomes an incident like any other failure.</summary>
    async Task<JobAnswer> TryAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            return await jobs.PerformAsync(job, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogThrew(e, job.Kind, job.Id);
            return new JobAnswer.Failed($"Expected the handler of '{job.Kind}' to answer, but it threw {e.GetType().Name}.", MayRetry: true);
        }
    }

    /// <summary>1 s, 2 s, 4 s … up to five minutes.</summary>
    static TimeSpan Pause(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, attempt)));

    [LoggerMessage(LogLevel.Warning, "Job {Kind} {JobId} is tried again after attempt {Attempt}: {Problem}")]
    partial void LogDeferred(string kind, string jobId, int attempt, string problem);

    [LoggerMessage(LogLevel.Error, "The handler of {Kind} threw on job {JobId}")]
    partial void LogThrew(Exception exception, string kind, string jobId);

    [LoggerMessage(LogLevel.Error, "The answer of {Kind} {JobId} could not be committed; it is repeated when its lease ends")]
    partial void LogNotAnswered(Exception exception, string kind, string jobId);
}
