using System.Text.Json;
using System.Text.Json.Serialization;
using Lendflow.Engine.Http;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Running;

/// <summary>Something that happened to an instance. Changes are the only language between interpreter, state, store and
/// journal: the interpreter makes them, <see cref="Instance.Apply"/> turns them into state, the store writes them down.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Triggered), "triggered")]
[JsonDerivedType(typeof(InstanceStarted), "instance-started")]
[JsonDerivedType(typeof(WorkScheduled), "work-scheduled")]
[JsonDerivedType(typeof(ActivityStarted), "activity-started")]
[JsonDerivedType(typeof(ActivityResumed), "activity-resumed")]
[JsonDerivedType(typeof(InputsEvaluated), "inputs-evaluated")]
[JsonDerivedType(typeof(OutputProduced), "output-produced")]
[JsonDerivedType(typeof(VariableDeclared), "variable-declared")]
[JsonDerivedType(typeof(VariableSet), "variable-set")]
[JsonDerivedType(typeof(VariablesDropped), "variables-dropped")]
[JsonDerivedType(typeof(MemorySet), "memory-set")]
[JsonDerivedType(typeof(WaitCreated), "wait-created")]
[JsonDerivedType(typeof(WaitBurned), "wait-burned")]
[JsonDerivedType(typeof(JobRequested), "job-requested")]
[JsonDerivedType(typeof(JobHeld), "job-held")]
[JsonDerivedType(typeof(JobAnswered), "job-answered")]
[JsonDerivedType(typeof(TaskChanged), "task-changed")]
[JsonDerivedType(typeof(LineWritten), "line-written")]
[JsonDerivedType(typeof(ErrorNoted), "error-noted")]
[JsonDerivedType(typeof(RequestReceived), "request-received")]
[JsonDerivedType(typeof(ResponseWritten), "response-written")]
[JsonDerivedType(typeof(RequestUnanswered), "request-unanswered")]
[JsonDerivedType(typeof(FactSet), "fact-set")]
[JsonDerivedType(typeof(ActivityCompleted), "activity-completed")]
[JsonDerivedType(typeof(ActivityCanceled), "activity-canceled")]
[JsonDerivedType(typeof(ActivityFaulted), "activity-faulted")]
[JsonDerivedType(typeof(IncidentResolved), "incident-resolved")]
[JsonDerivedType(typeof(Altered), "altered")]
[JsonDerivedType(typeof(Migrated), "migrated")]
[JsonDerivedType(typeof(Retagged), "retagged")]
[JsonDerivedType(typeof(WorkflowOutputSet), "workflow-output-set")]
[JsonDerivedType(typeof(NameSet), "name-set")]
[JsonDerivedType(typeof(CorrelationSet), "correlation-set")]
[JsonDerivedType(typeof(WorkDropped), "work-dropped")]
[JsonDerivedType(typeof(QueueCleared), "queue-cleared")]
[JsonDerivedType(typeof(StatusChanged), "status-changed")]
public abstract record Change
{
    /// <summary>First change of every decision: what set it off and when. What follows happened at that time.</summary>
    /// <param name="Actor">The person who caused it; null for the system.</param>
    /// <param name="Detail">Given reason, event name or the like; for the journal.</param>
    public sealed record Triggered(string Kind, DateTimeOffset At, string? Actor = null, string? Detail = null) : Change;

    public sealed record InstanceStarted(
        string Id, string DefinitionId, string VersionId, int Version, string? CorrelationId, string? Name,
        IReadOnlyDictionary<string, JsonElement> Input, string? TriggerActivity, string? ParentInstanceId, string? ParentWaitId, int Generation = 0, string? Trace = null) : Change;

    /// <summary>A work item was appended to the queue.</summary>
    public sealed record WorkScheduled(WorkItem Item) : Change;

    /// <summary>The first work item of the queue was taken and became an activity execution.</summary>
    public sealed record ActivityStarted(int Activity, string Node, int? Owner, string? Tag, int? ScheduledBy) : Change;

    /// <summary>The first work item of the queue was taken: an execution goes on after a wait.</summary>
    public sealed record ActivityResumed(int Activity, string? WaitId, string? Tag) : Change;

    public sealed record InputsEvaluated(int Activity, IReadOnlyDictionary<string, JsonElement> Values) : Change;

    public sealed record OutputProduced(int Activity, string Name, JsonElement Value) : Change;

    public sealed record VariableDeclared(int Scope, Variable Variable) : Change;

    public sealed record VariableSet(int Scope, string Id, JsonElement Value) : Change;

    public sealed record VariablesDropped(int Scope) : Change;

    /// <summary>An element remembered something about its execution, for example a loop's index.</summary>
    public sealed record MemorySet(int Activity, string Key, JsonElement Value) : Change;

    public sealed record WaitCreated(Wait Wait) : Change;

