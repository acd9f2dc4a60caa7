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
