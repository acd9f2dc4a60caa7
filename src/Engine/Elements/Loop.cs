using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Runs its body turn by turn until there is nothing left to do or a Break below it says so. The body sees the turn's
/// value and number as variables.</summary>
abstract class Loop : Element
{
    /// <summary>Begins the turn after the one that the body has just completed, or completes the loop.</summary>
    protected abstract void Next(Execution x, string turn);

    public override object? Compile(Node node, GraphBuilder builder) => builder.Port(node, "body");

    public override void ChildCompleted(Execution x, ActivityExecution child)
    {
        if (x.Recall("breaking").ValueKind == JsonValueKind.True || child.Tag is null or Execution.Late) x.Complete();
        else Next(x, child.Tag);
    }

    public override bool Breaking(Execution x)
    {
        x.Remember("breaking", Values.True);
        return true;
    }

    internal static Variable LoopVariable(string name, JsonElement value) => new(name, name, "Object", value);
}
