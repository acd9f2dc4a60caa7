using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Http;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Waiting;

/// <summary>Derives from a version by what it can be started. Whoever publishes asks here and gives the answer to the store
/// together with the version.</summary>
public sealed class TriggerIndex(GraphCache graphs, ITriggerStore store)
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
            foreach (var trigger in found)
            {
                triggers.TryAdd(trigger.Id, trigger);
                if (await FindRivalAsync(trigger, cancellationToken) is { } rival) problems.Add(new Problem(node.Path, rival));
            }
            if (failure is not null) problems.Add(new Problem(node.Path, failure));
        }
        return new DerivedTriggers([.. triggers.Values], problems);
    }

    /// <summary>A request has one answer, so it can start one flow only; an event may start many.</summary>
    async Task<string?> FindRivalAsync(StartTrigger trigger, CancellationToken cancellationToken)
    {
        if (trigger.Name != EndpointTerms.TypeName || Values.To<EndpointTerms>(trigger.Payload) is not { } terms) return null;
        var rival = (await store.FindTriggersAsync(trigger.Hash, cancellationToken)).FirstOrDefault(t => t.DefinitionId != trigger.DefinitionId);
        return rival is null ? null : $"Expected a path and method of its own, but {terms.Method} {terms.Path} starts flow '{rival.DefinitionId}' already.";
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
