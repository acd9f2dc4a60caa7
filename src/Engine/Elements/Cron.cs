using Lendflow.Engine.Expressions;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Inside a flow waits for the next time of a schedule (UTC); as the trigger of its instance it completes at once.</summary>
sealed class Cron : Element
{
    public const string TypeName = "Elsa.Cron";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Cron", "Scheduling", "Waits for the next time of a schedule, or starts the workflow at each.")
    {
        Inputs = [new("cronExpression", "String", "Five fields, or six with seconds first. Times are UTC.") { IsRequired = true }],
        IsTrigger = true,
    };

    public override void Execute(Execution x)
    {
        if (x.IsTrigger) x.Complete();
        else if (TryNext(x, out var next)) x.WaitUntil(next);
    }

    public override IReadOnlyList<StartCondition> StartConditions(Execution x) =>
        TryNext(x, out var next) ? [new(TypeName, Values.From(new { cronExpression = x.Text("cronExpression") }), next)] : [];

    static bool TryNext(Execution x, out DateTimeOffset next)
    {
        next = default;
        var expression = x.Text("cronExpression") ?? "";
        if (CronSchedule.Parse(expression, out var problem) is not { } schedule)
        {
            x.Fail(problem);
            return false;
        }
        if (schedule.Next(x.Now) is { } found)
        {
            next = found;
            return true;
        }
        x.Fail($"Expected schedule '{expression}' to have a next time, but it has none within {CronSchedule.YearsLookedAt} years.");
        return false;
    }
}
