namespace Lendflow.Engine.Elements;

/// <summary>Leaves the nearest loop around it. Outside a loop it ends the sequence or flowchart around it, as in Elsa.</summary>
sealed class Break : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Break", "Break", "Looping", "Leaves the loop around it.") { IsTerminal = true };

    public override void Execute(Execution x)
    {
        x.SignalBreak();
        x.Complete();
    }
}
