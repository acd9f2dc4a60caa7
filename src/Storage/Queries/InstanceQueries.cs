using Lendflow.Engine.Running;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>What the list of instances is narrowed and sorted by; null or empty for no matter.</summary>
/// <param name="Search">Part of id, name or business key, whatever the case of its letters.</param>
public sealed record InstanceFilter(
    string? Search = null, string? DefinitionId = null, int? Version = null, string? CorrelationId = null,
    WorkflowStatus? Status = null, WorkflowSubStatus? SubStatus = null, bool? HasIncident = null)
{
    public IReadOnlyList<string> Ids { get; init; } = [];
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];
    public string? VersionId { get; init; }
    public IReadOnlyList<WorkflowStatus> Statuses { get; init; } = [];
    public IReadOnlyList<WorkflowSubStatus> SubStatuses { get; init; } = [];
    public IReadOnlyList<MomentRange> Moments { get; init; } = [];
    public InstanceOrder Order { get; init; }
    public bool IsAscending { get; init; }
}

/// <summary>What a list of instances is sorted by. Ties are broken by id.</summary>
public enum InstanceOrder { Created, Updated, Finished, Name }

/// <summary>A range of one of an instance's times.</summary>
/// <param name="Of">Which time; not <see cref="InstanceOrder.Name"/>.</param>
/// <param name="From">First moment of the range; null for no beginning.</param>
/// <param name="Before">First moment after it; null for no end.</param>
public sealed record MomentRange(InstanceOrder Of, DateTimeOffset? From, DateTimeOffset? Before);

/// <summary>An instance as lists show it.</summary>
/// <param name="OpenIncidents">Failures that nobody has resolved.</param>
public sealed record InstanceSummary(
    string Id, string DefinitionId, string VersionId, int Version, string? CorrelationId, string? ParentInstanceId, string? Name,
    WorkflowStatus Status, WorkflowSubStatus SubStatus, long Revision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, int OpenIncidents)
{
    public bool HasIncident => OpenIncidents > 0;
}

/// <summary>One commit of one instance.</summary>
/// <param name="Case">Its business key, or its id when it has none.</param>
public sealed record CommitOfCase(string Case, string InstanceId, long Revision);

/// <summary>Instances of every kind, for those who look after flows.</summary>
public sealed class InstanceQueries(LendflowDatabase database)
{
    /// <summary>Newest first, unless the filter says otherwise.</summary>
    /// <param name="page">Null for all.</param>
    public async Task<Page<InstanceSummary>> ListAsync(InstanceFilter filter, PageRequest? page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var ordered = Sorted(Matching(db, filter), filter).Select(i => new
        {
            i.Id, i.DefinitionId, i.VersionId, i.Version, i.CorrelationId, i.ParentInstanceId, i.Name, i.Status, i.SubStatus, i.Revision,
            i.CreatedAt, i.UpdatedAt, i.FinishedAt, OpenIncidents = db.Incidents.Count(x => x.InstanceId == i.Id && x.ResolvedAt == null),
        });
        var rows = page is null ? await ordered.ToListAsync(cancellationToken) : null;
        var paged = rows is null ? await ordered.PageAsync(page!, cancellationToken) : new(rows, rows.Count);
        return new Page<InstanceSummary>(
            [.. paged.Items.Select(i => new InstanceSummary(
                i.Id, i.DefinitionId, i.VersionId, i.Version, i.CorrelationId, i.ParentInstanceId, i.Name,
                Enum.Parse<WorkflowStatus>(i.Status), Enum.Parse<WorkflowSubStatus>(i.SubStatus), i.Revision,
                i.CreatedAt, i.UpdatedAt, i.FinishedAt, i.OpenIncidents))],
            paged.TotalCount);
    }

