using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>The implicit root: holds the workflow's variables, runs the drawn root, ends with it.</summary>
sealed class WorkflowElement : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Workflow", "Workflow", "Composition", "The workflow itself.") { IsContainer = true, IsBrowsable = false };

    /// <summary>For one drawn inside another; the outermost is put together by the builder.</summary>
    public override object? Compile(Node node, GraphBuilder builder) => builder.Port(node, "root");

    public override void Execute(Execution x)
    {
        x.DeclareVariables();
        if (x.Node.Plan is Node root) x.Schedule(root);
        else x.Complete();
    }

    public override bool Enter(Execution x, Node step)
    {
        x.Schedule(step);
        return true;
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => x.Complete();
}
