using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Inside a flow waits for the next time of a schedule (UTC); as the trigger of its instance it completes at once.</summary>
sealed class Cron : Element
{
    public const string TypeName = "Elsa.Cron";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Cron", "Scheduling", "Waits for the next time of a schedule, or starts the workflow at each.")
    {
        Inputs = [new("cronExpression", "String", "Five fields, or six with seconds first. Times are UTC.")],
        IsTrigger = true,
    };

    public override void Execute(Execution x)
    {
        if (x.IsTrigger) x.Complete();
        else if (CronSchedule.Parse(x.Text("cronExpression") ?? "", out var problem) is not { } schedule) x.Fail(problem);
        else if (schedule.Next(x.Now) is { } next) x.WaitUntil(next);
        else x.Fail($"Expected schedule '{x.Text("cronExpression")}' to have a next time, but it has none within {CronSchedule.YearsLookedAt} years.");
    }
}
