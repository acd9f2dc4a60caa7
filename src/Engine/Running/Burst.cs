using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Running;

/// <summary>One decision in progress: makes changes, applies each at once, and runs the queue until nothing is left to do
/// without the outside.</summary>
sealed class Burst(Graph graph, Instance instance, DateTimeOffset now)
{
    public Graph Graph => graph;
    public Instance Instance => instance;
    public DateTimeOffset Now => now;
    public List<Change> Changes { get; } = new(128);
    public Consumption Used { get; } = new();

    /// <summary>From here on another version of the definition is decided by.</summary>
    public void Under(Graph target) => graph = target;

    public void Emit(Change change)
    {
        Changes.Add(change);
        Used.Count(change);
        instance.Apply(change);
    }

    public void RunToRest()
    {
        while (instance.Queue.Count > 0)
        {
            Used.Step();
            if (Used.Excess(instance) is { } excess)
            {
                Stop(excess);
                break;
            }
            var item = instance.Queue.Peek();
            if (item.Resumes is null) StartStep(item);
            else ResumeStep(item, item.Resumes.Value);
        }
        if (Consumption.Held(instance) > Limits.CaseBytes && instance.Status != WorkflowStatus.Finished)
            Stop($"Expected a case to hold at most {Limits.CaseBytes} bytes of values, but this one holds more.");
        Settle();
        LetRequestGo();
    }

    /// <summary>Jobs are part of the answer, as in Elsa, which does such work in line; whatever else is awaited is not.</summary>
    void LetRequestGo()
    {
        if (instance.OpenRequest is { } request && !instance.Waits.Any(w => w.Kind == WaitKind.Job)) Emit(new Change.RequestUnanswered(request));
    }

    void StartStep(WorkItem item)
    {
        var node = graph[item.Node!];
        Emit(new Change.ActivityStarted(instance.LastActivity + 1, node.Path, item.Owner, item.Tag, item.ScheduledBy));
        Execute(node, instance.Activities[instance.LastActivity]);
    }

    void Execute(Node node, ActivityExecution activity)
    {
        if (node.Stage is not null && instance.Facts.GetValueOrDefault("stage") != node.Stage) Emit(new Change.FactSet("stage", node.Stage));
        var x = new Execution(this, activity);
        if (x.EvaluateInputs()) node.Element.Execute(x);
    }

    void ResumeStep(WorkItem item, int id)
    {
        Emit(new Change.ActivityResumed(id, item.WaitId, item.WaitTag));
        if (!instance.Activities.TryGetValue(id, out var activity) || activity.Status != ActivityStatus.Running) return;
        var node = graph[activity.Node];
        if (item.WaitId is null)
        {
            Execute(node, activity);
            return;
        }
        if (instance.Waits.FirstOrDefault(w => w.Id == item.WaitId) is not { } wait) return;
        if (wait.Burns) Emit(new Change.WaitBurned(wait.Id));
        node.Element.Resume(new Execution(this, activity), new Resumption(wait, item.Payload, item.Failure));
    }

    /// <summary>Elsa's order: children are cancelled, the execution is Completed, its owner is told (and may complete itself),
    /// then what it waited for and its variables go.</summary>
    public void Complete(ActivityExecution activity, IReadOnlyList<string>? outcomes)
    {
        if (activity.Status != ActivityStatus.Running) return;
        foreach (var child in ChildrenOf(activity)) Cancel(child, tellOwner: false);
        Emit(new Change.ActivityCompleted(activity.Id, outcomes));
        if (OwnerOf(activity) is { } owner && (!owner.IsOver || activity.Tag == Execution.Late)) graph[owner.Node].Element.ChildCompleted(new Execution(this, owner), activity);
        DropWaits(activity);
        if (activity.Owner is not null && activity.HasVariables) Emit(new Change.VariablesDropped(activity.Id));
    }

