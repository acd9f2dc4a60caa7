using System.Text.Json.Nodes;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that show definitions.</summary>
static class DefinitionsApi
{
    public static void MapElsaDefinitions(this IEndpointRouteBuilder elsa)
    {
        var definitions = elsa.MapGroup("/workflow-definitions");
        definitions.MapGet("", ListAsync);
        definitions.MapGet("by-definition-id/{definitionId}", ByDefinitionIdAsync);
        definitions.MapGet("by-id/{id}", ByIdAsync);
        definitions.MapGet("many-by-id", ManyByIdAsync);
        definitions.MapGet("query/count", CountAsync);
        definitions.MapGet("validation/is-name-unique", IsNameUniqueAsync);
    }

    static async Task<IResult> ListAsync([AsParameters] DefinitionQuery query, HttpContext http, DefinitionQueries definitions, CancellationToken cancellationToken)
    {
        if (query.IsSystem == true) return ElsaJson.Ok(new DefinitionList([], 0, Links.OfList(http.User)));
        var found = await definitions.ListVersionsAsync(query.ToFilter(), query.ToPage(), cancellationToken);
        var items = found.Items.Select(v => DefinitionShapes.Summary(v, http.User)).ToList();
        var gone = query.Page is null ? (query.Ids ?? []).Except(found.Items.Select(v => v.Id)).Select(StandIn) : [];
        return ElsaJson.Ok(new DefinitionList([.. items, .. gone], found.TotalCount, Links.OfList(http.User)));
    }

    /// <summary>Studio hides instances whose version is not answered.</summary>
    static DefinitionSummaryAnswer StandIn(string id) =>
        new(id, id, "(deleted)", null, 0, DefinitionShapes.ToolVersion, false, false, true, null, "Json", DateTimeOffset.UnixEpoch, false, []);

    static async Task<IResult> ByDefinitionIdAsync(
        string definitionId, string? versionOptions, HttpContext http, IDefinitionStore definitions, DefinitionShapes shapes, CancellationToken cancellationToken) =>
        await VersionOptions.Parse(versionOptions).FindAsync(definitionId, definitions, cancellationToken) is { } definition
            ? ElsaJson.Ok(await shapes.FullAsync(definition, http.User, cancellationToken))
            : Problems.NotFound($"a flow '{definitionId}'");

    static async Task<IResult> ByIdAsync(string id, HttpContext http, IDefinitionStore definitions, DefinitionShapes shapes, CancellationToken cancellationToken) =>
        await definitions.FindVersionAsync(id, cancellationToken) is { } definition
            ? ElsaJson.Ok(await shapes.FullAsync(definition, http.User, cancellationToken))
            : Problems.NotFound($"a version '{id}' of a flow");

    static async Task<IResult> ManyByIdAsync(string[] ids, HttpContext http, IDefinitionStore definitions, DefinitionShapes shapes, CancellationToken cancellationToken)
    {
        var found = new List<JsonObject>();
        foreach (var id in ids)
            if (await definitions.FindVersionAsync(id, cancellationToken) is { } definition) found.Add(await shapes.FullAsync(definition, http.User, cancellationToken));
        return ElsaJson.Ok(new Listed<JsonObject>(found));
    }

    static async Task<IResult> CountAsync(DefinitionQueries definitions, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new { count = (await definitions.ListVersionsAsync(new VersionFilter(VersionChoice.Latest), new PageRequest(0, 1), cancellationToken)).TotalCount });

    static async Task<IResult> IsNameUniqueAsync(string? name, string? definitionId, DefinitionQueries definitions, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new { isUnique = !await definitions.HasNameAsync(name ?? "", definitionId, cancellationToken) });
}

/// <summary>The query of Elsa's list of definitions.</summary>
sealed class DefinitionQuery
{
    public string? VersionOptions { get; init; }
    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public string[]? DefinitionIds { get; init; }
    public string[]? Ids { get; init; }
    public bool? IsSystem { get; init; }
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }

    public VersionFilter ToFilter()
    {
        var version = Elsa.VersionOptions.Parse(VersionOptions);
        return new VersionFilter(
            version.Choice, version.Number, SearchTerm, DefinitionIds, Ids,
            Enum.TryParse<VersionOrder>(OrderBy, ignoreCase: true, out var order) ? order : VersionOrder.Created,
            "Descending".Equals(OrderDirection, StringComparison.OrdinalIgnoreCase));
    }

    public PageRequest? ToPage() => Page is null && PageSize is null ? null : new PageRequest(Page ?? 0, PageSize ?? 25);
}

sealed record DefinitionList(IReadOnlyList<DefinitionSummaryAnswer> Items, int TotalCount, IReadOnlyList<Link> Links);
