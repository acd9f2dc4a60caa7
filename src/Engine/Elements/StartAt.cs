using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Elements;

/// <summary>Waits until a moment; one that is past is not waited for.</summary>
sealed class StartAt : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.StartAt", "Start At", "Scheduling", "Waits until a moment, or starts the workflow then.")
    {
        Inputs = [new("dateTime", "DateTimeOffset", "The moment; without an offset it is UTC.")],
        IsTrigger = true,
    };

    public override void Execute(Execution x)
    {
        if (x.IsTrigger) x.Complete();
        else if (!Conversion.TryMoment(x.Input("dateTime"), out var moment)) x.Fail("Expected input 'dateTime' to be a moment such as 2026-01-31T09:00:00Z, but it is not set.");
        else if (moment <= x.Now) x.Complete();
        else x.WaitUntil(moment);
    }
}
