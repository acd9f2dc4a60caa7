using Lendflow.Engine.Elements;
using Lendflow.Engine.Storage;

namespace Lendflow.Host.Elsa;

/// <summary>Every activity a designer can use: the program's elements and the published workflows that are offered as activities.</summary>
sealed class ActivityCatalogue(ElementTable elements, IDefinitionStore definitions)
{
    public async Task<IReadOnlyList<Offered>> ListAsync(CancellationToken cancellationToken)
    {
        var offered = elements.All.Select(e => new Offered(e.Descriptor, null)).ToList();
        var names = offered.Select(o => o.Descriptor.Type).ToHashSet();
        foreach (var latest in (await definitions.ListLatestAsync(cancellationToken)).Where(WorkflowActivity.IsUsable))
        {
            if (!names.Add(WorkflowActivity.Describe(latest).Type)) continue; // Studio takes no list that has a type twice.
            offered.AddRange(await VersionsAsync(latest.DefinitionId, cancellationToken));
        }
        return offered;
    }

    /// <summary>All versions up to the published one, because older ones are still drawn in other flows.</summary>
    async Task<IEnumerable<Offered>> VersionsAsync(string definitionId, CancellationToken cancellationToken)
    {
        var versions = await definitions.ListVersionsAsync(definitionId, cancellationToken);
        var published = versions.FirstOrDefault(v => v.IsPublished);
        return published is null ? [] : versions.Where(v => v.Version <= published.Version).DistinctBy(v => v.Version).Select(v => new Offered(WorkflowActivity.Describe(v), v));
    }
}

/// <param name="Workflow">The workflow it is; null for an element of the program.</param>
sealed record Offered(ElementDescriptor Descriptor, Engine.Definitions.WorkflowDefinition? Workflow);
