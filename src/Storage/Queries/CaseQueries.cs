using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>What the list of cases is narrowed by; null for no matter.</summary>
/// <param name="Search">Part of number or borrower, whatever the case of its letters.</param>
public sealed record CaseFilter(
    string? Search = null, string? Status = null, string? Stage = null, string? Track = null, string? Product = null, string? Branch = null, bool? HasIncident = null);

/// <summary>A failure that somebody has to look at, or had to.</summary>
/// <param name="Resolution"><c>retried</c>, <c>skipped</c> or <c>cancelled</c>; null while it is open.</param>
public sealed record IncidentSummary(
    string Id, string InstanceId, string? CaseNumber, string? Borrower, string ActivityId, string Node, string ActivityType, string Message, string? Cause,
    DateTimeOffset At, DateTimeOffset? ResolvedAt, string? Resolution, string? ResolvedBy, string? Reason);

/// <summary>A request that was carried out on an instance.</summary>
public sealed record OperationSummary(string Id, DateTimeOffset At);

/// <summary>Cases for the pages. A case is an instance with a number that no other instance started.</summary>
public sealed class CaseQueries(LendflowDatabase database)
{
    /// <summary>Newest first.</summary>
    public async Task<Page<CaseSummary>> ListAsync(CaseFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await List(db, filter).Select(CaseSummary.Of).PageAsync(page, cancellationToken);
    }

    internal static IQueryable<InstanceRow> List(LendflowDb db, CaseFilter filter)
    {
        var cases = Cases(db);
        if (filter.Status is { } status) cases = cases.Where(i => i.CaseStatus == status);
        if (filter.Stage is { } stage) cases = cases.Where(i => i.Stage == stage);
        if (filter.Track is { } track) cases = cases.Where(i => i.Track == track);
        if (filter.Product is { } product) cases = cases.Where(i => i.Product == product);
        if (filter.Branch is { } branch) cases = cases.Where(i => i.Branch == branch);
        if (filter.HasIncident is { } hasIncident) cases = cases.Where(i => i.HasIncident == hasIncident);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var part = filter.Search.Trim().ToLowerInvariant();
            cases = cases.Where(i => i.CorrelationId!.ToLower().Contains(part) || i.Borrower!.ToLower().Contains(part));
        }
        return cases.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id);
    }

    /// <summary>The case of a number; null when there is none.</summary>
    public async Task<CaseSummary?> FindAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await Cases(db).Where(i => i.CorrelationId == number)
            .OrderBy(i => i.CreatedAt).Select(CaseSummary.Of).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Cases that got a grade, by when they were submitted, latest first.</summary>
    public async Task<IReadOnlyList<CaseSummary>> ListDecidedAsync(DateTimeOffset from, DateTimeOffset until, int max, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await Cases(db).Where(i => i.CreatedAt >= from && i.CreatedAt < until && i.Grade != null)
            .OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Take(max).Select(CaseSummary.Of).ToListAsync(cancellationToken);
    }

    /// <summary>The case of an instance, whatever started it; null when there is none.</summary>
    public async Task<CaseSummary?> FindByInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.Instances.Where(i => i.Id == instanceId).Select(CaseSummary.Of).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Incidents that nobody has resolved, oldest first.</summary>
    public async Task<Page<IncidentSummary>> ListOpenIncidentsAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var open = db.Incidents.Where(i => i.ResolvedAt == null).OrderBy(i => i.At).ThenBy(i => i.Id);
        return await WithCase(db, open).PageAsync(page, cancellationToken);
    }

    /// <summary>All incidents of an instance, oldest first.</summary>
    public async Task<IReadOnlyList<IncidentSummary>> ListIncidentsAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await WithCase(db, db.Incidents.Where(i => i.InstanceId == instanceId).OrderBy(i => i.At).ThenBy(i => i.Id)).ToListAsync(cancellationToken);
    }

    /// <summary>Requests that were carried out on an instance, oldest first.</summary>
    public async Task<IReadOnlyList<OperationSummary>> ListOperationsAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.Operations.Where(o => o.InstanceId == instanceId).OrderBy(o => o.At).ThenBy(o => o.Id)
            .Select(o => new OperationSummary(o.Id, o.At)).ToListAsync(cancellationToken);
    }

    static IQueryable<InstanceRow> Cases(LendflowDb db) =>
        db.Instances.AsNoTracking().Where(i => i.CorrelationId != null && i.ParentInstanceId == null);

    static IQueryable<IncidentSummary> WithCase(LendflowDb db, IQueryable<IncidentRow> incidents) =>
        incidents.Select(i => new IncidentSummary(
            i.Id, i.InstanceId,
            db.Instances.Where(c => c.Id == i.InstanceId).Select(c => c.CorrelationId).FirstOrDefault(),
            db.Instances.Where(c => c.Id == i.InstanceId).Select(c => c.Borrower).FirstOrDefault(),
            i.ActivityId, i.Node, i.ActivityType, i.Message, i.Cause, i.At, i.ResolvedAt, i.Resolution, i.ResolvedBy, i.Reason));
}
