using System.Globalization;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Time limits of tasks: when a task is due, when people are warned and reminded, and what happens when it is late.
/// All of it follows from the SLA policy of the step and the calendar of the branch. While the applicant or a third party is
/// waited for, the clock stands still and no timer is set.</summary>
public static class TaskClock
{
    /// <summary>Starts the clock of a new task. A calendar that does not cover the time leaves the task without a due time and
    /// says so in its history: the case goes on, nothing is guessed.</summary>
    public static ClockResult Start(UserTask task, SlaPolicy? policy, WorkCalendar? calendar, DateTimeOffset now)
    {
        if (policy is null) return new ClockResult(task, []);
        return Set(task with { Clock = SlaClocks.Start(policy, now) }, false, policy, calendar, now);
    }

    /// <summary>After a command: pauses the clock when the task waits for somebody else, goes on with it when it does not any
    /// more, and stops it when the task is done.</summary>
    public static ClockResult Follow(UserTask task, SlaPolicy? policy, WorkCalendar? calendar, DateTimeOffset now)
    {
        if (task.Clock is not { IsOver: false } clock) return new ClockResult(task, []);
        if (!TaskTransitions.IsOpen(task)) return new ClockResult(task with { Clock = SlaClocks.Stop(clock, now) }, [], EndsTimers: true);

        var turned = SlaClocks.Turn(clock, task.WhoseTime, task.History is [.., var last] ? last.Comment : null, now);
        if (ReferenceEquals(turned, clock)) return new ClockResult(task, []);
        var changed = task with { Clock = turned, DueAt = null, WarnAt = null };
        return turned.IsPaused || policy is null ? new ClockResult(changed, [], EndsTimers: true) : Set(changed, true, policy, calendar, now);
    }

    /// <summary>A timer of a task rang.</summary>
    /// <param name="tag">Tag of the timer's wait.</param>
    public static ClockResult Ring(UserTask task, string tag, SlaPolicy? policy, WorkCalendar? calendar, DateTimeOffset now)
    {
        if (policy is null || !TaskTransitions.IsOpen(task) || task.Clock is null or { IsOver: true } or { IsPaused: true }) return new ClockResult(task, []);
        if (tag.StartsWith(Reminder, StringComparison.Ordinal)) return Remind(task, policy, calendar, now);

        if (!int.TryParse(tag.AsSpan()[At.Length..tag.IndexOf('/')], CultureInfo.InvariantCulture, out var percent)) return new ClockResult(task, []);
        var rung = task with { Clock = task.Clock with { Rung = [.. task.Clock.Rung, percent] } };
        if (percent < 100) rung = Noted(rung, now, "Warn", $"{percent} % of the time limit is used.");
        var steps = policy.Chain.Where(step => step.AtPercent == percent).ToList();
        if (steps.Count > 0) rung = Escalate(rung, steps, percent, now);
        else if (percent == 100) rung = Noted(rung, now, "Breach", "The time limit is over.");
        return new ClockResult(rung, [], Path: steps.FirstOrDefault(step => step.Act == EscalationAct.TakePath)?.To);
    }

    /// <summary>Whether a timer is of a task.</summary>
    public static bool IsOf(string? tag, UserTask task) => tag is not null && tag.EndsWith($"/{task.Id}", StringComparison.Ordinal);

    /// <summary>Which task a timer belongs to.</summary>
    public static string TaskOf(string tag) => tag[(tag.IndexOf('/') + 1)..];

    /// <summary>Action of the history when the calendar does not cover the time.</summary>
    public const string Refused = "ClockRefused";

    const string At = "at";
    const string Reminder = "remind";

    /// <summary>Sets every timer that has not rung.</summary>
    static ClockResult Set(UserTask task, bool endsTimers, SlaPolicy policy, WorkCalendar? calendar, DateTimeOffset now)
    {
        var timers = new List<Awaited>();
        foreach (var percent in policy.Percents.Except(task.Clock!.Rung))
        {
            if (!SlaClocks.TryWhen(task.Clock, policy, calendar, percent, out var at, out var problem))
            {
                if (percent <= 100) return new ClockResult(Noted(task with { DueAt = null, WarnAt = null }, now, Refused, problem), [], endsTimers);
                continue;
            }
            timers.Add(new Awaited.Time(at!.Value, $"{At}{percent}/{task.Id}"));
            if (percent == 100) task = task with { DueAt = at };
            else if (percent < 100) task = task with { WarnAt = at };
        }
        if (NextReminder(task, policy, calendar, now) is { } reminder) timers.Add(reminder);
        return new ClockResult(task, timers, endsTimers);
    }