    public sealed record WaitBurned(string WaitId) : Change;

    public sealed record JobRequested(Job Job) : Change;

    /// <summary>A job is to be requested when an earlier one that it must not overtake needs no further try.</summary>
    public sealed record JobHeld(Job Job) : Change;

    /// <summary>A job needs no further try: it was answered, given up or its asker is gone.</summary>
    public sealed record JobAnswered(string JobId) : Change;

    /// <summary>A task was created or changed; the last event of its history says how.</summary>
    public sealed record TaskChanged(UserTask Task) : Change;

    public sealed record LineWritten(int Activity, string Text) : Change;

    /// <summary>Something failed that the flow itself deals with, for example a server that cannot be reached: no incident.</summary>
    public sealed record ErrorNoted(int Activity, string Message) : Change;

    /// <summary>An HTTP request reached the flow; its caller waits until the flow answers or comes to rest.</summary>
    public sealed record RequestReceived(int Activity, string RequestId) : Change;

    /// <summary>The flow answered the request that waits.</summary>
    public sealed record ResponseWritten(int Activity, string RequestId, FlowResponse Response) : Change;

    /// <summary>The flow came to rest and has not answered the request: its caller learns that much.</summary>
    public sealed record RequestUnanswered(string RequestId) : Change;

    /// <summary>An indexed field of the case, for example its stage, got a value; null removes it.</summary>
    public sealed record FactSet(string Name, string? Value) : Change;

    /// <param name="Outcomes">Null when none were named; connections of port <c>Done</c> are followed then.</param>
    public sealed record ActivityCompleted(int Activity, IReadOnlyList<string>? Outcomes) : Change;

    public sealed record ActivityCanceled(int Activity) : Change;

    /// <param name="Activity">Null when the failure is the workflow's, not an activity's.</param>
    public sealed record ActivityFaulted(int? Activity, Incident Incident) : Change;

    /// <param name="How"><c>retried</c>, <c>skipped</c> or <c>cancelled</c>.</param>
    public sealed record IncidentResolved(string IncidentId, string How, string? Actor, string? Reason) : Change;

    /// <summary>An operator asked for this; the changes that follow are what it came to.</summary>
    public sealed record Altered(Alteration Alteration) : Change;

    /// <summary>The instance goes on under another version of its definition.</summary>
    /// <param name="Paths">Steps that have another path there, by the path they had.</param>
    public sealed record Migrated(string VersionId, int Version, IReadOnlyDictionary<string, string> Paths) : Change;

    /// <summary>An owner calls an execution by another name than before, because it was drawn anew.</summary>
    public sealed record Retagged(int Activity, string? Tag) : Change;

    public sealed record WorkflowOutputSet(string Name, JsonElement Value) : Change;

    public sealed record NameSet(string? Name) : Change;

    public sealed record CorrelationSet(string? CorrelationId) : Change;

    /// <summary>What an execution had scheduled and not started will not run.</summary>
    public sealed record WorkDropped(int Owner) : Change;

    public sealed record QueueCleared : Change;

    public sealed record StatusChanged(WorkflowStatus Status, WorkflowSubStatus SubStatus) : Change;
}

/// <summary>Work the interpreter has yet to do: start a step, or resume an activity execution.</summary>
/// <param name="Node">Path of the step to start; null when it resumes.</param>
/// <param name="Owner">The execution whose element is told when it completes.</param>
/// <param name="Tag">What the owner calls it.</param>
/// <param name="ScheduledBy">The execution during which it was scheduled; for the journal.</param>
/// <param name="Variables">Loop variables of its scope.</param>
/// <param name="Resumes">The execution to resume; with no <paramref name="WaitId"/> it is executed anew, which is how a failed step is retried.</param>
/// <param name="Failure">Why the job that was waited for was given up; null when it was answered.</param>
public sealed record WorkItem(
    string? Node,
    int? Owner = null,
    string? Tag = null,
    int? ScheduledBy = null,
    IReadOnlyList<Variable>? Variables = null,
    int? Resumes = null,
    string? WaitId = null,
    string? WaitTag = null,
    JsonElement Payload = default,
    string? Failure = null);

/// <summary>A variable in a scope.</summary>
/// <param name="Id">By what bindings and <c>Variable</c> expressions find it; scripts use the name.</param>
/// <param name="Type">Type alias, for example <c>Decimal</c>.</param>
public sealed record Variable(string Id, string Name, string Type, JsonElement Value);

/// <summary>A failure that keeps a case from going on until somebody retries, skips or cancels.</summary>
/// <param name="Message">In the form "Expected …, but …".</param>
/// <param name="Cause">Technical detail for the operator: kind of failure, place in a script; no personal data.</param>
public sealed record Incident(string Id, int? Activity, string ActivityId, string Node, string ActivityType, string Message, string? Cause, DateTimeOffset At);
