using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Waiting;

/// <summary>Derives from a version by what it can be started. Whoever publishes asks here and gives the answer to the store
/// together with the version.</summary>
public sealed class TriggerIndex(GraphCache graphs)
{
    /// <summary>The triggers of a version that is about to be published: one for each condition of each step, at any depth,
    /// that may start the workflow (<c>canStartWorkflow</c>).</summary>
    /// <param name="now">Time of the publication: intervals count from it.</param>
    public async Task<DerivedTriggers> DeriveAsync(WorkflowDefinition version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var graph = await graphs.BuildAsync(version, cancellationToken);
        var (triggers, problems) = (new Dictionary<string, StartTrigger>(), new List<Problem>());
        foreach (var node in graph.Nodes.Where(n => n.CanStart && n.Element.Descriptor.IsTrigger))
        {
            var found = DryRun.StartConditions(graph, node, now, out var failure).Select(c => TriggerOf(version, node, c));
            foreach (var trigger in found) triggers.TryAdd(trigger.Id, trigger);
            if (failure is not null) problems.Add(new Problem(node.Path, failure));
        }
        return new DerivedTriggers([.. triggers.Values], problems);
    }

    static StartTrigger TriggerOf(WorkflowDefinition version, Node node, StartCondition condition)
    {
        var hash = Stimulus.Hash(condition.Name, condition.Payload);
        var id = DerivedId.From($"{version.Id}/{node.Path}/{hash}");
        return new StartTrigger(id, version.DefinitionId, version.Id, node.Id, condition.Name, hash, condition.Details.IsUnset() ? condition.Payload : condition.Details, condition.DueAt);
    }
}

/// <summary>By what a version can be started, and why it cannot be published if there is a problem.</summary>
public sealed record DerivedTriggers(IReadOnlyList<StartTrigger> Triggers, IReadOnlyList<Problem> Problems);
