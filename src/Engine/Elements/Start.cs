namespace Lendflow.Engine.Elements;

/// <summary>Marks where a flowchart begins.</summary>
sealed class Start : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Start", "Start", "Flow", "The first step of a flowchart.") { IsStart = true };

    public override void Execute(Execution x) => x.Complete();
}
