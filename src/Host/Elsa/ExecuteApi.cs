using System.Text.Json;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Flows;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that start and stop instances.</summary>
static class ExecuteApi
{
    const string InstanceHeader = "x-elsa-workflow-instance-id";
    const string CannotStartHeader = "x-elsa-workflow-cannot-start";

    public static void MapElsaExecution(this IEndpointRouteBuilder elsa)
    {
        elsa.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync).Needs(FlowRight.Edit);
        elsa.MapPost("/cancel/workflow-instances/{id}", CancelOneAsync).Needs(FlowRight.Edit);
        elsa.MapPost("/bulk-actions/cancel/workflow-instances", CancelSeveralAsync).Needs(FlowRight.Edit);
    }

    /// <summary>Studio shows nothing for a failure, so what keeps a flow from starting is said in a 200.</summary>
    static async Task<IResult> ExecuteAsync(
        string definitionId, ElsaBody<ExecuteOrder> body, HttpContext http, IDefinitionStore definitions, FlowLibrary library, GraphCache graphs, WorkflowRunner runner,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (order, actor) = (body.Value!, http.User.Identity!.Name!);
        if (await VersionOptions.Parse(order.VersionOptions).FindAsync(definitionId, definitions, cancellationToken) is not { } definition) return CannotStart(http, $"Expected a flow '{definitionId}', but there is none.");
        // A draft that runs stays as it is: the next save makes another one.
        await library.SealAsync(definition.Id, actor, cancellationToken);
        var graph = await graphs.FindVersionAsync(definition.Id, cancellationToken);
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var start = new Trigger.Start(id, order.Input ?? new Dictionary<string, JsonElement>(), order.CorrelationId, TriggerActivity: order.TriggerActivityId, Actor: actor);
        var result = await runner.StartAsync(graph!, start, null, cancellationToken);
        if (result.Refusal is { } refusal) return CannotStart(http, string.Join(' ', refusal.Problems.Select(p => p.Message)));
        http.Response.Headers[InstanceHeader] = id;
        http.Response.Headers[CannotStartHeader] = "False";
        return ElsaJson.Ok(new { workflowState = InstanceShapes.Full(result.Instance!).WorkflowState });
    }

    static IResult CannotStart(HttpContext http, string why)
    {
        http.Response.Headers[CannotStartHeader] = "True";
        Notice.Send(http, [why]);
        return ElsaJson.Ok(new { workflowState = (object?)null });
    }

    static async Task<IResult> CancelOneAsync(string id, HttpContext http, WorkflowRunner runner, CancellationToken cancellationToken) =>
        await CancelAsync(id, http, runner, cancellationToken) ? ElsaJson.Ok(new { cancelled = 1 }) : new ElsaRefusal([$"Expected a running instance '{id}', but there is none."]);

    static async Task<IResult> CancelSeveralAsync(ElsaBody<CancelOrder> body, HttpContext http, InstanceQueries instances, WorkflowRunner runner, CancellationToken cancellationToken)
    {
        var order = body.Value!;
        var ids = order.Ids ?? (order.DefinitionVersionId ?? order.DefinitionId) switch
        {
            null => [],
            _ => (await instances.ListAsync(order.ToFilter(), null, cancellationToken)).Items.Select(i => i.Id).ToList(),
        };
        var cancelled = 0;
        foreach (var id in ids)
            if (await CancelAsync(id, http, runner, cancellationToken)) cancelled++;
        return ElsaJson.Ok(new { cancelled });
    }

    static async Task<bool> CancelAsync(string id, HttpContext http, WorkflowRunner runner, CancellationToken cancellationToken) =>
        (await runner.RunAsync(id, new Trigger.Cancel(http.User.Identity!.Name!, "Cancelled in Studio"), null, cancellationToken)).Refusal is null;
}

sealed record ExecuteOrder(
    string? CorrelationId = null, string? TriggerActivityId = null, string? VersionOptions = null, IReadOnlyDictionary<string, JsonElement>? Input = null);

sealed record CancelOrder(IReadOnlyList<string>? Ids = null, string? DefinitionVersionId = null, string? DefinitionId = null)
{
    public InstanceFilter ToFilter() => new(DefinitionId: DefinitionVersionId is null ? DefinitionId : null, Status: WorkflowStatus.Running) { VersionId = DefinitionVersionId };
}
