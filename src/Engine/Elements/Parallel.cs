using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Runs its activities at once and waits for all of them.</summary>
sealed class Parallel : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Parallel", "Parallel", "Workflows", "Runs activities at once.") { IsContainer = true };

    public override object Compile(Node node, GraphBuilder builder) => builder.Children(node, "activities");

    public override void Execute(Execution x)
    {
        x.DeclareVariables();
        AllOf.Run(x, (IReadOnlyList<Node>)x.Node.Plan!);
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => AllOf.OneIsDone(x);
}
