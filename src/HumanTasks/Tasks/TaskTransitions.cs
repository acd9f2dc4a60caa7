using Lendflow.Engine.Tasks;
using static Lendflow.Engine.Tasks.TaskAction;
using static Lendflow.Engine.Tasks.UserTaskStatus;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>The life of a task: every legal command with where it may start, where it leads, and who may give it. What is not in
/// this table is refused. Two transitions are not commands: the flow cancels an open task, and a task whose person is barred
/// meanwhile goes back to the pool.</summary>
public static class TaskTransitions
{
    public static IReadOnlyList<Transition> All { get; } =
    [
        new(Claim, [Ready], [Reserved], Who.Candidate),
        new(Release, [Reserved], [Ready], Who.Assignee | Who.Lead),
        new(Assign, [Ready, Reserved], [Reserved], Who.Lead),
        new(Forward, [Ready], [Ready], Who.Candidate | Who.Lead),
        new(Forward, [Reserved], [Ready], Who.Assignee | Who.Lead),
        new(TaskAction.Delegate, [Reserved], [Reserved], Who.Assignee | Who.Lead),
        new(HandBack, [Reserved], [Reserved], Who.Assignee | Who.Lead),
        new(Suspend, [Ready], [Suspended], Who.Lead),
        new(Suspend, [Reserved], [Suspended], Who.Assignee | Who.Lead),
        new(Resume, [Suspended], [Ready, Reserved], Who.Assignee | Who.Lead),
        new(Complete, [Reserved], [Completed], Who.Assignee),
        new(Return, [Reserved], [Completed], Who.Assignee),
        new(FollowUp, [Reserved], [Reserved], Who.Assignee | Who.Lead),
        new(FollowUp, [Suspended], [Suspended], Who.Assignee | Who.Lead),
        .. Open.SelectMany(status => new Transition[]
        {
            new(Comment, [status], [status], Who.Anyone),
            new(Ask, [status], [status, Suspended], Who.Candidate | Who.Assignee | Who.Lead),
            new(Answer, [status], status == Suspended ? Open : [status], Who.Asked),
            new(Attach, [status], [status], Who.Candidate | Who.Assignee | Who.Lead),
            new(RequestOverride, [status], [status], Who.Candidate | Who.Assignee | Who.Lead),
            new(GrantOverride, [status], [status], Who.Lead),
        }),
    ];

    static UserTaskStatus[] Open => [Ready, Reserved, Suspended];

    public static bool IsOpen(UserTask task) => Open.Contains(task.Status);

    /// <summary>The row for a command on a task in a status; null when the command is not legal there.</summary>
    public static Transition? Find(TaskAction action, UserTaskStatus status) => All.FirstOrDefault(t => t.Action == action && t.From.Contains(status));

    /// <summary>Where a command may start.</summary>
    public static IReadOnlyList<UserTaskStatus> StartsOf(TaskAction action) => [.. All.Where(t => t.Action == action).SelectMany(t => t.From).Distinct()];
}

/// <summary>One row of the table.</summary>
/// <param name="To">Where it may lead: one status, or the one the task was suspended in.</param>
public sealed record Transition(TaskAction Action, IReadOnlyList<UserTaskStatus> From, IReadOnlyList<UserTaskStatus> To, Who By);

/// <summary>In what capacity a person gives a command.</summary>
[Flags]
public enum Who
{
    None = 0,
    /// <summary>May take the task by user name or group.</summary>
    Candidate = 1,
    /// <summary>Has the task.</summary>
    Assignee = 2,
    /// <summary>Looks after everybody's tasks: managers and administrators (WS-HumanTask: business administrator).</summary>
    Lead = 4,
    /// <summary>Was asked the question.</summary>
    Asked = 8,
    /// <summary>Everybody who may act at all.</summary>
    Anyone = 16,
}
