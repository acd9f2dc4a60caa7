using System.Text.Json;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.People;

namespace Lendflow.Host.Api;

/// <summary>Runs of any flow, for those who design and operate flows; loan cases start by an application.</summary>
static class InstancesApi
{
    public static void MapInstances(this IEndpointRouteBuilder app)
    {
        var flows = app.MapGroup("/api").WithTags("flows").RequireAuthorization(Roles.MayOperate).AddEndpointFilter<BodyFilter>();
        flows.MapPost("flows/{definitionId}/start", StartAsync).WithName("startFlow").WithSummary("Starts the published version of a flow").Produces<InstanceView>(201);
        flows.MapGet("instances/{id}", FindAsync).WithName("getInstance").WithSummary("How an instance stands, and what it wrote").Produces<InstanceView>();
    }

    static async Task<IResult> StartAsync(
        string definitionId, Body<StartOrder> body, HttpContext http, GraphCache graphs, WorkflowRunner runner, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await graphs.FindPublishedAsync(definitionId, cancellationToken) is not { } graph) return Problems.NotFound($"a published flow '{definitionId}'");
        var order = body.Value;
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var start = new Trigger.Start(id, order.Input ?? new Dictionary<string, JsonElement>(), order.CorrelationId, order.Name, Actor: http.User.Identity!.Name);
        var result = await runner.StartAsync(graph, start, null, cancellationToken);
        return result.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.Created($"/api/instances/{id}", ViewOf(result.Instance!, result.Changes));
    }

    static async Task<IResult> FindAsync(string id, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } instance) return Problems.NotFound($"an instance '{id}'");
        var log = await store.ReadLogAsync(id, cancellationToken);
        return TypedResults.Ok(ViewOf(instance, log.SelectMany(entry => entry.Changes)));
    }

    static InstanceView ViewOf(Instance instance, IEnumerable<Change> changes) => new(
        instance.Id, instance.DefinitionId, instance.Version, instance.Status.ToString(), instance.SubStatus.ToString(), instance.CorrelationId,
        [.. changes.OfType<Change.LineWritten>().Select(line => line.Text)], instance.Output, instance.Incidents.Count);
}

/// <summary>How to start a flow.</summary>
sealed record StartOrder(IReadOnlyDictionary<string, JsonElement>? Input = null, string? CorrelationId = null, string? Name = null);

/// <summary>An instance as its designer sees it.</summary>
/// <param name="Lines">What its Write Line steps wrote, oldest first.</param>
sealed record InstanceView(
    string Id, string DefinitionId, int Version, string Status, string SubStatus, string? CorrelationId, IReadOnlyList<string> Lines, IReadOnlyDictionary<string, JsonElement> Output, int Incidents);
