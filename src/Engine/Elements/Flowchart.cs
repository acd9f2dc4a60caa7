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
        x.DeclareVariables();
        if (((FlowchartPlan)x.Node.Plan!).From(x.Instance.TriggerActivity) is { } paths) x.Schedule(paths.Start);
        else x.Complete();
    }

    public override void ChildCompleted(Execution x, ActivityExecution child)
    {
        var node = x.Graph[child.Node];
        if (node.Element.Descriptor.IsTerminal) x.Complete();
        else if (x.Graph.UsesTokens) new FlowchartTokens(x, Paths(x), child).Completed(node);
        else new FlowchartCounters(x, Paths(x), child).Completed(node);
    }

    public override void ChildCanceled(Execution x, ActivityExecution child)
    {
        if (x.Graph.UsesTokens) new FlowchartTokens(x, Paths(x), child).Canceled(x.Graph[child.Node]);
        else new FlowchartCounters(x, Paths(x), child).Canceled(x.Graph[child.Node]);
    }

    public override bool Enter(Execution x, Node step)
    {
        if (!x.Graph.UsesTokens) new FlowchartCounters(x, Paths(x), x.Self).Entered(step);
        x.Schedule(step);
        return true;
    }

    public override void TakeOut(Execution x, Node step)
    {
        if (x.Graph.UsesTokens) FlowchartTokens.TakenOut(x, step);
        else new FlowchartCounters(x, Paths(x), x.Self).TakenOut(step);
    }

    public override IEnumerable<string> Migrate(Execution x, Node before)
    {
        var migration = new FlowchartMigration(x, Paths(x), ((FlowchartPlan)before.Plan!).From(x.Instance.TriggerActivity)!);
        return x.Graph.UsesTokens ? migration.Tokens() : migration.Counters();
    }

    static FlowchartPaths Paths(Execution x) => ((FlowchartPlan)x.Node.Plan!).From(x.Instance.TriggerActivity)!;

    /// <summary>How arrows into a step are joined: a FlowJoin says so itself, for every other step ("") it is what the mode
    /// assumes. When it cannot be told, the step that led there is faulted and null is returned.</summary>
    public static string? JoinMode(Execution x, ActivityExecution child, Node target)
    {
        if (target.Element is not FlowJoin) return "";
        var problem = "it is none of them.";
        if (!target.Inputs.TryGetValue("mode", out var written)) return "WaitAny";
        if (x.TryEvaluate(written, out var value, ref problem) && FlowJoin.Mode(value) is { } mode) return mode;
        x.Fail(child, $"Expected join '{target.Id}' to have mode WaitAny, WaitAll or WaitAllActive, but {problem}");
        return null;
    }

    /// <summary>Nothing below this flowchart runs, waits or is queued.</summary>
    public static bool IsIdle(Execution x) => x.Instance.Ties.OpenBelow(x.Self.Id).Count == 0 && !x.Instance.Ties.HasQueued(x.Self.Id);

    /// <summary>As below, for a step of a flowchart; no effect elsewhere.</summary>
    public static void CancelAncestors(Execution step)
    {
        if (step.Owner is { Node.Element: Flowchart } flowchart) CancelAncestors(flowchart, Paths(flowchart), step.Node);
    }

    /// <summary>A race is won: the branches that lead to the same step and still wait are called off.</summary>
    public static void CancelAncestors(Execution x, FlowchartPaths paths, Node target)
    {
        var ancestors = paths.AncestorsOf(target);
        foreach (var running in x.Children.Where(c => ancestors.Contains(x.Graph[c.Node])).ToList()) x.Cancel(running);
        if (x.Graph.UsesTokens) FlowchartTokens.CallOff(x, ancestors);
    }
}
