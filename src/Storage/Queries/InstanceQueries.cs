using Lendflow.Engine.Running;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>What the list of instances is narrowed by; null for no matter.</summary>
/// <param name="Search">Part of id, name or business key, whatever the case of its letters.</param>
public sealed record InstanceFilter(
    string? Search = null, string? DefinitionId = null, int? Version = null, string? CorrelationId = null,
    WorkflowStatus? Status = null, WorkflowSubStatus? SubStatus = null, bool? HasIncident = null);

/// <summary>An instance as lists show it.</summary>
public sealed record InstanceSummary(
    string Id, string DefinitionId, string VersionId, int Version, string? CorrelationId, string? ParentInstanceId, string? Name,
    WorkflowStatus Status, WorkflowSubStatus SubStatus, long Revision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, bool HasIncident);

/// <summary>Instances of every kind, for those who look after flows.</summary>
public sealed class InstanceQueries(LendflowDatabase database)
{
    /// <summary>Newest first.</summary>
    public async Task<Page<InstanceSummary>> ListAsync(InstanceFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var ordered = Matching(db, filter).OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id);
        var rows = await ordered.Select(i => new
        {
            i.Id, i.DefinitionId, i.VersionId, i.Version, i.CorrelationId, i.ParentInstanceId, i.Name, i.Status, i.SubStatus, i.Revision,
            i.CreatedAt, i.UpdatedAt, i.FinishedAt, i.HasIncident,
        }).PageAsync(page, cancellationToken);
        return new Page<InstanceSummary>(
            [.. rows.Items.Select(i => new InstanceSummary(
                i.Id, i.DefinitionId, i.VersionId, i.Version, i.CorrelationId, i.ParentInstanceId, i.Name,
                Enum.Parse<WorkflowStatus>(i.Status), Enum.Parse<WorkflowSubStatus>(i.SubStatus), i.Revision,
                i.CreatedAt, i.UpdatedAt, i.FinishedAt, i.HasIncident))],
            rows.TotalCount);
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
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var part = filter.Search.Trim().ToLowerInvariant();
            instances = instances.Where(i => i.Id.ToLower().Contains(part) || i.Name!.ToLower().Contains(part) || i.CorrelationId!.ToLower().Contains(part));
        }
        return instances;
    }
}
