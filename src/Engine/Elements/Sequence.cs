using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Runs its activities one after the other; a terminal one or a Break ends it early.</summary>
sealed class Sequence : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Sequence", "Sequence", "Flow", "Runs activities one after the other.") { IsContainer = true };

    public override object Compile(Node node, GraphBuilder builder) => builder.Children(node, "activities");

    public override void Execute(Execution x)
    {
        x.DeclareVariables();
        Next(x, 0);
    }

    public override void ChildCompleted(Execution x, ActivityExecution child)
    {
        var isOver = x.Graph[child.Node].Element.Descriptor.IsTerminal || x.Recall("breaking").ValueKind == System.Text.Json.JsonValueKind.True;
        if (isOver) x.Complete();
        else Next(x, int.TryParse(child.Tag, out var index) ? index + 1 : int.MaxValue);
    }

    /// <summary>What comes after a step that an operator cancels is skipped, as in a flowchart.</summary>
    public override void ChildCanceled(Execution x, ActivityExecution child)
    {
        if (x.Children.Count == 0 && !x.Instance.Ties.HasQueued(x.Self.Id)) x.Complete();
    }

    public override bool Enter(Execution x, Node step)
    {
        x.Schedule(step, IndexOf(x, step).ToString());
        return true;
    }

    /// <summary>Goes on after the step it is at, wherever that is in the list now.</summary>
    public override IEnumerable<string> Migrate(Execution x, Node before)
    {
        foreach (var child in x.Children) x.Emit(new Change.Retagged(child.Id, IndexOf(x, x.Graph[child.Node]).ToString()));
        return [];
    }

    static int IndexOf(Execution x, Node step) => ((IReadOnlyList<Node>)x.Node.Plan!).ToList().IndexOf(step);

    public override bool Breaking(Execution x)
    {
        x.Remember("breaking", Values.True);
        return false;
    }

    static void Next(Execution x, int index)
    {
        var activities = (IReadOnlyList<Node>)x.Node.Plan!;
        if (index >= activities.Count)
        {
            x.Complete();
            return;
        }
        x.Schedule(activities[index], index.ToString());
    }
}
