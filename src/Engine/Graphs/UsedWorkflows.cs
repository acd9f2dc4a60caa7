using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Graphs;

/// <summary>The workflows that a definition uses as activities, directly or through others.</summary>
public sealed class UsedWorkflows
{
    public static readonly UsedWorkflows None = new();

    readonly Dictionary<Reference, WorkflowDefinition> found = [];

    /// <summary>Looks up every activity whose type is not an element's. One that no workflow answers to is left out.</summary>
    /// <param name="besides">Definitions that are not stored yet; asked when the store has none.</param>
    public static async Task<UsedWorkflows> FindAsync(
        WorkflowDefinition definition, IDefinitionStore store, ElementTable elements, CancellationToken cancellationToken, IReadOnlyCollection<WorkflowDefinition>? besides = null)
    {
        var used = new UsedWorkflows();
        var toRead = new Queue<WorkflowDefinition>([definition]);
        while (toRead.TryDequeue(out var next))
        {
            foreach (var reference in ActivitiesIn(next.Source.Member("root")).Where(a => !elements.TryFind(a.Text("type")!, out _)).Select(Reference.Of).Distinct())
            {
                if (used.found.ContainsKey(reference) || (await FindAsync(reference, store, cancellationToken) ?? besides?.FirstOrDefault(reference.Means)) is not { } workflow) continue;
                used.found[reference] = workflow;
                toRead.Enqueue(workflow);
            }
        }
        return used;
    }

    /// <summary>Every workflow that was found.</summary>
    public IEnumerable<WorkflowDefinition> All => found.Values;

    internal WorkflowDefinition? For(JsonElement activity) => found.GetValueOrDefault(Reference.Of(activity));

    /// <summary>Every activity below, outermost first: objects that have a type and are not expressions.</summary>
    internal static IEnumerable<JsonElement> ActivitiesIn(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(ActivitiesIn);
        if (element.ValueKind != JsonValueKind.Object) return [];
        var below = element.EnumerateObject().Where(p => !p.Name.Equals("expression", StringComparison.OrdinalIgnoreCase)).SelectMany(p => ActivitiesIn(p.Value));
        return string.IsNullOrEmpty(element.Text("type")) ? below : below.Prepend(element);
    }

    /// <summary>Elsa's order: the version by its id, else type and version, else the definition's published version, else its latest.</summary>
    static async Task<WorkflowDefinition?> FindAsync(Reference reference, IDefinitionStore store, CancellationToken cancellationToken)
    {
        if (reference.VersionId is { } versionId && await store.FindVersionAsync(versionId, cancellationToken) is { } version) return version;
        foreach (var latest in (await store.ListLatestAsync(cancellationToken)).Where(d => WorkflowActivity.TypeOf(d) == reference.Type && WorkflowActivity.IsUsable(d)))
            return (await store.ListVersionsAsync(latest.DefinitionId, cancellationToken)).FirstOrDefault(v => v.Version == reference.Version)
                ?? await store.FindPublishedAsync(latest.DefinitionId, cancellationToken) ?? latest;
        if (reference.DefinitionId is not { } definitionId) return null;
        return await store.FindPublishedAsync(definitionId, cancellationToken) ?? await store.FindLatestAsync(definitionId, cancellationToken);
    }

    sealed record Reference(string Type, int? Version, string? DefinitionId, string? VersionId)
    {
        public bool Means(WorkflowDefinition workflow) =>
            workflow.Id == VersionId || workflow.DefinitionId == DefinitionId || (WorkflowActivity.IsUsable(workflow) && WorkflowActivity.TypeOf(workflow) == Type);

        public static Reference Of(JsonElement activity) =>
            new(activity.Text("type")!, activity.Number("version"), activity.Text("workflowDefinitionId"), activity.Text("workflowDefinitionVersionId"));
    }
}
