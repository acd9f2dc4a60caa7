using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>The emergency exit from four-eyes: a reason, a second person, and a mark that stays. It sets aside that somebody has
/// acted before; authority it does not give.</summary>
static class Overrides
{
    public static TaskResult Request(Work work)
    {
        var person = work.Command.To ?? work.Command.Actor;
        if (string.IsNullOrWhiteSpace(work.Command.Comment)) return TaskRules.Invalid("reason", "Expected why four-eyes must be set aside, but there is no reason.");
        if (TaskRights.WhyBarred(work.Task, person.Name) is null) return TaskRules.Invalid("to", $"Expected somebody whom four-eyes bars, but {person.Name} is not barred.");
        if (work.Task.Override is { IsGranted: true } granted) return TaskRules.Conflict($"Expected a task without an override, but {granted.GrantedBy} granted one for {granted.For}.");
        return TaskRules.Done(work, work.Task with { Override = new Override(person.Name, work.Command.Comment, work.Command.Actor.Name, work.Now) });
    }

    public static TaskResult Grant(Work work)
    {
        if (work.Task.Override is not { IsGranted: false } asked) return TaskRules.Conflict("Expected a requested override, but there is none to grant.");
        var actor = work.Command.Actor;
        if (actor.Is(asked.For) || actor.Is(asked.RequestedBy))
            return TaskRules.Forbidden("$", $"Expected a second person to grant the override, but {actor.Name} {(actor.Is(asked.RequestedBy) ? "requested it" : "is whom it is for")}.");
        return TaskRules.Done(work with { Command = work.Command with { Comment = $"{asked.For}: {asked.Reason}" } }, work.Task with
        {
            Override = asked with { GrantedBy = actor.Name, GrantedAt = work.Now },
        });
    }
}
