using Lendflow.Engine.History;
using Lendflow.Host.Api;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that show what an instance did: journal, executions, badges.</summary>
static class ExecutionsApi
{
    public static void MapElsaExecutions(this IEndpointRouteBuilder elsa)
    {
        elsa.MapPost("/workflow-instances/{id}/journal", FilteredJournalAsync);
        elsa.MapGet("/workflow-instances/{id}/journal", (string id, int? skip, int? take, Histories histories, CancellationToken cancellationToken) =>
            JournalAsync(id, skip, take, null, histories, cancellationToken));
        elsa.MapPost("/activity-executions/report", ReportAsync);
        elsa.MapGet("/activity-executions/list", (string workflowInstanceId, string? activityNodeId, Histories histories, CancellationToken cancellationToken) =>
            ListAsync(workflowInstanceId, activityNodeId, histories, (shapes, x) => shapes.Full(x), cancellationToken));
        elsa.MapGet("/activity-execution-summaries/list", (string workflowInstanceId, string? activityNodeId, Histories histories, CancellationToken cancellationToken) =>
            ListAsync(workflowInstanceId, activityNodeId, histories, (shapes, x) => shapes.Summary(x), cancellationToken));
        elsa.MapGet("/activity-executions/by-id", (string id, Histories histories, CancellationToken cancellationToken) =>
            OneAsync(id, histories, (shapes, x) => shapes.Full(x), cancellationToken));
        elsa.MapGet("/activity-executions/{id}/call-stack", (string id, Histories histories, CancellationToken cancellationToken) =>
            OneAsync(id, histories, CallStack, cancellationToken));
    }

    static Task<IResult> FilteredJournalAsync(string id, int? skip, int? take, ElsaBody<JournalOrder> body, Histories histories, CancellationToken cancellationToken) =>
        JournalAsync(id, skip, take, body.Value!.Filter, histories, cancellationToken);

    static async Task<IResult> JournalAsync(string id, int? skip, int? take, JournalFilter? filter, Histories histories, CancellationToken cancellationToken)
    {
        if (await histories.FindAsync(id, cancellationToken) is not { } history) return NoInstance(id);
        var shapes = new ExecutionShapes(id, history);
        var matching = history.Journal.Where(e => filter?.Matches(e) ?? true).ToList();
        return ElsaJson.Ok(new Paged<JournalAnswer>([.. matching.Skip(skip ?? 0).Take(take ?? int.MaxValue).Select(shapes.Line)], matching.Count));
    }

    static async Task<IResult> ReportAsync(ElsaBody<ReportOrder> body, Histories histories, CancellationToken cancellationToken)
    {
        var (id, paths) = (body.Value!.WorkflowInstanceId, body.Value.ActivityNodeIds);
        if (await histories.FindAsync(id, cancellationToken) is not { } history) return NoInstance(id);
        return ElsaJson.Ok(new { stats = new ExecutionShapes(id, history).Statistics(paths?.ToHashSet()) });
    }

    static async Task<IResult> ListAsync<T>(
        string instanceId, string? path, Histories histories, Func<ExecutionShapes, StepExecution, T> show, CancellationToken cancellationToken)
    {
        if (await histories.FindAsync(instanceId, cancellationToken) is not { } history) return NoInstance(instanceId);
        var shapes = new ExecutionShapes(instanceId, history);
        return ElsaJson.Ok(new Listed<T>([.. history.Executions.Where(x => path is null || x.Step.Path == path).Select(x => show(shapes, x))]));
    }

    static async Task<IResult> OneAsync<T>(string id, Histories histories, Func<ExecutionShapes, StepExecution, T> show, CancellationToken cancellationToken) =>
        ExecutionId.TryRead(id, out var instanceId, out var number)
        && await histories.FindAsync(instanceId, cancellationToken) is { } history
        && history.Execution(number) is { } execution
            ? ElsaJson.Ok(show(new ExecutionShapes(instanceId, history), execution))
            : Problems.NotFound($"an execution '{id}'");

    static object CallStack(ExecutionShapes shapes, StepExecution execution)
    {
        var stack = shapes.CallStack(execution).Select(shapes.Full).ToList();
        return new { activityExecutionId = stack[^1].Id, items = stack, totalCount = stack.Count };
    }

    static ProblemResult NoInstance(string id) => Problems.NotFound($"an instance '{id}'");
}

sealed record JournalOrder(JournalFilter? Filter = null);

/// <summary>Which lines of the journal are wanted; null or empty for all.</summary>
sealed record JournalFilter(
    IReadOnlyList<string>? ActivityIds = null, IReadOnlyList<string>? ActivityNodeIds = null, IReadOnlyList<string>? ExcludedActivityTypes = null, IReadOnlyList<string>? EventNames = null)
{
    public bool Matches(JournalEntry e) =>
        (ActivityIds is not { Count: > 0 } ids || ids.Contains(e.Step.Id))
        && (ActivityNodeIds is not { Count: > 0 } paths || paths.Contains(e.Step.Path))
        && (ExcludedActivityTypes is not { } excluded || !excluded.Contains(e.Step.Type))
        && (EventNames is not { Count: > 0 } events || events.Contains(e.Event));
}

sealed record ReportOrder(string WorkflowInstanceId, IReadOnlyList<string>? ActivityNodeIds = null);
