using Lendflow.Activities;
using Lendflow.Activities.Linting;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Storage;
using Lendflow.Host.People;

namespace Lendflow.Host.Flows;

/// <summary>Checks flows before they are published, with every rule of this installation and the tables in force.</summary>
sealed class FlowLint(IDefinitionStore definitions, ElementTable elements, Policy policy, TimeProvider clock)
{
    /// <summary>The same checks under other tables.</summary>
    public FlowLint Under(Policy other) => new(definitions, elements, other, clock);

    /// <summary>Reads a definition that is not stored.</summary>
    /// <param name="refused">Why it cannot be taken in, as findings.</param>
    public WorkflowDefinition? Read(ReadOnlyMemory<byte> json, out IReadOnlyList<Finding> refused)
    {
        var definition = DefinitionJson.Read(json, clock.GetUtcNow(), () => Guid.CreateVersion7().ToString("N"), out var problems, elements.Languages);
        refused = Linter.Refused(problems);
        return definition;
    }

    /// <summary>The findings of a definition, which need not be stored.</summary>
    /// <param name="besides">Definitions that are about to be stored with it.</param>
    public async Task<IReadOnlyList<Finding>> CheckAsync(WorkflowDefinition definition, IReadOnlyCollection<WorkflowDefinition> besides, CancellationToken cancellationToken)
    {
        var used = await UsedWorkflows.FindAsync(definition, definitions, elements, cancellationToken, besides);
        var known = (await definitions.ListLatestAsync(cancellationToken)).Concat(besides).Append(definition).Select(d => d.DefinitionId).ToHashSet();
        return LinterNow().Check(GraphBuilder.Build(definition, elements, used: used), known.Contains);
    }

    /// <summary>The table of rules, with what they know today.</summary>
    Linter LinterNow()
    {
        var now = clock.GetUtcNow();
        return new Linter([.. StructureRules.All, .. LendingRules.All(new LenderFacts(policy.At(now), now, Roles.AllGroups))]);
    }
}

/// <summary>What findings mean for a publication.</summary>
static class Publication
{
    /// <summary>The findings that forbid it.</summary>
    public static IReadOnlyList<Problem> Obstacles(IEnumerable<Finding> findings) =>
        [.. findings.Where(f => f.Severity == Severity.Error).Select(f => new Problem(f.Place.Path, f.Message) { Code = f.Code, MessageZh = f.MessageZh })];
}
