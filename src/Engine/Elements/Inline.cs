namespace Lendflow.Engine.Elements;

/// <summary>Code of a program in Elsa; from JSON it has none, so it completes at once.</summary>
sealed class Inline : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Inline", "Inline", "Primitives", "Does nothing.") { IsBrowsable = false };

    public override void Execute(Execution x) => x.Complete();
}
