using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>The implicit root: holds the workflow's variables, runs the drawn root, ends with it.</summary>
sealed class WorkflowElement : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Workflow", "Workflow", "Composition", "The workflow itself.") { IsContainer = true, IsBrowsable = false };

    public override void Execute(Execution x)
    {
        x.DeclareVariables();
        x.Schedule((Node)x.Node.Plan!);
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => x.Complete();
}
