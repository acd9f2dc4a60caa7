using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Which command is legal in which status, and what it makes of the task. The only place where tasks change by people.</summary>
public static class TaskRules
{
    static readonly Dictionary<TaskAction, UserTaskStatus[]> Legal = new()
    {
        [TaskAction.Claim] = [UserTaskStatus.Ready],
        [TaskAction.Release] = [UserTaskStatus.Reserved],
        [TaskAction.Complete] = [UserTaskStatus.Reserved],
        [TaskAction.Delegate] = [UserTaskStatus.Reserved],
        [TaskAction.Forward] = [UserTaskStatus.Ready, UserTaskStatus.Reserved],
        [TaskAction.Comment] = [UserTaskStatus.Ready, UserTaskStatus.Reserved, UserTaskStatus.Suspended],
    };

    /// <summary>Carries out a command, or says why not. A task lists its own exclusions; <paramref name="whyNot"/> adds those
    /// that depend on the moment, for example missing authority.</summary>
    /// <param name="whyNot">Why a person may not work on the task; null when they may.</param>
    public static TaskResult Carry(UserTask task, TaskCommand command, Func<Person, string?> whyNot, DateTimeOffset now)
    {
        if (command.Expected is { } expected && expected != task.Revision)
            return Conflict($"Expected revision {expected} of the task, but it is at {task.Revision}: {LastDoing(task)}.");
        if (!Legal[command.Action].Contains(task.Status))
            return Conflict($"Expected a task that is {string.Join(" or ", Legal[command.Action])} to {command.Action}, but it is {task.Status}: {LastDoing(task)}.");
        if (MayNot(task, command, whyNot) is { } reason) return new TaskResult(null, Refusal.Of(RefusalKind.Forbidden, "$", reason));

        return command.Action switch
        {
            TaskAction.Claim => Done(task with { Status = UserTaskStatus.Reserved, Assignee = command.Actor.Name }, command, now),
            TaskAction.Release => Done(task with { Status = UserTaskStatus.Ready, Assignee = null, DelegatedBy = null }, command, now),
            TaskAction.Complete => Complete(task, command, now),
            TaskAction.Delegate => Delegate(task, command, whyNot, now),
            TaskAction.Forward => Forward(task, command, now),
            TaskAction.Comment => Comment(task, command, now),
            _ => throw new InvalidOperationException($"Expected a task action with a rule, but got {command.Action}."),
        };
    }

    /// <summary>Why a person may not take the task; null when they may.</summary>
    public static string? WhyNotClaim(UserTask task, Person person, Func<Person, string?> whyNot)
    {
        if (!IsCandidate(task, person))
            return $"Expected a member of {string.Join(" or ", task.CandidateGroups.Concat(task.CandidateUsers))}, but {person.Name} is not one.";
        return task.Excluded.FirstOrDefault(e => e.User.Equals(person.Name, StringComparison.OrdinalIgnoreCase))?.Reason ?? whyNot(person);
    }

    public static bool IsCandidate(UserTask task, Person person) =>
        task.CandidateUsers.Contains(person.Name, StringComparer.OrdinalIgnoreCase) || task.CandidateGroups.Any(person.IsIn);

    static string? MayNot(UserTask task, TaskCommand command, Func<Person, string?> whyNot)
    {
        var actor = command.Actor;
        return command.Action switch
        {
            TaskAction.Claim => WhyNotClaim(task, actor, whyNot),
            TaskAction.Complete => IsAssignee(task, actor) ? whyNot(actor) : $"Expected {task.Assignee}, who claimed the task, but {actor.Name} is somebody else.",
            TaskAction.Release or TaskAction.Delegate => IsAssignee(task, actor) || IsLead(actor)
                ? null
                : $"Expected {task.Assignee}, who claimed the task, or a manager, but {actor.Name} is neither.",
            TaskAction.Forward => IsAssignee(task, actor) || IsLead(actor) || (task.Assignee is null && IsCandidate(task, actor))
                ? null
                : $"Expected the person in charge or a manager, but {actor.Name} is neither.",
            _ => null,
        };
    }

    static TaskResult Complete(UserTask task, TaskCommand command, DateTimeOffset now)
    {
        var problems = CompletionRules.Check(task, command);
        if (problems.Count > 0) return new TaskResult(null, new Refusal(RefusalKind.Invalid, problems));
        return Done(task with
        {
            Status = UserTaskStatus.Completed,
            Outcome = command.Outcome,
            Comment = command.Comment,
            ReasonCodes = command.ReasonCodes ?? [],
            FormData = command.Form,
            CompletedAt = now,
            CompletedBy = command.Actor.Name,
        }, command, now);
    }

    static TaskResult Delegate(UserTask task, TaskCommand command, Func<Person, string?> whyNot, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.To)) return Invalid("to", "Expected the person to delegate to, but nobody is named.");
        var excluded = task.Excluded.FirstOrDefault(e => e.User.Equals(command.To, StringComparison.OrdinalIgnoreCase))?.Reason;
        var reason = excluded ?? whyNot(new Person(command.To, task.CandidateGroups));
        return reason is not null
            ? new TaskResult(null, Refusal.Of(RefusalKind.Forbidden, "to", reason))
            : Done(task with { Assignee = command.To, DelegatedBy = task.Assignee }, command, now);
    }

    static TaskResult Forward(UserTask task, TaskCommand command, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.To)) return Invalid("to", "Expected a person or group to forward to, but none is named.");
        var group = command.To.StartsWith("group:", StringComparison.Ordinal) ? command.To["group:".Length..] : null;
        return Done(task with
        {
            Status = UserTaskStatus.Ready,
            Assignee = null,
            CandidateGroups = group is null ? [] : [group],
            CandidateUsers = group is null ? [command.To] : [],
        }, command, now);
    }

    static TaskResult Comment(UserTask task, TaskCommand command, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(command.Comment) ? Invalid("comment", "Expected a comment, but it is empty.") : Done(task, command, now);

    static TaskResult Done(UserTask task, TaskCommand command, DateTimeOffset now)
    {
        var note = command.To is null ? command.Comment : $"→ {command.To}{(command.Comment is null ? "" : $": {command.Comment}")}";
        return new TaskResult(task with
        {
            Revision = task.Revision + 1,
            History = [.. task.History, new TaskEvent(now, command.Actor.Name, command.Action.ToString(), note)],
        }, null);
    }

    static string LastDoing(UserTask task) => task.History is [.., var last] ? $"{last.Actor} did {last.Action} at {last.At:u}" : "nobody has touched it";

    static bool IsAssignee(UserTask task, Person person) => person.Name.Equals(task.Assignee, StringComparison.OrdinalIgnoreCase);

    static bool IsLead(Person person) => person.IsIn("managers") || person.IsIn("admin");

    static TaskResult Conflict(string message) => new(null, Refusal.Of(RefusalKind.Conflict, "$", message));

    static TaskResult Invalid(string path, string message) => new(null, Refusal.Of(RefusalKind.Invalid, path, message));
}

/// <summary>The task after a command, or why it changed nothing.</summary>
public sealed record TaskResult(UserTask? Task, Refusal? Refusal);
