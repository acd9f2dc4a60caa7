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

/// <summary>Which of the instances that do not get on are wanted.</summary>
/// <param name="Reason">Null for any.</param>
/// <param name="DefinitionId">Those of one flow; null for any.</param>
/// <param name="Before">Those that have not got on since before then; null for all.</param>
public sealed record StuckFilter(StuckReason? Reason = null, string? DefinitionId = null, DateTimeOffset? Before = null);

/// <summary>How much is under way.</summary>
/// <param name="Commits">Since the moment that was asked for.</param>
public sealed record StuckCounts(int Incidents, int RetriedJobs, int Jobs, int Timers, int Running, int Commits);

/// <summary>Finds what does not progress, and why. Queries along indexes of what is open; finished cases cost nothing.</summary>
public sealed class StuckQueries(LendflowDatabase database)
{
    /// <summary>What is due for longer was not just overlooked: leases end after 45 s, due rows are looked at every five seconds at least.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>A page of them, reason by reason in the order in which a person has to act, oldest first of each.</summary>
    public async Task<Page<StuckInstance>> ListAsync(StuckFilter filter, PageRequest page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var (items, total) = (new List<StuckInstance>(), 0);
        foreach (var (reason, all) in ByReason(db, now - Grace).Where(r => filter.Reason is null || filter.Reason == r.Reason))
        {
            var wanted = all.Where(f => (filter.DefinitionId == null || f.DefinitionId == filter.DefinitionId) && (filter.Before == null || f.Since <= filter.Before));
            var found = await wanted.OrderBy(f => f.Since).ThenBy(f => f.InstanceId).Skip(Math.Max(0, page.Skip - total)).Take(page.Take - items.Count).ToListAsync(cancellationToken);
            items.AddRange(found.Select(f => f.ToStuck(reason)));
            total += await wanted.CountAsync(cancellationToken);
        }
        return new Page<StuckInstance>(items, total);
    }

    static IEnumerable<(StuckReason Reason, IQueryable<Found> All)> ByReason(LendflowDb db, DateTimeOffset before) =>
    [
        (StuckReason.Incident, Incidents(db)), (StuckReason.WaitsForNothing, WithoutWait(db, before)),
        (StuckReason.NobodyCame, Overdue(db, before)), (StuckReason.JobIsRetried, Retried(db)),
    ];

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

    static IQueryable<Found> Incidents(LendflowDb db) => db.Incidents.Where(i => i.ResolvedAt == null)
        .Join(db.Instances, i => i.InstanceId, x => x.Id, (i, x) => new Found { InstanceId = x.Id, Case = x.CorrelationId, DefinitionId = x.DefinitionId, Version = x.Version, Since = i.At, What = i.ActivityId, Detail = i.Message, IncidentId = i.Id });

    static IQueryable<Found> Retried(LendflowDb db) => db.Jobs.Where(j => j.Attempt > 0)
        .Join(db.Instances, j => j.InstanceId, x => x.Id, (j, x) => new Found { InstanceId = x.Id, Case = x.CorrelationId, DefinitionId = x.DefinitionId, Version = x.Version, Since = j.CreatedAt, What = j.Kind, JobId = j.Id, Attempts = j.Attempt, NextTry = j.NotBefore });

    static IQueryable<Found> Overdue(LendflowDb db, DateTimeOffset before)
    {
        var due = db.Jobs.Where(j => j.FreeAt <= before).Select(j => new { j.InstanceId, What = j.Kind, j.FreeAt })
            .Concat(db.Timers.Where(t => t.FreeAt <= before).Select(t => new { t.InstanceId, What = "timer", t.FreeAt }));
        return due.Join(db.Instances, d => d.InstanceId, x => x.Id, (d, x) => new Found { InstanceId = x.Id, Case = x.CorrelationId, DefinitionId = x.DefinitionId, Version = x.Version, Since = d.FreeAt, What = d.What });
    }

    /// <summary>A parent waits for its children, so one of which a child is open does not count.</summary>
    static IQueryable<Found> WithoutWait(LendflowDb db, DateTimeOffset before)
    {
        var (running, faulted) = (nameof(WorkflowStatus.Running), nameof(WorkflowSubStatus.Faulted));
        return db.Instances
            .Where(i => i.Status == running && i.UpdatedAt <= before && !i.HasIncident)
            .Where(i => !db.Tasks.Any(t => t.InstanceId == i.Id && t.IsOpen) && !db.EventWaits.Any(w => w.InstanceId == i.Id))
            .Where(i => !db.Jobs.Any(j => j.InstanceId == i.Id) && !db.Timers.Any(t => t.InstanceId == i.Id))
            .Where(i => !db.Instances.Any(c => c.ParentInstanceId == i.Id && (c.Status == running || c.SubStatus == faulted)))
            .Select(i => new Found { InstanceId = i.Id, Case = i.CorrelationId, DefinitionId = i.DefinitionId, Version = i.Version, Since = i.UpdatedAt });
    }

    /// <summary>What the four have in common, so that they are filtered, ordered and counted alike.</summary>
    sealed class Found
    {
        public required string InstanceId { get; init; }
        public string? Case { get; init; }
        public required string DefinitionId { get; init; }
        public int Version { get; init; }
        public DateTimeOffset Since { get; init; }
        public string? What { get; init; }
        public string? Detail { get; init; }
        public string? IncidentId { get; init; }
        public string? JobId { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset? NextTry { get; init; }

        public StuckInstance ToStuck(StuckReason reason) => new(InstanceId, Case, DefinitionId, Version, reason, Since, What, Detail, IncidentId, JobId, Attempts, NextTry);
    }
}
