using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Waiting;

/// <summary>When a trigger of the clock is due again, and what the instance it starts is given.</summary>
static class StartSchedule
{
    /// <summary>The first time after <paramref name="now"/>: what was missed while no node ran is not made up for. Intervals
    /// keep counting from the publication. Null for never again.</summary>
    public static DateTimeOffset? Next(StartTrigger trigger, DateTimeOffset now) => trigger.Name switch
    {
        Elements.Timer.TypeName when Conversion.TrySpan(trigger.Payload.Member("interval"), out var interval) => After(trigger.DueAt ?? now, interval, now),
        Cron.TypeName => CronSchedule.Parse(trigger.Payload.Text("cronExpression") ?? "", out _)?.Next(Later(trigger.DueAt ?? now, now)),
        _ => null,
    };

    /// <summary>As in Elsa, by the name of the trigger's kind.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Input(StartTrigger trigger) => trigger.Name switch
    {
        Elements.Timer.TypeName => new Dictionary<string, JsonElement> { ["StartAt"] = Values.From(trigger.DueAt), ["Interval"] = trigger.Payload.Member("interval") },
        Cron.TypeName => new Dictionary<string, JsonElement> { ["CronExpression"] = trigger.Payload.Member("cronExpression") },
        StartAt.TypeName => new Dictionary<string, JsonElement> { ["ExecuteAt"] = trigger.Payload.Member("dateTime") },
        _ => new Dictionary<string, JsonElement>(),
    };

    static DateTimeOffset After(DateTimeOffset due, TimeSpan interval, DateTimeOffset now) =>
        now < due ? due + interval : due + interval * ((now - due).Ticks / interval.Ticks + 1);

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
