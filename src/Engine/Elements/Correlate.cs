using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Sets the correlation id, the case's business key.</summary>
sealed class Correlate : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Correlate", "Correlate", "Primitives", "Sets the correlation id of the workflow.")
    {
        Inputs = [new("correlationId", "String", "The correlation id.")],
    };

    public override void Execute(Execution x)
    {
        x.Emit(new Change.CorrelationSet(x.Text("correlationId")));
        x.Complete();
    }
}
