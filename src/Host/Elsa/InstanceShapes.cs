using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Instances as Elsa writes them.</summary>
static class InstanceShapes
{
    public static InstanceSummaryAnswer Summary(InstanceSummary i) => new(
        i.Id, i.DefinitionId, i.VersionId, i.Version, i.ParentInstanceId, i.Status, i.SubStatus, false, i.CorrelationId, i.Name ?? i.CorrelationId,
        i.OpenIncidents, false, i.CreatedAt, i.UpdatedAt, i.FinishedAt);

    public static InstanceAnswer Full(Instance i) => new(
        i.Id, i.DefinitionId, i.VersionId, i.Version, i.ParentInstanceId, i.Status, i.SubStatus, false, i.CorrelationId, i.Name ?? i.CorrelationId,
        i.Incidents.Count, false, i.CreatedAt, i.UpdatedAt, i.FinishedAt, State(i));

    static InstanceState State(Instance i) => new(
        i.Id, i.DefinitionId, i.VersionId, i.Version, i.CorrelationId, i.Status, i.SubStatus,
        [.. i.Waits.Where(w => w.Kind != WaitKind.Job).Select(w => Bookmark(i, w))],
        [.. i.Incidents.Select(Incident)],
        [], [], i.Input, i.Output,
        new JsonObject { ["facts"] = JsonSerializer.SerializeToNode(i.Facts) },
        i.CreatedAt, i.UpdatedAt, i.FinishedAt);

    static BookmarkAnswer Bookmark(Instance i, Wait wait) => new(
        wait.Id, wait.Name, wait.Hash, wait.Payload, wait.Node, ExecutionId.Of(i.Id, wait.Activity), wait.Burns, wait.DueAt, wait.CreatedAt);

    public static IncidentAnswer Incident(Incident i) => new(i.ActivityId, i.Node, i.ActivityType, i.Message, Failure(i), i.At);

    /// <summary>What Studio shows as the exception; there is none, so the cause stands where the stack would.</summary>
    public static FailureAnswer Failure(Incident i) => new("Incident", i.Message, i.Cause, null);
}

/// <summary>Number of an execution within its instance, as the one id that Elsa's routes know.</summary>
static class ExecutionId
{
    public static string Of(string instanceId, int number) => $"{instanceId}-{number}";

    /// <returns>False when the text is no such id.</returns>
    public static bool TryRead(string id, out string instanceId, out int number)
    {
        var dash = id.LastIndexOf('-');
        instanceId = dash < 0 ? "" : id[..dash];
        return int.TryParse(id[(dash + 1)..], out number) && dash > 0;
    }
}

sealed record InstanceSummaryAnswer(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string? ParentWorkflowInstanceId, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    bool IsExecuting, string? CorrelationId, string? Name, int IncidentCount, bool IsSystem, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

sealed record InstanceAnswer(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string? ParentWorkflowInstanceId, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    bool IsExecuting, string? CorrelationId, string? Name, int IncidentCount, bool IsSystem, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt,
    InstanceState WorkflowState);

sealed record InstanceState(
    string Id, string DefinitionId, string DefinitionVersionId, int DefinitionVersion, string? CorrelationId, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    IReadOnlyList<BookmarkAnswer> Bookmarks, IReadOnlyList<IncidentAnswer> Incidents, IReadOnlyList<object> CompletionCallbacks, IReadOnlyList<object> ActivityExecutionContexts,
    IReadOnlyDictionary<string, JsonElement> Input, IReadOnlyDictionary<string, JsonElement> Output, JsonObject Properties,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

sealed record BookmarkAnswer(
    string Id, string Name, string Hash, JsonElement Payload, string ActivityNodeId, string ActivityInstanceId, bool AutoBurn, DateTimeOffset? DueAt, DateTimeOffset CreatedAt,
    string? CallbackMethodName = null, IReadOnlyDictionary<string, string>? Metadata = null);

sealed record IncidentAnswer(string ActivityId, string ActivityNodeId, string ActivityType, string Message, FailureAnswer Exception, DateTimeOffset Timestamp);

sealed record FailureAnswer(string Type, string Message, string? StackTrace, FailureAnswer? InnerException);
