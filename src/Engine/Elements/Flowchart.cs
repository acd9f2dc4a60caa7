using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Runs steps along the arrows between them. Where arrows meet, one of two rule books decides when the step runs:
/// <see cref="FlowchartCounters"/>, Elsa 3.8's default, or <see cref="FlowchartTokens"/>.</summary>
sealed class Flowchart : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Flowchart", "Flowchart", "Flow", "Runs steps along the arrows between them.") { IsContainer = true, IsBrowsable = false };

    public override object Compile(Node node, GraphBuilder builder) => new FlowchartPlan(node, builder);

    public override void Execute(Execution x)
    {
        foreach (var variable in x.Node.Variables) x.Declare(x.Self, new Variable(variable.Id, variable.Name, variable.Type, variable.Default));
        if (Start(x) is { } start) x.Schedule(start);
        else x.Complete();
    }

    public override void ChildCompleted(Execution x, ActivityExecution child)
    {
        var node = x.Graph[child.Node];
        if (node.Element.Descriptor.IsTerminal) x.Complete();
        else if (x.Graph.UsesTokens) new FlowchartTokens(x, Paths(x)).Completed(node, child);
        else new FlowchartCounters(x, Paths(x)).Completed(node, child);
    }

    public override void ChildCanceled(Execution x, ActivityExecution child)
    {
        if (x.Graph.UsesTokens) FlowchartTokens.Canceled(x);
        else new FlowchartCounters(x, Paths(x)).Canceled(x.Graph[child.Node]);
    }

    static Node? Start(Execution x) => ((FlowchartPlan)x.Node.Plan!).Start(x.Instance.TriggerActivity);

    static FlowchartPaths Paths(Execution x) => ((FlowchartPlan)x.Node.Plan!).From(Start(x)!);

    /// <summary>How arrows into a step are joined: a FlowJoin says so itself, for every other step it is what the mode assumes.</summary>
    public static string? JoinMode(Execution x, Node target) =>
        target.Element is FlowJoin && target.Inputs.TryGetValue("mode", out var mode)
            ? x.TryEvaluate(mode, Expressions.DataType.Any, "mode", out var value) ? FlowJoin.Mode(value) : null
            : target.Element is FlowJoin ? "WaitAny" : "";

    /// <summary>Nothing below this flowchart runs, waits or is queued.</summary>
    public static bool IsIdle(Execution x) =>
        !x.Children.Any(c => c.Status is ActivityStatus.Running or ActivityStatus.Faulted)
        && !x.Instance.Queue.Any(i => i.Owner == x.Self.Id);

    /// <summary>A race is won: the branches that lead to the same step and still wait are called off.</summary>
    public static void CancelAncestors(Execution x, FlowchartPaths paths, Node target)
    {
        var ancestors = paths.AncestorsOf(target);
        foreach (var running in x.Children.Where(c => ancestors.Contains(x.Graph[c.Node])).ToList()) x.Cancel(running);
    }
}
