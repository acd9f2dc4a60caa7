using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Elements;

/// <summary>Waits for a time to pass. Even a delay of nothing waits for the clock once, as in Elsa.</summary>
sealed class Delay : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Delay", "Delay", "Scheduling", "Waits for a time to pass.")
    {
        Inputs = [new("timeSpan", "TimeSpan", "How long (d.hh:mm:ss).") { Default = Values.Of("00:01:00") }],
    };

    public override void Execute(Execution x) => WaitFor(x, "timeSpan");

    internal static void WaitFor(Execution x, string input)
    {
        if (!Conversion.TrySpan(x.Input(input), out var span)) x.Fail($"Expected input '{input}' to be a duration such as 00:30:00, but it is not set.");
        else if (Math.Abs(span.TotalDays) > Limits.TimerDays) x.Fail($"Expected input '{input}' to be at most {Limits.TimerDays} days, but it is {span.TotalDays:N0}.");
        else x.WaitUntil(x.Now + span);
    }
}
