using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Elements;

/// <summary>Inside a flow a delay of one interval; as the trigger of its instance it completes at once.</summary>
sealed class Timer : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Timer", "Timer", "Scheduling", "Waits for an interval, or starts the workflow at every interval.")
    {
        Inputs = [new("interval", "TimeSpan", "The interval (d.hh:mm:ss).") { Default = Values.Of("00:01:00") }],
        IsTrigger = true,
    };

    public override void Execute(Execution x)
    {
        if (x.IsTrigger) x.Complete();
        else Delay.WaitFor(x, "interval");
    }
}
