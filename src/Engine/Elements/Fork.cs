using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Runs branches at once; goes on when all are done (WaitAll) or with the first, which cancels the others (WaitAny).</summary>
sealed class Fork : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Fork", "Fork", "Control Flow", "Runs branches at once.")
    {
        Inputs =
        [
            new("joinMode", "String", "WaitAll waits for every branch, WaitAny goes on with the first and cancels the others.") { IsWrapped = false, UIHint = "dropdown", Options = ["WaitAll", "WaitAny"] },
        ],
    };

    sealed record Plan(IReadOnlyList<Node> Branches, bool WaitsForAny);

    /// <summary>The mode may be written by name or as Elsa's number.</summary>
    public override object Compile(Node node, GraphBuilder builder) =>
        new Plan(builder.Children(node, "branches"), node.Source.Text("joinMode") is "WaitAny" or "1");

    public override void Execute(Execution x) => AllOf.Run(x, ((Plan)x.Node.Plan!).Branches);

    public override void ChildCompleted(Execution x, ActivityExecution child)
    {
        if (((Plan)x.Node.Plan!).WaitsForAny || x.Recall("breaking").ValueKind == JsonValueKind.True) x.Complete();
        else AllOf.OneIsDone(x);
    }

    public override bool Breaking(Execution x)
    {
        x.Remember("breaking", Values.True);
        return false;
    }
}
