using Lendflow.Engine.Definitions;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>A workflow definition without its JSON.</summary>
/// <param name="VersionId">Id of the latest version.</param>
/// <param name="Version">The latest version, draft or not.</param>
/// <param name="PublishedVersion">Null when none is published.</param>
/// <param name="CreatedAt">When the latest version was created.</param>
public sealed record DefinitionSummary(
    string DefinitionId, string VersionId, int Version, int? PublishedVersion, string? Name, string? Description, DateTimeOffset CreatedAt)
{
    public bool IsPublished => PublishedVersion == Version;
}

/// <summary>A version of a definition without its JSON.</summary>
public sealed record VersionSummary(
    string Id, string DefinitionId, int Version, string? Name, string? Description, bool IsLatest, bool IsPublished, DateTimeOffset CreatedAt);

/// <summary>Somebody asks for a version to be published.</summary>
public sealed record AskedPublication(string DefinitionId, int Version, string Actor, DateTimeOffset At);

/// <summary>Which versions of a definition are meant.</summary>
public enum VersionChoice { All, Latest, Published, LatestOrPublished, LatestAndPublished, Draft }

/// <summary>What a list of versions is sorted by. Ties are broken by id.</summary>
public enum VersionOrder { Created, Name, Version }

/// <summary>What a list of versions is narrowed by; null or empty for no matter.</summary>
/// <param name="Search">Part of id, definition id, name or description, whatever the case of its letters.</param>
public sealed record VersionFilter(
    VersionChoice Choice = VersionChoice.All, int? Version = null, string? Search = null,
    IReadOnlyList<string>? DefinitionIds = null, IReadOnlyList<string>? Ids = null,
    VersionOrder Order = VersionOrder.Created, bool IsDescending = false);

/// <summary>Lists of definitions that do not read their JSON.</summary>
public sealed class DefinitionQueries(LendflowDatabase database)
{
    /// <summary>By name.</summary>
    /// <param name="search">Part of name or definition id, whatever the case of its letters; null for all.</param>
    public async Task<Page<DefinitionSummary>> ListAsync(string? search, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var latest = db.Definitions.Where(d => d.IsLatest);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var part = search.Trim().ToLowerInvariant();
            latest = latest.Where(d => d.Name!.ToLower().Contains(part) || d.DefinitionId.ToLower().Contains(part));
        }
        return await latest.OrderBy(d => d.Name).ThenBy(d => d.DefinitionId)
            .Select(d => new DefinitionSummary(
                d.DefinitionId, d.Id, d.Version,
                db.Definitions.Where(p => p.DefinitionId == d.DefinitionId && p.IsPublished).Select(p => (int?)p.Version).FirstOrDefault(),
                d.Name, d.Description, d.CreatedAt))
            .PageAsync(page, cancellationToken);
    }

    /// <param name="page">Null for all.</param>
    public async Task<Page<VersionSummary>> ListVersionsAsync(VersionFilter filter, PageRequest? page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var ordered = Sorted(Matching(db.Definitions, filter), filter)
            .Select(d => new VersionSummary(d.Id, d.DefinitionId, d.Version, d.Name, d.Description, d.IsLatest, d.IsPublished, d.CreatedAt));
        if (page is not null) return await ordered.PageAsync(page, cancellationToken);
        var all = await ordered.ToListAsync(cancellationToken);
        return new Page<VersionSummary>(all, all.Count);
    }

    /// <summary>Latest versions whose publication somebody asks for, as they were when it was asked; those that were saved since are not among them.</summary>
    public async Task<IReadOnlyList<AskedPublication>> ListAskedPublicationsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var (asking, sentBack) = (nameof(LibraryAction.PublicationAsked), nameof(LibraryAction.PublicationSentBack));
        var rows = await db.Definitions.Where(d => d.IsLatest && !d.IsPublished)
            .SelectMany(d => db.DefinitionHistory.Where(h => h.DefinitionId == d.DefinitionId && (h.Action == asking || h.Action == sentBack) && h.Version == d.Version && h.Content == d.Content))
            .OrderByDescending(h => h.Number).ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(h => h.DefinitionId).Where(h => h.Action == asking).Select(h => new AskedPublication(h.DefinitionId, h.Version, h.Actor, h.At))];
    }

    /// <summary>Whether a definition has this name, whatever the case of its letters.</summary>
    /// <param name="exceptDefinitionId">The definition that may have it; null for none.</param>
    public async Task<bool> HasNameAsync(string name, string? exceptDefinitionId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var wanted = name.Trim().ToLowerInvariant();
        return await db.Definitions.AnyAsync(d => d.IsLatest && d.DefinitionId != exceptDefinitionId && d.Name!.ToLower() == wanted, cancellationToken);
    }

    static IQueryable<DefinitionRow> Matching(IQueryable<DefinitionRow> versions, VersionFilter filter)
    {
        versions = filter.Choice switch
        {
            VersionChoice.Latest => versions.Where(d => d.IsLatest),
            VersionChoice.Published => versions.Where(d => d.IsPublished),
            VersionChoice.LatestOrPublished => versions.Where(d => d.IsLatest || d.IsPublished),
            VersionChoice.LatestAndPublished => versions.Where(d => d.IsLatest && d.IsPublished),
            VersionChoice.Draft => versions.Where(d => d.IsLatest && !d.IsPublished),
            _ => versions,
        };
        if (filter.Version is { } version) versions = versions.Where(d => d.Version == version);
        if (filter.DefinitionIds is { Count: > 0 } definitions) versions = versions.Where(d => definitions.Contains(d.DefinitionId));
        if (filter.Ids is { Count: > 0 } ids) versions = versions.Where(d => ids.Contains(d.Id));
        if (string.IsNullOrWhiteSpace(filter.Search)) return versions;
        var part = filter.Search.Trim().ToLowerInvariant();
        return versions.Where(d => d.Name!.ToLower().Contains(part) || d.Description!.ToLower().Contains(part) || d.DefinitionId.ToLower().Contains(part) || d.Id.ToLower().Contains(part));
    }

    static IOrderedQueryable<DefinitionRow> Sorted(IQueryable<DefinitionRow> versions, VersionFilter filter) => (filter.Order, filter.IsDescending) switch
    {
        (VersionOrder.Name, false) => versions.OrderBy(d => d.Name).ThenBy(d => d.Id),
        (VersionOrder.Name, true) => versions.OrderByDescending(d => d.Name).ThenBy(d => d.Id),
        (VersionOrder.Version, false) => versions.OrderBy(d => d.Version).ThenBy(d => d.Id),
        (VersionOrder.Version, true) => versions.OrderByDescending(d => d.Version).ThenBy(d => d.Id),
        (_, true) => versions.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id),
        _ => versions.OrderBy(d => d.CreatedAt).ThenBy(d => d.Id),
    };
}