    public void Cancel(ActivityExecution activity, bool tellOwner)
    {
        if (activity.IsOver) return;
        Emit(new Change.ActivityCanceled(activity.Id));
        DropWaits(activity);
        foreach (var incident in instance.Incidents.Where(i => i.Activity == activity.Id).ToList())
            Emit(new Change.IncidentResolved(incident.Id, "cancelled", null, null));
        foreach (var child in ChildrenOf(activity)) Cancel(child, tellOwner: false);
        if (tellOwner && OwnerOf(activity) is { IsOver: false } owner) graph[owner.Node].Element.ChildCanceled(new Execution(this, owner), activity);
    }

    public void Fault(ActivityExecution activity, string message, string? cause)
    {
        var node = graph[activity.Node];
        Fault(activity.Id, new Incident(NextIncident(), activity.Id, node.Id, node.Path, node.Type, message, cause, now));
    }

    void FaultWorkflow(string message) =>
        Fault(null, new Incident(NextIncident(), null, graph.Root.Id, graph.Root.Path, graph.Root.Type, message, null, now));

    void Stop(string excess)
    {
        FaultWorkflow(excess);
        Emit(new Change.QueueCleared());
    }

    string NextIncident() => $"{instance.Id}-i{instance.LastIncident + 1}";

    void Fault(int? activity, Incident incident)
    {
        Emit(new Change.ActivityFaulted(activity, incident));
        if (!graph.ContinuesWithIncidents) Emit(new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Faulted));
    }

    /// <summary>A faulted case goes on. No effect on one that runs.</summary>
    /// <param name="because">Names the occasion: the same one does not look for its children twice.</param>
    /// <param name="except">The execution that begins anew, with waits of its own.</param>
    public void RunAgain(string because, int? except)
    {
        if (instance.Status != WorkflowStatus.Finished) return;
        Emit(new Change.StatusChanged(WorkflowStatus.Running, WorkflowSubStatus.Executing));
        foreach (var wait in instance.Waits.Where(w => w.Kind == WaitKind.Child && w.Activity != except).ToList()) LookForEnds(wait, because);
    }

    /// <summary>Makes a failed execution Running again and forgets what it waited for, so that it can be executed anew or completed.</summary>
    public void Reopen(Incident incident, string how, string actor, string reason)
    {
        Emit(new Change.IncidentResolved(incident.Id, how, actor, reason));
        RunAgain(incident.Id, incident.Activity);
        if (incident.Activity is { } id && instance.Activities.TryGetValue(id, out var activity)) DropWaits(activity);
    }

    public IReadOnlyList<ActivityExecution> ChildrenOf(ActivityExecution activity) =>
        instance.OpenChildrenOf(activity.Id);

    public ActivityExecution? OwnerOf(ActivityExecution activity) =>
        activity.Owner is { } owner ? instance.Activities.GetValueOrDefault(owner) : null;

    public void FinishNow()
    {
        Emit(new Change.QueueCleared());
        DropWhatIsAwaited();
        Emit(new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Finished));
        TellParent();
    }

    /// <summary>Nobody will resume a finished instance: its waits, jobs and open tasks end with it.</summary>
    public void DropWhatIsAwaited()
    {
        foreach (var wait in instance.Waits.ToList()) Emit(new Change.WaitBurned(wait.Id));
        foreach (var job in instance.Jobs.Where(j => j.WaitId is not null).ToList()) Emit(new Change.JobAnswered(job.Id));
        foreach (var task in instance.Tasks.Values.Where(IsOpen).ToList()) CancelTask(task);
    }

    public void CancelCase(string actor, string reason, bool withDescendants)
    {
        Emit(new Change.QueueCleared());
        foreach (var incident in instance.Incidents.ToList()) Emit(new Change.IncidentResolved(incident.Id, "cancelled", actor, reason));
        DropWhatIsAwaited();
        Emit(new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Cancelled));
        if (withDescendants) CancelChildren(actor, reason);
        TellParent();
    }

    /// <summary>The cases it started end after the commit, whichever node is there to do it.</summary>
    void CancelChildren(string actor, string reason) =>
        RequestJob($"{instance.Id}-cancelled", CancelChildrenJob.JobKind, Values.From(new CancelledParent(actor, reason)));

    /// <summary>A faulted instance is told nothing, so what its children did meanwhile is looked up when it goes on.</summary>
    void LookForEnds(Wait wait, string because) =>
        RequestJob($"{because}-{wait.Id}-ends", LookForEndsJob.JobKind, Values.Of(wait.Id));

    /// <summary>Asks for a job whose answer nobody waits for. It may overtake others: whom it is for is not held up by those who cannot be reached.</summary>
    public void Tell(string kind, string key, JsonElement payload) => RequestJob(key, kind, payload);

    /// <summary>Asks for a job whose answer nobody waits for, once those of its kind that were asked for before are over: however
    /// often one is tried, the next does not overtake it. Other kinds are for others and go their own way.</summary>
    public void TellInOrder(string kind, string key, JsonElement payload)
    {
        var job = Told(key, kind, payload);
        Emit(instance.Jobs.Any(j => j.Kind == kind && j.WaitId is null) ? new Change.JobHeld(job) : new Change.JobRequested(job));
    }

    /// <summary>A job is over; the next that was held because of it is not held any more.</summary>
    public void EndJob(Job job)
    {
        Emit(new Change.JobAnswered(job.Id));
        if (job.WaitId is null && instance.HeldJobs.FirstOrDefault(j => j.Kind == job.Kind) is { } next) Emit(new Change.JobRequested(next));
    }

    void RequestJob(string id, string kind, JsonElement payload) => Emit(new Change.JobRequested(Told(id, kind, payload)));

    Job Told(string id, string kind, JsonElement payload) => Job.Of(instance, id, null, kind, JobMode.Effect, payload, id, now);

    /// <summary>The instance that waits for the end of this one, or for its fault, learns it after the commit.</summary>
    public void TellParent()
    {
        if (instance.ParentInstanceId is not { } parent || instance.ParentWaitId is not { } wait) return;
        RequestJob(ChildEnd.KeyOf(instance), ChildEndedJob.JobKind, Values.From(new ChildEnded(parent, wait, instance.Output, instance.SubStatus.ToString())));
    }

    void DropWaits(ActivityExecution activity)
    {
        foreach (var wait in instance.Ties.WaitsOf(activity.Id).ToArray())
        {
            Emit(new Change.WaitBurned(wait));
            foreach (var job in instance.Jobs.Where(j => j.WaitId == wait).ToList()) Emit(new Change.JobAnswered(job.Id));
        }
        foreach (var task in instance.Ties.TasksOf(activity.Id).ToArray())
            if (IsOpen(instance.Tasks[task])) CancelTask(instance.Tasks[task]);
    }

    void CancelTask(UserTask task) => Emit(new Change.TaskChanged(task with
    {
        Status = UserTaskStatus.Cancelled,
        Revision = task.Revision + 1,
        History = [.. task.History, new TaskEvent(now, "system", "Cancel")],
    }));

    public static bool IsOpen(UserTask task) => task.Status is not (UserTaskStatus.Completed or UserTaskStatus.Cancelled);

    /// <summary>Elsa: finished when every execution is over, else suspended, even if nothing is awaited.</summary>
    void Settle()
    {
        if (instance.Status == WorkflowStatus.Finished)
        {
            if (instance.SubStatus != WorkflowSubStatus.Faulted) DropWhatIsAwaited();
            else if (Changes.Any(c => c is Change.StatusChanged { SubStatus: WorkflowSubStatus.Faulted })) TellParent();
            return;
        }
        var isOver = instance.IsOver;
        var (status, subStatus) = isOver ? (WorkflowStatus.Finished, WorkflowSubStatus.Finished) : (WorkflowStatus.Running, WorkflowSubStatus.Suspended);
        if (isOver) DropWhatIsAwaited();
        if ((instance.Status, instance.SubStatus) != (status, subStatus)) Emit(new Change.StatusChanged(status, subStatus));
        if (isOver) TellParent();
    }
}

/// <summary>How a wait ended.</summary>
/// <param name="Failure">Why the job that was waited for was given up; null when it was answered, and for every other kind of wait.</param>
public sealed record Resumption(Wait Wait, JsonElement Payload, string? Failure);
