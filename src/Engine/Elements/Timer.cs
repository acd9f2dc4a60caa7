using Lendflow.Engine.Expressions;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Inside a flow a delay of one interval; as the trigger of its instance it completes at once.</summary>
sealed class Timer : Element
{
    public const string TypeName = "Elsa.Timer";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Timer", "Scheduling", "Waits for an interval, or starts the workflow at every interval.")
    {
        Inputs = [new("interval", "TimeSpan", "The interval (d.hh:mm:ss).") { Default = Values.Of("00:01:00") }],
        IsTrigger = true,
    };

    public override void Execute(Execution x)
    {
        if (x.IsTrigger) x.Complete();
        else Delay.WaitFor(x, "interval");
    }

    /// <summary>The first time is one interval after the publication.</summary>
    public override IReadOnlyList<StartCondition> StartConditions(Execution x)
    {
        if (Conversion.TrySpan(x.Input("interval"), out var interval) && interval > TimeSpan.Zero && interval.TotalDays <= Limits.TimerDays)
            return [new(TypeName, Values.From(new { interval }), x.Now + interval)];
        x.Fail($"Expected input 'interval' to be a duration longer than nothing, such as 00:30:00, but it is '{x.Text("interval")}'.");
        return [];
    }
}
