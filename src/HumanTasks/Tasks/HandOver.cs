using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Commands that give a task to somebody else. Whoever gets it must be able to do it: not barred by four-eyes, and with
/// authority of their own.</summary>
static class HandOver
{
    public static TaskResult Assign(Work work)
    {
        if (work.Command.To is not { } to) return TaskRules.Invalid("to", "Expected the person to assign to, but nobody is named.");
        if (!TaskRights.IsCandidate(work.Task, to)) return TaskRules.Forbidden("to", TaskRights.Missing(work.Task, to, Who.Candidate));
        return WhyNotTo(work, to) ?? TaskRules.Done(work, work.Task with
        {
            Status = UserTaskStatus.Reserved, Assignee = to.Name, DelegatedBy = null, OnBehalfOf = null, FollowUpAt = null,
        });
    }

    public static TaskResult Delegate(Work work)
    {
        if (work.Command.To is not { } to) return TaskRules.Invalid("to", "Expected the person to delegate to, but nobody is named.");
        if (to.Is(work.Task.Assignee)) return TaskRules.Invalid("to", $"Expected somebody else, but {to.Name} has the task.");
        return WhyNotTo(work, to) ?? TaskRules.Done(work, work.Task with
        {
            Assignee = to.Name, DelegatedBy = work.Task.DelegatedBy ?? work.Task.Assignee, OnBehalfOf = null, FollowUpAt = null,
        });
    }

    public static TaskResult HandBack(Work work)
    {
        if (work.Task.DelegatedBy is not { } owner) return TaskRules.Invalid("$", "Expected a delegated task, but nobody has delegated it.");
        if (TaskRights.WhyBarred(work.Task, owner) is { } reason) return TaskRules.Forbidden("$", reason);
        return TaskRules.Done(work, work.Task with { Assignee = owner, DelegatedBy = null, OnBehalfOf = null, FollowUpAt = null });
    }

    public static TaskResult Forward(Work work)
    {
        var (to, group) = (work.Command.To, work.Command.ToGroup);
        if (to is null && string.IsNullOrWhiteSpace(group)) return TaskRules.Invalid("to", "Expected a person or group to forward to, but none is named.");
        return WhyNotTo(work, to ?? new Person($"the group {group}", [group!])) ?? TaskRules.Done(work, work.Task with
        {
            Status = UserTaskStatus.Ready,
            Assignee = null,
            DelegatedBy = null,
            OnBehalfOf = null,
            FollowUpAt = null,
            CandidateGroups = to is null ? [group!] : [],
            CandidateUsers = to is null ? [] : [to.Name],
        });
    }

    static TaskResult? WhyNotTo(Work work, Person to) =>
        (TaskRights.WhyBarred(work.Task, to.Name) ?? work.WhyNot(to)) is { } reason ? TaskRules.Forbidden("to", reason) : null;
}
