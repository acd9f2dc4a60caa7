using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Storage;

/// <summary>Where instances live. One commit writes everything a burst decided; nothing is acknowledged before it is on disk.</summary>
/// <remarks>Every implementation is held to the same contract suite. Calls may come from any thread at any time. Implementations
/// take the time from the arguments, never from a clock of their own.</remarks>
public interface IWorkflowStore
{
    /// <summary>The instance as of its last commit; null when there is none with this id. The caller owns the object.</summary>
    Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Writes a burst in one transaction: the instance, its waits, timers, tasks, jobs, facts, incidents and the log.
    /// Completes when it is on disk. Commits of different instances may share a flush, and one that fails does not harm the others.</summary>
    /// <returns><see cref="CommitOutcome.Conflict"/> when the stored revision is not <see cref="Commit.ExpectedRevision"/>
    /// (0: the instance must not exist); <see cref="CommitOutcome.Duplicate"/> when the operation id was committed before;
    /// <see cref="CommitOutcome.Occupied"/> when an instance runs that <see cref="Commit.Guard"/> excludes. In these cases nothing
    /// was written. Of any number of simultaneous starts under one guard at most one is committed.</returns>
    Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken);

    /// <summary>The instance that an operation was committed on; null when it never was.</summary>
    Task<string?> FindOperationAsync(string operationId, CancellationToken cancellationToken);

    /// <summary>Event waits that a stimulus meets, oldest first.</summary>
    /// <param name="correlationId">Null for any.</param>
    Task<IReadOnlyList<WaitAddress>> FindWaitsAsync(string hash, string? correlationId, CancellationToken cancellationToken);

    /// <summary>Timers that are due at <paramref name="now"/>, earliest first, leased to the caller until <paramref name="leaseUntil"/>:
    /// no other caller gets them before. A timer leaves the store only by the commit that burns its wait, so it fires at least
    /// once, and the revision check makes that exactly once.</summary>
    Task<IReadOnlyList<WaitAddress>> ClaimDueTimersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken);

    /// <summary>When the earliest timer, job, start trigger, clock or stimulus is due or its lease ends; null when there is none. A stimulus that
    /// is kept for a wait is not due.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>Jobs that are due, oldest first, leased like timers. A job is born leased to whoever commits it
    /// (<see cref="Commit.JobsLeasedUntil"/>), so this finds those whose node died or that were deferred.</summary>
    Task<IReadOnlyList<Job>> ClaimDueJobsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken);

    /// <summary>Puts a job back for a later try, with one more attempt counted. No effect when the job is gone.</summary>
    Task DeferJobAsync(string jobId, DateTimeOffset notBefore, CancellationToken cancellationToken);

    /// <summary>Ends every lease: for a store that only one process uses, when that process starts.</summary>
    Task ReleaseLeasesAsync(CancellationToken cancellationToken);

    /// <summary>The instances that an instance started and that have not ended, oldest first; failed ones have not.</summary>
    Task<IReadOnlyList<string>> FindChildrenAsync(string parentInstanceId, CancellationToken cancellationToken);

    /// <summary>The instances of a business key, oldest first.</summary>
    Task<IReadOnlyList<string>> FindByCorrelationAsync(string correlationId, CancellationToken cancellationToken);

    /// <summary>What happened to an instance, oldest first, one entry per commit.</summary>
    Task<IReadOnlyList<LogEntry>> ReadLogAsync(string instanceId, CancellationToken cancellationToken);
}

/// <summary>Everything a burst decided about one instance.</summary>
/// <param name="Instance">State after the burst, with <see cref="Instance.Revision"/> = expected + 1.</param>
/// <param name="ExpectedRevision">The revision the burst was decided on; 0 for a new instance.</param>
/// <param name="Changes">What happened, in order. Waits, timers, tasks, jobs and operations to write follow from it.</param>
/// <param name="At">Time of the commit as the runner sees it.</param>
/// <param name="OperationId">Makes the caller's request idempotent; null when the caller does not care.</param>
/// <param name="JobsLeasedUntil">How long the committing node keeps the new jobs to itself.</param>
/// <param name="Guard">What must not run for a new instance to start; null for no condition.</param>
public sealed record Commit(
    Instance Instance,
    long ExpectedRevision,
    IReadOnlyList<Change> Changes,
    DateTimeOffset At,
    string? OperationId,
    DateTimeOffset JobsLeasedUntil,
    StartGuard? Guard = null)
{
    /// <summary>When others may claim a job of this commit: a job for now is leased to the committing node, one for later is
    /// nobody's until then.</summary>
    public DateTimeOffset FreeAt(Job job) => job.NotBefore is { } later && later > At ? later : JobsLeasedUntil;
}

public enum CommitOutcome { Committed, Conflict, Duplicate, Occupied }

/// <summary>A new instance may start only while none is running (<see cref="WorkflowStatus.Running"/>) that has everything given here.</summary>
public sealed record StartGuard(string? DefinitionId, string? CorrelationId);

/// <summary>Where a wait is.</summary>
public sealed record WaitAddress(string InstanceId, string WaitId);

/// <summary>One commit of an instance as the log keeps it.</summary>
public sealed record LogEntry(string InstanceId, long Revision, DateTimeOffset At, IReadOnlyList<Change> Changes);
