using Lendflow.Engine.Elements;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Time limits of tasks: when a task is due, when people are warned and reminded, and what happens when it is late.
/// All of it follows from the SLA policy of the step and the calendar of the branch.</summary>
public static class TaskClock
{
    const int PriorityPerEscalation = 20;

    /// <summary>Gives a new task its due and warning times, and says which timers to wait for. A calendar that does not cover the
    /// time leaves the task without a due time and says so in its history: the case goes on, nothing is guessed.</summary>
    public static (UserTask Task, IReadOnlyList<Awaited> Timers) Start(UserTask task, SlaPolicy? policy, WorkCalendar? calendar, DateTimeOffset now)
    {
        if (policy is null) return (task, []);
        if (!TryAfter(policy.Target, policy, calendar, now, out var due, out var problem)) return (Noted(task, now, "ClockRefused", problem), []);

        var warnAt = policy.WarnAtPercent.Where(p => p < 100).DefaultIfEmpty(75).Max();
        TryAfter(policy.Target * (warnAt / 100.0), policy, calendar, now, out var warn, out _);
        var timers = new List<Awaited> { new Awaited.Time(due, Tag("due", task)), new Awaited.Time(warn, Tag("warn", task)) };
        if (NextReminder(task, policy, calendar, now) is { } reminder) timers.Add(reminder);
        return (task with { DueAt = due, WarnAt = warn }, timers);
    }

    /// <summary>A timer of a task rang.</summary>
    /// <param name="tag">Tag of the timer's wait.</param>
    public static (UserTask Task, IReadOnlyList<Awaited> Timers) Ring(UserTask task, string tag, SlaPolicy? policy, WorkCalendar? calendar, DateTimeOffset now)
    {
        if (policy is null) return (task, []);
        return tag.Split('/')[0] switch
        {
            "warn" => (Noted(task, now, "Warn", $"{policy.WarnAtPercent.Where(p => p < 100).DefaultIfEmpty(75).Max()} % of the time limit is used."), []),
            "remind" => (Noted(task, now, "Remind", task.Assignee is null ? "Nobody has claimed the task." : $"Waiting for {task.Assignee}."),
                NextReminder(task, policy, calendar, now) is { } next ? [next] : []),
            _ => (Escalate(task, policy, now), []),
        };
    }

    /// <summary>Tags of all timers of a task, to end them with it.</summary>
    public static IReadOnlyList<string> Tags(UserTask task) => [Tag("due", task), Tag("warn", task), Tag("remind", task)];

    /// <summary>Which task a timer belongs to.</summary>
    public static string TaskOf(string tag) => tag[(tag.IndexOf('/') + 1)..];

    static UserTask Escalate(UserTask task, SlaPolicy policy, DateTimeOffset now) => Noted(task with
    {
        Escalations = task.Escalations + 1,
        Priority = Math.Min(100, task.Priority + PriorityPerEscalation),
        CandidateGroups = task.CandidateGroups.Contains(policy.EscalateTo) ? task.CandidateGroups : [.. task.CandidateGroups, policy.EscalateTo],
    }, now, "Escalate", $"The time limit is over; {policy.EscalateTo} may act too.");

    static Awaited.Time? NextReminder(UserTask task, SlaPolicy policy, WorkCalendar? calendar, DateTimeOffset now) =>
        policy.RemindEvery is { } every && TryAfter(every, policy, calendar, now, out var at, out _) ? new Awaited.Time(at, Tag("remind", task)) : null;

    static bool TryAfter(TimeSpan span, SlaPolicy policy, WorkCalendar? calendar, DateTimeOffset now, out DateTimeOffset at, out string problem)
    {
        (at, problem) = (now + span, "");
        if (policy.Clock == SlaClockKind.Wall) return true;
        if (calendar is null)
        {
            problem = "Expected a work calendar for the branch, but there is none.";
            return false;
        }
        var added = calendar.TryAdd(now, span, out at, out var refused);
        problem = refused ?? "";
        return added;
    }

    static UserTask Noted(UserTask task, DateTimeOffset now, string action, string note) =>
        task with { Revision = task.Revision + 1, History = [.. task.History, new TaskEvent(now, "system", action, note)] };

    static string Tag(string what, UserTask task) => $"{what}/{task.Id}";
}