    static ClockResult Remind(UserTask task, SlaPolicy policy, WorkCalendar? calendar, DateTimeOffset now) => new(
        Noted(task, now, "Remind", task.Assignee is null ? "Nobody has claimed the task." : $"Waiting for {task.Assignee}."),
        NextReminder(task, policy, calendar, now) is { } next ? [next] : []);

    static UserTask Escalate(UserTask task, IReadOnlyList<EscalationStep> steps, int percent, DateTimeOffset now) =>
        Noted(Changed(task, steps) with { Escalations = task.Escalations + 1 }, now, "Escalate", $"{percent} % of the time limit is used: {Said(steps)}.", ToldBy(steps));

    /// <summary>A clock of the whole case, or of its stage, rang: what the steps of its chain make of an open task.</summary>
    public static ClockResult RingOfCase(UserTask task, CaseRing ring, DateTimeOffset now)
    {
        if (ring.Steps.Count == 0) return new ClockResult(task, []);
        var changed = Changed(task, ring.Steps);
        return new ClockResult(Noted(changed with { Escalations = task.Escalations + 1 }, now, "EscalateCase", $"{ring.Name}: {ring.Percent} % of the time limit is used: {Said(ring.Steps)}."), [],
            Path: ring.Steps.FirstOrDefault(step => step.Act == EscalationAct.TakePath)?.To);
    }

    static UserTask Changed(UserTask task, IReadOnlyList<EscalationStep> steps)
    {
        foreach (var step in steps)
            task = step.Act switch
            {
                EscalationAct.Raise => task with { Priority = Math.Min(100, task.Priority + step.By) },
                EscalationAct.Offer => task with { CandidateGroups = task.CandidateGroups.Contains(step.To!) ? task.CandidateGroups : [.. task.CandidateGroups, step.To!] },
                EscalationAct.Reassign => task with
                {
                    CandidateGroups = [step.To!], CandidateUsers = [], Assignee = null, DelegatedBy = null, OnBehalfOf = null,
                    Status = task.Status == UserTaskStatus.Reserved ? UserTaskStatus.Ready : task.Status,
                },
                _ => task,
            };
        return task;
    }

    static List<string> ToldBy(IReadOnlyList<EscalationStep> steps) =>
        [.. steps.Where(step => step.To is not null && step.Act != EscalationAct.TakePath).Select(step => $"group:{step.To}").Distinct()];

    static string Said(IReadOnlyList<EscalationStep> steps) => string.Join(", ", steps.Select(Said));

    static string Said(EscalationStep step) => step.Act switch
    {
        EscalationAct.Raise => $"priority up by {step.By}",
        EscalationAct.Notify => $"{step.To} are told",
        EscalationAct.Offer => $"{step.To} may act too",
        EscalationAct.Reassign => $"{step.To} act instead",
        _ => $"the case goes on by {step.To}",
    };

    static Awaited.Time? NextReminder(UserTask task, SlaPolicy policy, WorkCalendar? calendar, DateTimeOffset now) =>
        policy.RemindEvery is { } every && SlaClocks.TryAdd(policy.Clock, calendar, now, every, out var at, out _) ? new Awaited.Time(at, $"{Reminder}/{task.Id}") : null;

    static UserTask Noted(UserTask task, DateTimeOffset now, string action, string note, IReadOnlyList<string>? told = null) =>
        task with { Revision = task.Revision + 1, History = [.. task.History, new TaskEvent(now, "system", action, note, Mentions: told is [] ? null : told)] };
}

/// <summary>What the clock made of a task.</summary>
/// <param name="Timers">To wait for from now on.</param>
/// <param name="EndsTimers">Whether all timers the task had are over.</param>
/// <param name="Path">Outcome by which the step is left; null when it goes on.</param>
public sealed record ClockResult(UserTask Task, IReadOnlyList<Awaited> Timers, bool EndsTimers = false, string? Path = null);
