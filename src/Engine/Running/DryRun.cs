using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Running;

/// <summary>Asks a step about itself when there is no instance: on one that is thrown away, where only the workflow's
/// variables have values.</summary>
static class DryRun
{
    /// <param name="failure">Why the step cannot say; null when it did.</param>
    public static IReadOnlyList<StartCondition> StartConditions(Graph graph, Node node, DateTimeOffset now, out string? failure)
    {
        var definition = graph.Definition;
        var instance = new Instance();
        var burst = new Burst(graph, instance, now);
        burst.Emit(new Change.Triggered("Publish", now));
        burst.Emit(new Change.InstanceStarted("", definition.DefinitionId, definition.Id, definition.Version, null, null, instance.Input, null, null, null));
        Begin(burst, graph.Root, null).DeclareVariables();

        var step = Begin(burst, node, instance.LastActivity);
        var conditions = step.EvaluateInputs() ? node.Element.StartConditions(step) : [];
        failure = instance.Incidents.FirstOrDefault()?.Message;
        return failure is null ? conditions : [];
    }

    static Execution Begin(Burst burst, Node node, int? owner)
    {
        burst.Emit(new Change.WorkScheduled(new WorkItem(node.Path, owner)));
        burst.Emit(new Change.ActivityStarted(burst.Instance.LastActivity + 1, node.Path, owner, null, null));
        return new Execution(burst, burst.Instance.Activities[burst.Instance.LastActivity]);
    }
}
