using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>A step that people do through tasks. What all such steps have in common is here: commands and rights, four-eyes on
/// every open task of the case, clocks, and telling people.</summary>
public abstract class TaskActivity(IWorkRules rules) : Activity
{
    /// <summary>Why a person may not work on a task, beyond what four-eyes says; null when they may.</summary>
    protected virtual string? WhyNot(Call call, UserTask task, Person person) => null;

    /// <summary>The time limit of the step's tasks; null for none.</summary>
    protected abstract SlaPolicy? Limit(Call call);

    /// <summary>A task of the step was completed; the instance does not know yet.</summary>
    protected abstract Answer Completed(Call call, UserTask task);

    protected sealed override Answer Continue(Call call, Resumption resumption)
    {
        var tag = resumption.Wait.Tag ?? "";
        var task = call.Instance.Tasks[TaskClock.TaskOf(tag)];
        var rung = TaskClock.Ring(task, tag, Limit(call), CalendarOf(call), call.Now);
        if (ReferenceEquals(rung.Task, task)) return Answer.Wait();
        return (rung.Path is { } path ? Answer.Done(path) : Answer.Wait([.. rung.Timers])) with { Tasks = [rung.Task], Told = Told(task, rung.Task) };
    }

    protected sealed override Answer Act(Call call, UserTask task, TaskCommand command)
    {
        var activity = this;
        var (carried, refusal) = TaskRules.Carry(task, command, person => activity.WhyNot(call, task, person), call.Now);
        if (refusal is not null) return Answer.Refused(refusal);

        var clock = TaskClock.Follow(carried!, Limit(call), CalendarOf(call), call.Now);
        var tasks = CaseTasks.After(call.Instance, clock.Task, call.Now);
        var instance = call.Instance;
        var told = tasks.SelectMany(after => Told(instance.Tasks[after.Id], after)).ToList();
        var ended = clock.EndsTimers ? instance.Waits.Where(w => TaskClock.IsOf(w.Tag, task)).Select(w => w.Tag!).ToList() : [];
        var next = clock.Task.Status == UserTaskStatus.Completed ? Completed(call, clock.Task) : Answer.Wait([.. clock.Timers]);
        if (next is Answer.WaitAnswer wait) next = wait with { Ended = [.. wait.Ended, .. ended] };
        return next with { Tasks = [.. tasks, .. next.Tasks], Told = [.. told, .. next.Told], Facts = [.. WaitingFor(task, clock.Task), .. next.Facts] };
    }

    protected sealed override Answer Rung(Call call, UserTask task, System.Text.Json.JsonElement ring)
    {
        var rung = TaskClock.RingOfCase(task, Values.To<CaseRing>(ring)!, call.Now);
        if (ReferenceEquals(rung.Task, task)) return Answer.Wait();
        return (rung.Path is { } path && call.Leads(path) ? Answer.Done(path) : Answer.Wait()) with { Tasks = [rung.Task] };
    }

    /// <summary>Why the time limit of a task could not be set, as an incident says it; null when it could. An operator adds the missing
    /// dates to the calendar and has the step tried again.</summary>
    protected static string? NoLimit(UserTask task) => task.History is [.., { Action: TaskClock.Refused } refused] ? $"{refused.Comment} Add an edition of the calendar that reaches further, then retry." : null;

    /// <summary>Opens a task: its exclusions are found and its clock is started.</summary>
    /// <param name="acts">What people did in the case so far.</param>
    protected (UserTask Task, IReadOnlyList<Awaited> Awaited) Open(Call call, UserTask task, IEnumerable<CaseAct> acts)
    {
        var started = TaskClock.Start(task with { Excluded = CaseTasks.Exclusions(task, acts) }, Limit(call), CalendarOf(call), call.Now);
        return (started.Task, [new Awaited.Person(task.Id), .. started.Timers]);
    }

    /// <summary>The form of the step's tasks: that of the lender it names, as it is today, or one of its own, or none.</summary>
    /// <param name="unknown">The failure when it names a form that does not exist.</param>
    protected bool TryForm(Call call, out JsonElement form, [NotNullWhen(false)] out Answer? unknown)
    {
        (form, unknown) = (call.Input("form"), null);
        if (call.Text("formKey") is not { Length: > 0 } key) return true;
        if (rules.Form(key, call.Now) is { } edition) form = edition.Pinned();
        else unknown = Answer.Failed($"Expected input 'formKey' of step '{call.Label}' to name a form of the lender, but there is no form '{key}'.");
        return unknown is null;
    }

    protected WorkCalendar? CalendarOf(Call call) => rules.Calendar(call.Instance.Facts.GetValueOrDefault("branch"), call.Now);

    protected SlaPolicy? PolicyOf(Call call, string step) => rules.Policy(step, call.Instance.Facts.GetValueOrDefault("track"), call.Now);

    /// <summary>A task with what every task of a step has.</summary>
    protected static UserTask NewTask(Call call, string id) => new()
    {
        Id = id,
        InstanceId = call.Instance.Id,
        DefinitionId = call.Instance.DefinitionId,
        Activity = call.Activity,
        Step = call.Step,
        CaseNumber = call.Instance.CorrelationId,
        Title = call.Text("title") ?? call.Label,
        TitleZh = call.Text("titleZh"),
        Stage = call.Instance.Facts.GetValueOrDefault("stage"),
        CreatedAt = call.Now,
        History = [new TaskEvent(call.Now, "system", "Create")],
    };

    /// <summary>While a task waits for somebody else, so does its case.</summary>
    static IEnumerable<(string, string?)> WaitingFor(UserTask before, UserTask after) => before.WhoseTime == after.WhoseTime
        ? []
        : [("waitingFor", after.WhoseTime switch { WhoseTime.Applicant => "applicant", WhoseTime.ThirdParty => "thirdParty", _ => "us" })];

    static IReadOnlyList<(string, string, JsonElement)> Told(UserTask before, UserTask after) =>
        [.. Notices.Notices.Of(before, after).Select(notice => (Notices.Notices.JobKind, $"notice/{notice.Reason}", Values.From(notice)))];
}
