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
}
