using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>A step that contains another.</summary>
sealed class FlowNode : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.FlowNode", "Container", "Composition", "Contains another activity.") { Ports = ["body"], IsBrowsable = false };

    public override object? Compile(Node node, GraphBuilder builder) => builder.Port(node, "body");

    public override void Execute(Execution x)
    {
        if (x.Node.Plan is Node body) x.Schedule(body);
        else x.Complete();
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => x.Complete();
}
