using Lendflow.Engine.Expressions;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Waits until a moment; one that is past is not waited for.</summary>
sealed class StartAt : Element
{
    public const string TypeName = "Elsa.StartAt";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Start At", "Scheduling", "Waits until a moment, or starts the workflow then.")
    {
        Inputs = [new("dateTime", "DateTimeOffset", "The moment; without an offset it is UTC.")],
        IsTrigger = true,
    };

    public override void Execute(Execution x)
    {
        if (x.IsTrigger) x.Complete();
        else if (!TryMoment(x, out var moment)) return;
        else if (moment <= x.Now) x.Complete();
        else x.WaitUntil(moment);
    }

    /// <summary>One that is past starts an instance at once, and only once.</summary>
    public override IReadOnlyList<StartCondition> StartConditions(Execution x) =>
        TryMoment(x, out var moment) ? [new(TypeName, Values.From(new { dateTime = moment }), moment)] : [];

    static bool TryMoment(Execution x, out DateTimeOffset moment)
    {
        if (Conversion.TryMoment(x.Input("dateTime"), out moment)) return true;
        x.Fail("Expected input 'dateTime' to be a moment such as 2026-01-31T09:00:00Z, but it is not set.");
        return false;
    }
}
