using System.Text.Json;
using Lendflow.Engine.History;
using Lendflow.Engine.Running;

namespace Lendflow.Host.Elsa;

/// <summary>Journal and executions of an instance as Elsa writes them.</summary>
sealed class ExecutionShapes(string instanceId, InstanceHistory history)
{
    public JournalAnswer Line(JournalEntry e)
    {
        var execution = e.Execution is { } number ? history.Execution(number) : null;
        return new JournalAnswer(
            $"{instanceId}-j{e.Sequence}", e.Execution is { } n ? ExecutionId.Of(instanceId, n) : instanceId, ParentOf(execution),
            e.Step.Id, e.Step.Type, e.Step.Version, e.Step.Name, e.Step.Path, e.At, e.Sequence, e.Event, e.Incident?.Message ?? e.Message, null,
            Pascal(execution?.Inputs), Payload(e));
    }

    public ExecutionAnswer Full(StepExecution x) => new(
        Id(x), instanceId, x.Step.Id, x.Step.Path, x.Step.Type, x.Step.Version, x.Step.Name,
        Pascal(x.Inputs), Outcomes(x.Outcomes), Pascal(x.Outputs), None, None,
        x.Incident is { } incident ? InstanceShapes.Failure(incident) : null,
        x.StartedAt, x.IsWaiting, x.Status, x.Faults, x.EndedAt, ParentOf(x), Scheduler(x)?.Step.Id, null, Depth(x));

    public ExecutionSummaryAnswer Summary(StepExecution x) => new(
        Id(x), instanceId, x.Step.Id, x.Step.Path, x.Step.Type, x.Step.Version, x.Step.Name, x.StartedAt, x.IsWaiting, x.Status, x.Faults, None, x.EndedAt,
        ParentOf(x), Scheduler(x)?.Step.Id, null, Depth(x));

    /// <summary>What led to an execution, outermost first, ending with itself.</summary>
    public IReadOnlyList<StepExecution> CallStack(StepExecution x)
    {
        var stack = new List<StepExecution>();
        for (var each = x; each is not null; each = Scheduler(each)) stack.Insert(0, each);
        return stack;
    }

    /// <summary>How often each step ran, for the badges on the canvas; steps that never ran have none.</summary>
    public IReadOnlyList<StepStatistics> Statistics(IReadOnlyCollection<string>? paths = null) =>
    [
        .. history.Executions.Where(x => paths is null || paths.Contains(x.Step.Path)).GroupBy(x => x.Step.Path).Select(runs =>
        {
            var completed = runs.Count(x => x.Status == ActivityStatus.Completed);
            var open = runs.Count(x => x.Status is ActivityStatus.Running or ActivityStatus.Pending or ActivityStatus.Faulted);
            return new StepStatistics(
                runs.Key, runs.First().Step.Id, runs.Count(), completed, open, runs.Any(x => x.IsWaiting), runs.Any(x => x.Status == ActivityStatus.Faulted), None);
        }),
    ];

    string Id(StepExecution x) => ExecutionId.Of(instanceId, x.Number);

    string? ParentOf(StepExecution? x) => x?.ScheduledBy is { } number ? ExecutionId.Of(instanceId, number) : null;

    StepExecution? Scheduler(StepExecution x) => x.ScheduledBy is { } number ? history.Execution(number) : null;

    int Depth(StepExecution x) => CallStack(x).Count - 1;

    static object? Payload(JournalEntry e) => e switch
    {
        { Incident: { } incident } => InstanceShapes.Failure(incident),
        _ => Outcomes(e.Outcomes),
    };

    static Dictionary<string, object>? Outcomes(IReadOnlyList<string>? outcomes) => outcomes is null ? null : new Dictionary<string, object> { ["Outcomes"] = outcomes };

    static readonly IReadOnlyDictionary<string, JsonElement> None = new Dictionary<string, JsonElement>();

    /// <summary>Elsa names inputs and outputs as its classes do.</summary>
    static IReadOnlyDictionary<string, JsonElement> Pascal(IReadOnlyDictionary<string, JsonElement>? values) =>
        values is null ? None : values.ToDictionary(v => char.ToUpperInvariant(v.Key[0]) + v.Key[1..], v => v.Value.ValueKind == JsonValueKind.Undefined ? Null : v.Value);

    static readonly JsonElement Null = JsonSerializer.SerializeToElement<object?>(null);
}

sealed record JournalAnswer(
    string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion, string? ActivityName, string NodeId,
    DateTimeOffset Timestamp, int Sequence, string EventName, string? Message, string? Source, IReadOnlyDictionary<string, JsonElement> ActivityState, object? Payload);

sealed record ExecutionAnswer(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    IReadOnlyDictionary<string, JsonElement> ActivityState, IReadOnlyDictionary<string, object>? Payload, IReadOnlyDictionary<string, JsonElement> Outputs,
    IReadOnlyDictionary<string, JsonElement> Properties, IReadOnlyDictionary<string, JsonElement> Metadata, FailureAnswer? Exception,
    DateTimeOffset StartedAt, bool HasBookmarks, ActivityStatus Status, int AggregateFaultCount, DateTimeOffset? CompletedAt,
    string? SchedulingActivityExecutionId, string? SchedulingActivityId, string? SchedulingWorkflowInstanceId, int CallStackDepth);

sealed record ExecutionSummaryAnswer(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    DateTimeOffset StartedAt, bool HasBookmarks, ActivityStatus Status, int AggregateFaultCount, IReadOnlyDictionary<string, JsonElement> Metadata, DateTimeOffset? CompletedAt,
    string? SchedulingActivityExecutionId, string? SchedulingActivityId, string? SchedulingWorkflowInstanceId, int CallStackDepth);

/// <summary>How often a step ran, and how it stands.</summary>
public sealed record StepStatistics(
    string ActivityNodeId, string ActivityId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted, IReadOnlyDictionary<string, JsonElement> Metadata);
