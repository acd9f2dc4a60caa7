using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Names the instance.</summary>
sealed class SetName : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.SetName", "Set Name", "Primitives", "Sets the name of the workflow instance.")
    {
        Inputs = [new("value", "String", "The name.")],
    };

    public override void Execute(Execution x)
    {
        x.Emit(new Change.NameSet(x.Text("value")));
        x.Complete();
    }
}
