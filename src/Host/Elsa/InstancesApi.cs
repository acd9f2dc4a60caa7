using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that show instances.</summary>
static class InstancesApi
{
    public static void MapElsaInstances(this IEndpointRouteBuilder elsa)
    {
        var instances = elsa.MapGroup("/workflow-instances");
        instances.MapPost("", SearchAsync);
        instances.MapGet("", ([AsParameters] InstanceListQuery query, InstanceQueries queries, CancellationToken cancellationToken) => ListAsync(query.ToOrder(), queries, cancellationToken));
        instances.MapGet("{id}", (string id, IWorkflowStore store, CancellationToken cancellationToken) =>
            ShowAsync(id, store, InstanceShapes.Full, cancellationToken));
        instances.MapGet("{id}/execution-state", (string id, IWorkflowStore store, CancellationToken cancellationToken) =>
            ShowAsync(id, store, i => new { i.Status, workflowSubStatus = i.SubStatus, i.SubStatus, i.UpdatedAt }, cancellationToken));
        instances.MapGet("{id}/variables", (string id, IWorkflowStore store, CancellationToken cancellationToken) =>
            ShowAsync(id, store, i => new Listed<VariableAnswer>(VariablesOf(i)), cancellationToken));
    }

    static Task<IResult> SearchAsync(ElsaBody<InstanceListOrder> body, InstanceQueries queries, CancellationToken cancellationToken) =>
        ListAsync(body.Value!, queries, cancellationToken);

    static async Task<IResult> ListAsync(InstanceListOrder order, InstanceQueries queries, CancellationToken cancellationToken)
    {
        if (order.IsSystem == true) return ElsaJson.Ok(new Paged<InstanceSummaryAnswer>([], 0));
        var page = await queries.ListAsync(order.ToFilter(), new PageRequest(order.Page ?? 0, order.PageSize ?? 25), cancellationToken);
        return ElsaJson.Ok(new Paged<InstanceSummaryAnswer>([.. page.Items.Select(InstanceShapes.Summary)], page.TotalCount));
    }

    static async Task<IResult> ShowAsync<T>(string id, IWorkflowStore store, Func<Instance, T> show, CancellationToken cancellationToken) =>
        await store.LoadAsync(id, cancellationToken) is { } instance ? ElsaJson.Ok(show(instance)) : Problems.NotFound($"an instance '{id}'");

    /// <summary>The variables of the workflow: those of its root execution, which is kept to the end.</summary>
    static IReadOnlyList<VariableAnswer> VariablesOf(Instance instance) =>
        [.. instance.Activities.Values.Take(1).SelectMany(root => root.Variables).Select(v => new VariableAnswer(v.Id, v.Name, v.Value))];
}

sealed record VariableAnswer(string Id, string Name, System.Text.Json.JsonElement Value);
