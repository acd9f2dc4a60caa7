namespace Lendflow.Engine.Elements;

/// <summary>Ends its own container; steps already queued still run, as in Elsa.</summary>
sealed class End : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.End", "End", "Flow", "Ends the flowchart or sequence around it.") { IsTerminal = true };

    public override void Execute(Execution x) => x.Complete();
}
