using Lendflow.Engine.Running;
using Lendflow.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's route behind "apply to all matches" in the list of instances: a plan that is carried out behind the answer.</summary>
static class AlterationsApi
{
    public static void MapElsaAlterations(this IEndpointRouteBuilder elsa) => elsa.MapPost("/alterations/submit", SubmitAsync).Needs(FlowRight.Edit);

    static async Task<IResult> SubmitAsync(ElsaBody<AlterationsOrder> body, HttpContext http, InstanceQueries instances, AlterationPlans plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var order = body.Value!;
        if (order.Alterations is not [{ Type: "Cancel" }]) return new ElsaRefusal(["Expected a cancellation, but other alterations are given under /api/alterations."]);
        var ids = await instances.ListOpenIdsAsync(order.Filter.ToFilter(), cancellationToken);
        var now = clock.GetUtcNow();
        var plan = new AlterationPlan(Guid.CreateVersion7(now).ToString("N"), now, http.User.Identity!.Name!, "Cancelled in Studio", [new Alteration.Cancel()]);
        await plans.AddAsync(plan, ids, cancellationToken);
        return ElsaJson.Ok(new { planId = plan.Id });
    }
}

sealed record AlterationsOrder(IReadOnlyList<OrderedAlteration> Alterations, MatchingInstances Filter);

sealed record OrderedAlteration(string Type);

/// <summary>Instances as Elsa's alterations choose them; null for no matter.</summary>
sealed record MatchingInstances(
    IReadOnlyList<string>? WorkflowInstanceIds = null, string? SearchTerm = null, IReadOnlyList<TimestampFilter>? TimestampFilters = null, IReadOnlyList<string>? DefinitionIds = null,
    bool? HasIncidents = null, IReadOnlyList<WorkflowStatus>? Statuses = null, IReadOnlyList<WorkflowSubStatus>? SubStatuses = null)
{
    public InstanceFilter ToFilter() => new(SearchTerm, HasIncident: HasIncidents)
    {
        Ids = WorkflowInstanceIds ?? [],
        DefinitionIds = DefinitionIds ?? [],
        Statuses = Statuses ?? [],
        SubStatuses = SubStatuses ?? [],
        Moments = [.. (TimestampFilters ?? []).Select(f => f.ToRange())],
    };
}
