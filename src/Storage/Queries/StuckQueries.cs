using Lendflow.Engine.Running;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>Why an instance does not get on.</summary>
public enum StuckReason
{
    /// <summary>A step failed and stopped it: an operator has to retry or skip it.</summary>
    Incident,
    /// <summary>A job for the outside failed and is tried again later.</summary>
    JobIsRetried,
    /// <summary>A job, timer or event is due and nobody took it: no host does its work, or one died a moment ago.</summary>
    NobodyCame,
    /// <summary>It waits for nothing that could come: no task, timer, job, event or child.</summary>
    WaitsForNothing,
}

/// <summary>An instance that does not get on.</summary>
/// <param name="Case">Its business key; null for one without.</param>
/// <param name="Since">When it failed, was to be done, or was last heard of.</param>
/// <param name="What">What failed or is awaited: a step, or the kind of a job.</param>
/// <param name="Detail">What was said about it; null for nothing.</param>
/// <param name="IncidentId">For <see cref="StuckReason.Incident"/>.</param>
/// <param name="JobId">For <see cref="StuckReason.JobIsRetried"/>.</param>
/// <param name="Attempts">Tries that failed so far.</param>
/// <param name="NextTry">When a job is tried again by itself.</param>
public sealed record StuckInstance(
    string InstanceId, string? Case, string DefinitionId, int Version, StuckReason Reason, DateTimeOffset Since, string? What, string? Detail,
    string? IncidentId = null, string? JobId = null, int Attempts = 0, DateTimeOffset? NextTry = null);

/// <summary>How much is under way.</summary>
/// <param name="Commits">Since the moment that was asked for.</param>
public sealed record StuckCounts(int Incidents, int RetriedJobs, int Jobs, int Timers, int Running, int Commits);

/// <summary>Finds what does not progress, and why. Four queries along indexes of what is open; finished cases cost nothing.</summary>
public sealed class StuckQueries(LendflowDatabase database)
{
    /// <summary>What is due for longer was not just overlooked: leases end after 45 s, due rows are looked at every five seconds at least.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Oldest first of each reason, in the order in which a person has to act.</summary>
    /// <param name="most">At most so many of each reason.</param>
    public async Task<IReadOnlyList<StuckInstance>> ListAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return
        [
            .. await IncidentsAsync(db, most, cancellationToken),
            .. await WithoutWaitAsync(db, now - Grace, most, cancellationToken),
            .. await OverdueAsync(db, now - Grace, most, cancellationToken),
            .. await RetriedAsync(db, most, cancellationToken),
        ];
    }

    public async Task<StuckCounts> CountAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var running = nameof(WorkflowStatus.Running);
        return new StuckCounts(
            await db.Incidents.CountAsync(i => i.ResolvedAt == null, cancellationToken),
            await db.Jobs.CountAsync(j => j.Attempt > 0, cancellationToken),
            await db.Jobs.CountAsync(cancellationToken),
            await db.Timers.CountAsync(cancellationToken),
            await db.Instances.CountAsync(i => i.Status == running, cancellationToken),
            await db.Log.CountAsync(l => l.At >= since, cancellationToken));
    }

    /// <summary>Lets a job that waits for its next try be tried at once.</summary>
    /// <returns>False when there is no such job.</returns>
    public async Task<bool> TryNowAsync(string jobId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isThere = (await database.WriteAsync(new Statement("UPDATE jobs SET not_before = $2, free_at = $2 WHERE id = $1 AND attempt > 0 RETURNING id", jobId, now), r => r.GetString(0), cancellationToken)).Count > 0;
        if (isThere) database.TellDue(now);
        return isThere;
    }

    static async Task<IEnumerable<StuckInstance>> IncidentsAsync(LendflowDb db, int most, CancellationToken cancellationToken) =>
        (await db.Incidents.AsNoTracking().Where(i => i.ResolvedAt == null).OrderBy(i => i.At).Take(most)
            .Join(db.Instances, i => i.InstanceId, x => x.Id, (i, x) => new { i.Id, i.ActivityId, i.Message, i.At, x.CorrelationId, x.DefinitionId, x.Version, i.InstanceId })
            .ToListAsync(cancellationToken))
        .OrderBy(i => i.At).Select(i => new StuckInstance(i.InstanceId, i.CorrelationId, i.DefinitionId, i.Version, StuckReason.Incident, i.At, i.ActivityId, i.Message, IncidentId: i.Id));

    static async Task<IEnumerable<StuckInstance>> RetriedAsync(LendflowDb db, int most, CancellationToken cancellationToken) =>
        (await db.Jobs.AsNoTracking().Where(j => j.Attempt > 0).OrderBy(j => j.CreatedAt).Take(most)
            .Join(db.Instances, j => j.InstanceId, x => x.Id, (j, x) => new { j.Id, j.Kind, j.Attempt, j.CreatedAt, j.NotBefore, x.CorrelationId, x.DefinitionId, x.Version, j.InstanceId })
            .ToListAsync(cancellationToken))
        .OrderBy(j => j.CreatedAt).Select(j => new StuckInstance(j.InstanceId, j.CorrelationId, j.DefinitionId, j.Version, StuckReason.JobIsRetried, j.CreatedAt, j.Kind, null, JobId: j.Id, Attempts: j.Attempt, NextTry: j.NotBefore));

    static async Task<IEnumerable<StuckInstance>> OverdueAsync(LendflowDb db, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var due = db.Jobs.Where(j => j.FreeAt <= before).Select(j => new { j.InstanceId, What = j.Kind, j.FreeAt })
            .Concat(db.Timers.Where(t => t.FreeAt <= before).Select(t => new { t.InstanceId, What = "timer", t.FreeAt }));
        return (await due.OrderBy(d => d.FreeAt).Take(most)
            .Join(db.Instances, d => d.InstanceId, x => x.Id, (d, x) => new { d.What, d.FreeAt, x.CorrelationId, x.DefinitionId, x.Version, d.InstanceId })
            .ToListAsync(cancellationToken))
            .OrderBy(d => d.FreeAt).Select(d => new StuckInstance(d.InstanceId, d.CorrelationId, d.DefinitionId, d.Version, StuckReason.NobodyCame, d.FreeAt, d.What, null));
    }

    /// <summary>A parent waits for its children, so one of which a child is open does not count.</summary>
    static async Task<IEnumerable<StuckInstance>> WithoutWaitAsync(LendflowDb db, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var (running, faulted) = (nameof(WorkflowStatus.Running), nameof(WorkflowSubStatus.Faulted));
        var rows = await db.Instances.AsNoTracking()
            .Where(i => i.Status == running && i.UpdatedAt <= before && !i.HasIncident)
            .Where(i => !db.Tasks.Any(t => t.InstanceId == i.Id && t.IsOpen) && !db.EventWaits.Any(w => w.InstanceId == i.Id))
            .Where(i => !db.Jobs.Any(j => j.InstanceId == i.Id) && !db.Timers.Any(t => t.InstanceId == i.Id))
            .Where(i => !db.Instances.Any(c => c.ParentInstanceId == i.Id && (c.Status == running || c.SubStatus == faulted)))
            .OrderBy(i => i.UpdatedAt).Take(most)
            .Select(i => new { i.Id, i.CorrelationId, i.DefinitionId, i.Version, i.UpdatedAt }).ToListAsync(cancellationToken);
        return rows.Select(i => new StuckInstance(i.Id, i.CorrelationId, i.DefinitionId, i.Version, StuckReason.WaitsForNothing, i.UpdatedAt, null, null));
    }
}