    /// <summary>How many commits each of these instances has seen: who watches one learns from it that something happened.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RevisionsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.Instances.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Revision }).ToDictionaryAsync(i => i.Id, i => i.Revision, cancellationToken);
    }

    /// <summary>Commits from a moment on, latest first.</summary>
    /// <param name="most">At most so many.</param>
    public async Task<IReadOnlyList<CommitOfCase>> CommitsSinceAsync(DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.Log.Where(l => l.At >= since).OrderByDescending(l => l.At).Take(most)
            .Join(db.Instances, l => l.InstanceId, i => i.Id, (l, i) => new CommitOfCase(i.CorrelationId ?? i.Id, i.Id, l.Revision)).ToListAsync(cancellationToken);
    }

    /// <summary>Ids of those that have not ended, oldest first; failed ones have not.</summary>
    public async Task<IReadOnlyList<string>> ListOpenIdsAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var (running, faulted) = (nameof(WorkflowStatus.Running), nameof(WorkflowSubStatus.Faulted));
        return await Matching(db, filter).Where(i => i.Status == running || i.SubStatus == faulted).OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).Select(i => i.Id).ToListAsync(cancellationToken);
    }

    /// <summary>How many of a definition's instances run on each of its versions.</summary>
    public async Task<IReadOnlyDictionary<int, int>> CountRunningByVersionAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var running = nameof(WorkflowStatus.Running);
        return await db.Instances.Where(i => i.DefinitionId == definitionId && i.Status == running)
            .GroupBy(i => i.Version).Select(g => new { Version = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Version, g => g.Count, cancellationToken);
    }

    static IQueryable<InstanceRow> Matching(LendflowDb db, InstanceFilter filter)
    {
        var instances = db.Instances.AsNoTracking();
        if (filter.DefinitionId is { } definition) instances = instances.Where(i => i.DefinitionId == definition);
        if (filter.Version is { } version) instances = instances.Where(i => i.Version == version);
        if (filter.CorrelationId is { } correlation) instances = instances.Where(i => i.CorrelationId == correlation);
        if (filter.HasIncident is { } hasIncident) instances = instances.Where(i => i.HasIncident == hasIncident);
        if (filter.Status?.ToString() is { } status) instances = instances.Where(i => i.Status == status);
        if (filter.SubStatus?.ToString() is { } subStatus) instances = instances.Where(i => i.SubStatus == subStatus);
        if (filter.VersionId is { } versionId) instances = instances.Where(i => i.VersionId == versionId);
        if (filter.Ids is { Count: > 0 } ids) instances = instances.Where(i => ids.Contains(i.Id));
        if (filter.DefinitionIds is { Count: > 0 } definitions) instances = instances.Where(i => definitions.Contains(i.DefinitionId));
        if (filter.Statuses is { Count: > 0 } statuses)
        {
            var names = statuses.Select(s => s.ToString()).ToList();
            instances = instances.Where(i => names.Contains(i.Status));
        }
        if (filter.SubStatuses is { Count: > 0 } subStatuses)
        {
            var names = subStatuses.Select(s => s.ToString()).ToList();
            instances = instances.Where(i => names.Contains(i.SubStatus));
        }
        instances = filter.Moments.Aggregate(instances, Within);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var part = filter.Search.Trim().ToLowerInvariant();
            instances = instances.Where(i => i.Id.ToLower().Contains(part) || i.Name!.ToLower().Contains(part) || i.CorrelationId!.ToLower().Contains(part));
        }
        return instances;
    }

    static IQueryable<InstanceRow> Within(IQueryable<InstanceRow> instances, MomentRange range)
    {
        if (range.From is { } from)
            instances = range.Of switch
            {
                InstanceOrder.Updated => instances.Where(i => i.UpdatedAt >= from),
                InstanceOrder.Finished => instances.Where(i => i.FinishedAt >= from),
                _ => instances.Where(i => i.CreatedAt >= from),
            };
        if (range.Before is { } before)
            instances = range.Of switch
            {
                InstanceOrder.Updated => instances.Where(i => i.UpdatedAt < before),
                InstanceOrder.Finished => instances.Where(i => i.FinishedAt < before),
                _ => instances.Where(i => i.CreatedAt < before),
            };
        return instances;
    }

    static IOrderedQueryable<InstanceRow> Sorted(IQueryable<InstanceRow> instances, InstanceFilter filter) => (filter.Order, filter.IsAscending) switch
    {
        (InstanceOrder.Updated, true) => instances.OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id),
        (InstanceOrder.Updated, false) => instances.OrderByDescending(i => i.UpdatedAt).ThenByDescending(i => i.Id),
        (InstanceOrder.Finished, true) => instances.OrderBy(i => i.FinishedAt).ThenBy(i => i.Id),
        (InstanceOrder.Finished, false) => instances.OrderByDescending(i => i.FinishedAt).ThenByDescending(i => i.Id),
        (InstanceOrder.Name, true) => instances.OrderBy(i => i.Name).ThenBy(i => i.Id),
        (InstanceOrder.Name, false) => instances.OrderByDescending(i => i.Name).ThenByDescending(i => i.Id),
        (_, true) => instances.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
        _ => instances.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id),
    };
}
