using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Running;

/// <summary>Decides what a trigger means for an instance. Pure and synchronous: the same graph, state, trigger and time give
/// the same changes, whatever the machine. No I/O, no clock, no randomness.</summary>
public static class Interpreter
{
    /// <summary>Decides and applies to <paramref name="instance"/>: later decisions of the same burst see the earlier ones.
    /// A refused trigger has changed nothing that is committed: the caller throws the instance away.</summary>
    public static Decision Decide(Graph graph, Instance instance, Trigger trigger, DateTimeOffset now)
    {
        var burst = new Burst(graph, instance, now);
        var refusal = trigger switch
        {
            Trigger.Start t => Start(burst, t),
            Trigger.Resume t => Resume(burst, t),
            Trigger.JobAnswered t => AnswerJob(burst, t),
            Trigger.Task t => ActOnTask(burst, t.Command),
            Trigger.Clock t => Ring(burst, t),
            Trigger.RetryIncident t => Retry(burst, t),
            Trigger.SkipIncident t => Skip(burst, t),
            Trigger.Cancel t => Cancel(burst, t),
            Trigger.Alter t => Alter(burst, t),
            _ => throw new InvalidOperationException($"Expected a trigger the interpreter knows, but got {trigger.GetType().Name}."),
        };
        if (refusal is not null) return Decision.Refused(refusal);

        burst.RunToRest();
        return new Decision(burst.Changes, null);
    }

    static Refusal? Start(Burst burst, Trigger.Start t)
    {
        var definition = burst.Graph.Definition;
        burst.Emit(new Change.Triggered("Start", burst.Now, t.Actor));
        burst.Emit(new Change.InstanceStarted(
            t.InstanceId, definition.DefinitionId, definition.Id, definition.Version, t.CorrelationId, t.Name,
            t.Input, t.TriggerActivity, t.ParentInstanceId, t.ParentWaitId, t.Generation, t.Trace));
        burst.Emit(new Change.WorkScheduled(new WorkItem(burst.Graph.Root.Path)));
        return null;
    }

    static Refusal? Resume(Burst burst, Trigger.Resume t)
    {
        if (burst.Instance.Waits.FirstOrDefault(w => w.Id == t.WaitId) is not { } wait) return Gone($"wait '{t.WaitId}'");
        if (Ended(burst) is { } ended) return ended;
        burst.Emit(new Change.Triggered(wait.Kind.ToString(), burst.Now, t.Actor, wait.Tag));
        burst.Emit(new Change.WorkScheduled(new WorkItem(null, Resumes: wait.Activity, WaitId: wait.Id, WaitTag: wait.Tag, Payload: t.Payload)));
        return null;
    }

    static Refusal? AnswerJob(Burst burst, Trigger.JobAnswered t)
    {
        if (burst.Instance.Jobs.FirstOrDefault(j => j.Id == t.JobId) is not { } job) return Gone($"job '{t.JobId}'");
        burst.Emit(new Change.Triggered("Job", burst.Now, Detail: job.Kind));
        burst.EndJob(job);
        if (burst.Instance.Waits.FirstOrDefault(w => w.Id == job.WaitId) is not { } wait) return null;
        var item = new WorkItem(null, Resumes: wait.Activity, WaitId: wait.Id, WaitTag: wait.Tag);
        burst.Emit(new Change.WorkScheduled(t.Answer switch
        {
            JobAnswer.Done done => item with { Payload = done.Result },
            JobAnswer.Failed failed => item with { Failure = failed.Message },
            _ => throw new InvalidOperationException("Expected an answered or a failed job."),
        }));
        return null;
    }

    static Refusal? ActOnTask(Burst burst, TaskCommand command)
    {
        if (!burst.Instance.Tasks.TryGetValue(command.TaskId, out var task)) return Gone($"task '{command.TaskId}'");
        if (!burst.Instance.Activities.TryGetValue(task.Activity, out var activity) || activity.Status != ActivityStatus.Running)
            return Refusal.Of(RefusalKind.Conflict, "$", $"Expected an open task, but it is {task.Status}{By(task)}.");
        burst.Emit(new Change.Triggered($"Task {command.Action}", burst.Now, command.Actor.Name, task.Title));
        return burst.Graph[activity.Node].Element.Act(new Execution(burst, activity), task, command);
    }

