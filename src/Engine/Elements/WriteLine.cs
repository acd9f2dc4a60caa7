using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Writes a line to the journal and to the output of a run.</summary>
sealed class WriteLine : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.WriteLine", "Write Line", "Console", "Writes a line of text to the journal.")
    {
        Inputs = [new("text", "String", "The line.")],
    };

    public override void Execute(Execution x)
    {
        x.Emit(new Change.LineWritten(x.Self.Id, x.Text("text") ?? ""));
        x.Complete();
    }
}
