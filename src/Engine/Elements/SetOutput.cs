using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Sets an output of the workflow, declared or not.</summary>
sealed class SetOutput : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.SetOutput", "Set Output", "Primitives", "Sets an output of the workflow.")
    {
        Inputs = [new("outputName", "String", "Name of the output.") { UIHint = "output-picker" }, new("outputValue", "Object", "Its value.")],
    };

    public override void Execute(Execution x)
    {
        if (x.Text("outputName") is { Length: > 0 } name) x.Emit(new Change.WorkflowOutputSet(name, x.Input("outputValue")));
        x.Complete();
    }
}
