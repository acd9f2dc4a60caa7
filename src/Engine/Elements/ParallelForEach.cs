using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Runs its body for all items of a list at once and waits for all of them.</summary>
sealed class ParallelForEach : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.ParallelForEach", "Parallel For Each", "Looping", "Runs an activity for all items of a list at once.")
    {
        Inputs = [new("items", "Object", "The list.")],
        Ports = ["body"],
    };

    public override object? Compile(Node node, GraphBuilder builder) => builder.Port(node, "body");

    public override void Execute(Execution x)
    {
        if (!ForEach.TryItems(x, out var items)) return;
        if (IsText(x)) items = [];
        if (x.Node.Plan is not Node body || items.Count == 0)
        {
            x.Complete();
            return;
        }
        x.Remember("left", Values.Of(items.Count));
        for (var index = 0; index < items.Count; index++)
            x.Schedule(body, null, [Loop.LoopVariable("CurrentIndex", Values.Of(index)), Loop.LoopVariable("CurrentValue", items[index])]);
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => AllOf.OneIsDone(x);

    /// <summary>A text that is no list has characters for <see cref="ForEach"/>, but nothing here, as in Elsa.</summary>
    static bool IsText(Execution x) =>
        x.Input("items").ValueKind == JsonValueKind.String && Values.TryParse(x.Text("items")!) is not { ValueKind: JsonValueKind.Array };
}

/// <summary>Waiting for a number of children.</summary>
static class AllOf
{
    public static void Run(Execution x, IReadOnlyList<Node> children)
    {
        if (children.Count == 0)
        {
            x.Complete();
            return;
        }
        x.Remember("left", Values.Of(children.Count));
        foreach (var child in children) x.Schedule(child);
    }

    public static void OneIsDone(Execution x)
    {
        var left = x.RecallNumber("left") - 1;
        x.Remember("left", Values.Of(left));
        if (left <= 0) x.Complete();
    }
}
