namespace Lendflow.Engine.Elements;

/// <summary>Ends the workflow at once: nothing queued runs, nothing awaited is awaited any more, and the activities around it
/// get no Completed entry, as in Elsa.</summary>
sealed class Finish : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Finish", "Finish", "Primitives", "Ends the whole workflow at once.") { IsTerminal = true };

    public override void Execute(Execution x)
    {
        x.Emit(new Running.Change.ActivityCompleted(x.Self.Id, null));
        x.FinishWorkflow();
    }
}
