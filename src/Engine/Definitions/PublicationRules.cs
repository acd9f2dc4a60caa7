using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Definitions;

/// <summary>What a version must look like to be published. Everything that blocks a publication is asked here.</summary>
public static class PublicationRules
{
    /// <param name="used">The workflows it uses as activities.</param>
    public static IReadOnlyList<Problem> Check(WorkflowDefinition version, UsedWorkflows used, ElementTable elements) =>
        [.. DefinitionRules.Check(version.Source, elements.Languages), .. Unreadable(version, used)];

    /// <summary>A workflow that contains itself can never run.</summary>
    static IEnumerable<Problem> Unreadable(WorkflowDefinition version, UsedWorkflows used) =>
        used.All.Any(u => u.DefinitionId == version.DefinitionId)
            ? [new Problem("$.root", $"Expected a workflow that does not contain itself, but '{version.DefinitionId}' uses itself, directly or through others.")]
            : [];
}