    static Refusal? Ring(Burst burst, Trigger.Clock t)
    {
        if (Ended(burst) is { } ended) return ended;
        burst.Emit(new Change.Triggered(Trigger.Clock.Kind, burst.Now, Detail: t.Detail));
        foreach (var (kind, key, payload) in t.Told) burst.Tell(kind, key, payload);
        foreach (var task in burst.Instance.Tasks.Values.Where(Burst.IsOpen).ToList())
            if (burst.Instance.Activities.TryGetValue(task.Activity, out var activity) && activity.Status == ActivityStatus.Running && Burst.IsOpen(burst.Instance.Tasks[task.Id]))
                burst.Graph[activity.Node].Element.Ring(new Execution(burst, activity), burst.Instance.Tasks[task.Id], t.Ring);
        return null;
    }

    static Refusal? Retry(Burst burst, Trigger.RetryIncident t)
    {
        if (FindIncident(burst, t.IncidentId, out var incident) is { } refusal) return refusal;
        burst.Emit(new Change.Triggered("Retry", burst.Now, t.Actor, t.Reason));
        burst.Reopen(incident, "retried", t.Actor, t.Reason);
        if (incident.Activity is { } activity) burst.Emit(new Change.WorkScheduled(new WorkItem(null, Resumes: activity)));
        return null;
    }

    static Refusal? Skip(Burst burst, Trigger.SkipIncident t)
    {
        if (FindIncident(burst, t.IncidentId, out var incident) is { } refusal) return refusal;
        if (incident.Activity is not { } id) return Refusal.Of(RefusalKind.Invalid, "$", "Expected an incident of a step, but this one is of the workflow as a whole; retry or cancel it.");
        burst.Emit(new Change.Triggered("Skip", burst.Now, t.Actor, t.Reason));
        burst.Reopen(incident, "skipped", t.Actor, t.Reason);
        burst.Complete(burst.Instance.Activities[id], t.Outcome is null ? null : [t.Outcome]);
        return null;
    }

    static Refusal? Cancel(Burst burst, Trigger.Cancel t)
    {
        if (Settled(burst, t.Expected) is { } refusal) return refusal;
        burst.Emit(new Change.Triggered("Cancel", burst.Now, t.Actor, t.Reason));
        if (t.CaseStatus is not null) burst.Emit(new Change.FactSet("status", t.CaseStatus));
        burst.CancelCase(t.Actor, t.Reason, t.WithDescendants);
        return null;
    }

    static Refusal? Alter(Burst burst, Trigger.Alter t) => Settled(burst, t.Expected) ?? new Alterations(burst, t).Apply();

    /// <summary>What an operator does must be about the case as they saw it; a failed one is not over.</summary>
    static Refusal? Settled(Burst burst, long? expected)
    {
        if (burst.Instance.Status == WorkflowStatus.Finished && burst.Instance.SubStatus != WorkflowSubStatus.Faulted) return Ended(burst);
        return expected is not null && expected != burst.Instance.Revision
            ? Refusal.Of(RefusalKind.Conflict, "$", "Expected the case as it was a moment ago, but it has gone on: look at it again.")
            : null;
    }

    static Refusal? FindIncident(Burst burst, string id, out Incident incident)
    {
        incident = burst.Instance.Incidents.FirstOrDefault(i => i.Id == id)!;
        return incident is null ? Gone($"open incident '{id}'") : null;
    }

    static Refusal? Ended(Burst burst) => burst.Instance.Status == WorkflowStatus.Finished
        ? Refusal.Of(RefusalKind.Conflict, "$", $"Expected a running case, but it is {burst.Instance.SubStatus}.")
        : null;

    static Refusal Gone(string what) => Refusal.Of(RefusalKind.NotFound, "$", $"Expected the case to have {what}, but there is none.");

    static string By(UserTask task) => task.CompletedBy is null ? "" : $" by {task.CompletedBy}";
}
