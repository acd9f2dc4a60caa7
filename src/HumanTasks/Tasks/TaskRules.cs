using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>What a command makes of a task. With <see cref="TaskTransitions"/>, the only place where tasks change by people.</summary>
public static class TaskRules
{
    /// <summary>Carries out a command, or says why not. A task lists whom four-eyes bars; <paramref name="whyNot"/> adds what
    /// depends on the moment, for example missing authority.</summary>
    /// <param name="whyNot">Why a person may not work on the task; null when they may. It sees the groups the person really has,
    /// not those of somebody they stand in for: authority is neither delegated nor substituted.</param>
    public static TaskResult Carry(UserTask task, TaskCommand command, Func<Person, string?> whyNot, DateTimeOffset now)
    {
        if (command.Expected is { } expected && expected != task.Revision)
            return Conflict($"Expected revision {expected} of the task, but it is at {task.Revision}: {LastDoing(task)}.");
        if (TaskTransitions.Find(command.Action, task.Status) is not { } row)
            return Conflict($"Expected a task that is {string.Join(" or ", TaskTransitions.StartsOf(command.Action))} to {command.Action}, but it is {task.Status}: {LastDoing(task)}.");
        if (TaskRights.StandingOf(task, command, row.By) is not { } standing) return Forbidden("$", TaskRights.Missing(task, command.Actor, row.By));

        var result = Carry(new Work(task, command, command.Actor.Is(standing.Name) ? null : standing.Name, whyNot, now));
        if (result.Task is { } changed && !row.To.Contains(changed.Status))
            throw new InvalidOperationException($"Expected {command.Action} to lead to {string.Join(" or ", row.To)}, but it led to {changed.Status}.");
        return result;
    }

    static TaskResult Carry(Work work) => work.Command.Action switch
    {
        TaskAction.Claim => Claim(work),
        TaskAction.Release => Done(work, work.Task with { Status = UserTaskStatus.Ready, Assignee = null, DelegatedBy = null, FollowUpAt = null }),
        TaskAction.Assign => HandOver.Assign(work),
        TaskAction.Forward => HandOver.Forward(work),
        TaskAction.Delegate => HandOver.Delegate(work),
        TaskAction.HandBack => HandOver.HandBack(work),
        TaskAction.Suspend => Suspend(work),
        TaskAction.Resume => Done(work, work.Task with { Status = work.Task.Assignee is null ? UserTaskStatus.Ready : UserTaskStatus.Reserved, WhoseTime = WhoseTime.Us }),
        TaskAction.Complete => Complete(work),
        TaskAction.Return => Return(work),
        TaskAction.FollowUp => Done(work, work.Task with { FollowUpAt = work.Command.At }),
        TaskAction.Comment => Talk.Comment(work),
        TaskAction.Ask => Talk.Ask(work),
        TaskAction.Answer => Talk.Answer(work),
        TaskAction.Attach => Talk.Attach(work),
        TaskAction.RequestOverride => Overrides.Request(work),
        TaskAction.GrantOverride => Overrides.Grant(work),
        _ => throw new InvalidOperationException($"Expected a task action with a rule, but got {work.Command.Action}."),
    };

    static TaskResult Claim(Work work) => WhyNotWork(work) is { } reason
        ? Forbidden("$", reason)
        : Done(work, work.Task with { Status = UserTaskStatus.Reserved, Assignee = work.Command.Actor.Name, OnBehalfOf = work.For });

    static TaskResult Suspend(Work work) => string.IsNullOrWhiteSpace(work.Command.Comment)
        ? Invalid("comment", "Expected why the task is suspended, but there is no comment.")
        : Done(work, work.Task with { Status = UserTaskStatus.Suspended, WhoseTime = work.Command.WhoseTime });

    static TaskResult Return(Work work) => work.Task.Outcomes.FirstOrDefault(o => o.ReasonKind == CompletionRules.Rework) is { } outcome
        ? Complete(work with { Command = work.Command with { Outcome = outcome.Key } })
        : Invalid("$", $"Expected a task with an outcome for rework, but it has {string.Join(", ", work.Task.Outcomes.Select(o => o.Key))}.");

    static TaskResult Complete(Work work)
    {
        var (task, command) = (work.Task, work.Command);
        if (WhyNotWork(work) is { } reason) return Forbidden("$", reason);
        var problems = CompletionRules.Check(task, command);
        if (problems.Count > 0) return new TaskResult(null, new Refusal(RefusalKind.Invalid, problems));
        return Done(work, task with
        {
            Status = UserTaskStatus.Completed,
            Outcome = command.Outcome,
            Comment = command.Comment,
            ReasonCodes = command.ReasonCodes ?? [],
            Checklist = command.Checklist,
            FormData = command.Form,
            CompletedAt = work.Now,
            CompletedBy = command.Actor.Name,
            OnBehalfOf = work.For ?? task.OnBehalfOf,
        });
    }

    /// <summary>Both pairs of eyes count: those of who acts, and of whom they act for.</summary>
    static string? WhyNotWork(Work work) =>
        TaskRights.WhyBarred(work.Task, work.Command.Actor.Name)
        ?? ((work.For ?? work.Task.OnBehalfOf) is { } absent ? TaskRights.WhyBarred(work.Task, absent) : null)
        ?? work.WhyNot(work.Command.Actor);

    internal static TaskResult Done(Work work, UserTask changed)
    {
        var command = work.Command;
        var to = command.To?.Name ?? (command.ToGroup is { } group ? $"group:{group}" : null);
        var note = to is null ? command.Comment : $"→ {to}{(command.Comment is null ? "" : $": {command.Comment}")}";
        var entry = new TaskEvent(work.Now, command.Actor.Name, command.Action.ToString(), note, work.For, command.Mentions.Count == 0 ? null : command.Mentions);
        return new TaskResult(changed with { Revision = work.Task.Revision + 1, History = [.. work.Task.History, entry] }, null);
    }

    internal static TaskResult Invalid(string path, string message) => new(null, Refusal.Of(RefusalKind.Invalid, path, message));

    internal static TaskResult Forbidden(string path, string message) => new(null, Refusal.Of(RefusalKind.Forbidden, path, message));

    internal static TaskResult Conflict(string message) => new(null, Refusal.Of(RefusalKind.Conflict, "$", message));

    static string LastDoing(UserTask task) => task.History is [.., var last] ? $"{last.Actor} did {last.Action} at {last.At:u}" : "nobody has touched it";
}

/// <summary>One command on its way.</summary>
/// <param name="For">The absent person in whose place the actor acts; null when in their own right.</param>
sealed record Work(UserTask Task, TaskCommand Command, string? For, Func<Person, string?> WhyNot, DateTimeOffset Now);

/// <summary>The task after a command, or why it changed nothing.</summary>
public sealed record TaskResult(UserTask? Task, Refusal? Refusal);
