using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Host.People;
using Lendflow.Host.Running;
using Lendflow.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>What operators change about running cases from outside their flow, one by one or many at once.</summary>
static class AlterationsApi
{
    public static void MapAlterations(this IEndpointRouteBuilder app)
    {
        var alterations = app.MapGroup("/api").WithTags("flows").RequireAuthorization(Roles.MayOperate).AddEndpointFilter<BodyFilter>();
        alterations.MapPost("instances/{id}/alterations", AlterAsync).WithName("alterInstance").Produces<AlterationView>()
            .WithSummary("Alters a running instance, or with dryRun=true tells what would come of it; all of the alterations or none");
        alterations.MapPost("alterations", PlanAsync).WithName("planAlterations").WithSummary("Alters every open instance that a filter meets, each for itself").Produces<AlterationPlanView>(202);
        alterations.MapGet("alterations/{id}", FindAsync).WithName("getAlterationPlan").WithSummary("How far a plan is, and what came of each instance; refused ones first").Produces<AlterationPlanView>();
    }

    static async Task<IResult> AlterAsync(string id, bool? dryRun, Body<AlterationOrder> body, HttpContext http, CaseAlterations cases, CancellationToken cancellationToken)
    {
        var order = body.Value;
        if (Read(order.Alterations, order.Reason, out var alterations) is { Count: > 0 } problems) return Problems.Invalid(problems);
        var alter = new Trigger.Alter(alterations, http.User.Identity!.Name!, order.Reason, order.ExpectedRevision);
        var preview = await cases.PreviewAsync(id, alter, cancellationToken);
        if (preview.Refusal is { } refusal) return Problems.Of(refusal);
        if (dryRun == true) return TypedResults.Ok(new AlterationView(true, null, preview.Version, preview.SubStatus.ToString(), preview.Steps));

        var result = await cases.ApplyAsync(id, alter, null, cancellationToken);
        return result.Refusal is { } late
            ? Problems.Of(late)
            : TypedResults.Ok(new AlterationView(false, result.Instance!.Revision, result.Instance.Version, result.Instance.SubStatus.ToString(), preview.Steps));
    }

    static async Task<IResult> PlanAsync(
        Body<AlterationPlanOrder> body, HttpContext http, InstanceQueries instances, AlterationPlans plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var order = body.Value;
        var problems = Read(order.Alterations, order.Reason, out var alterations);
        if (order.InstanceIds is null && order.Filter is null) problems.Add(new Problem("$.filter", "Expected a filter or ids of instances, but there is neither."));
        if (problems.Count > 0) return Problems.Invalid(problems);

        var ids = order.InstanceIds ?? await instances.ListOpenIdsAsync(order.Filter!.ToFilter(), cancellationToken);
        var now = clock.GetUtcNow();
        var plan = new AlterationPlan(Guid.CreateVersion7(now).ToString("N"), now, http.User.Identity!.Name!, order.Reason, alterations);
        await plans.AddAsync(plan, ids, cancellationToken);
        return TypedResults.Accepted($"/api/alterations/{plan.Id}", new AlterationPlanView(plan.Id, now, plan.Actor, plan.Reason, ids.Count, 0, 0, []));
    }

    static async Task<IResult> FindAsync(string id, int? page, int? pageSize, AlterationPlans plans, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(id, cancellationToken) is not { } progress) return Problems.NotFound($"a plan '{id}'");
        var results = await plans.ListResultsAsync(id, new PageRequest(page ?? 0, pageSize ?? 100), cancellationToken);
        return TypedResults.Ok(new AlterationPlanView(id, progress.Plan.CreatedAt, progress.Plan.Actor, progress.Plan.Reason, progress.Pending, progress.Done, progress.Refused, results.Items));
    }

    static List<Problem> Read(IReadOnlyList<AlterationShape> shapes, string reason, out IReadOnlyList<Alteration> alterations)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(reason)) problems.Add(new Problem("$.reason", "Expected a reason, but there is none."));
        if (shapes.Count == 0) problems.Add(new Problem("$.alterations", "Expected at least one alteration, but there is none."));
        alterations = [.. shapes.Select((shape, i) => shape.Read($"$.alterations[{i}]", problems)).OfType<Alteration>()];
        return problems;
    }
}

/// <summary>What to alter.</summary>
/// <param name="ExpectedRevision">The revision of the instance the decision rests on; refused when it has gone on. Null for any.</param>
sealed record AlterationOrder(IReadOnlyList<AlterationShape> Alterations, string Reason, long? ExpectedRevision = null);

/// <summary>What to alter in many instances.</summary>
/// <param name="InstanceIds">Which ones; null for those of the filter.</param>
sealed record AlterationPlanOrder(IReadOnlyList<AlterationShape> Alterations, string Reason, InstanceChoice? Filter = null, IReadOnlyList<string>? InstanceIds = null);

/// <summary>Instances that have not ended; null for no matter.</summary>
sealed record InstanceChoice(string? DefinitionId = null, int? Version = null, string? CorrelationId = null, bool? HasIncident = null)
{
    public InstanceFilter ToFilter() => new(DefinitionId: DefinitionId, Version: Version, CorrelationId: CorrelationId, HasIncident: HasIncident);
}

enum AlterationKind { ModifyVariable, ScheduleActivity, CancelActivity, Move, Migrate, Cancel }

/// <summary>One alteration.</summary>
/// <param name="ActivityId">Id of the step to schedule, to cancel, or to move from.</param>
/// <param name="Execution">Number of an execution, to try it again or to cancel it; instead of a step.</param>
/// <param name="To">Id of the step to move to.</param>
/// <param name="VariableId">The variable to modify.</param>
/// <param name="TargetVersion">Number of the version to migrate to.</param>
/// <param name="Moves">For a migration: id of a step that is gone to id of the step to go to.</param>
sealed record AlterationShape(
    AlterationKind Type, string? ActivityId = null, int? Execution = null, string? To = null, string? VariableId = null, JsonElement? Value = null, int? TargetVersion = null,
    IReadOnlyDictionary<string, string>? Moves = null)
{
    public Alteration? Read(string path, List<Problem> problems)
    {
        return Type switch
        {
            AlterationKind.ModifyVariable => Need(VariableId, "variableId") ? new Alteration.ModifyVariable(VariableId!, Value ?? default) : null,
            AlterationKind.ScheduleActivity => new Alteration.ScheduleActivity(ActivityId, Execution),
            AlterationKind.CancelActivity => new Alteration.CancelActivity(ActivityId, Execution),
            AlterationKind.Move => Need(ActivityId, "activityId") & Need(To, "to") ? new Alteration.Move(ActivityId!, To!) : null,
            AlterationKind.Migrate => Need(TargetVersion, "targetVersion") ? new Alteration.Migrate(TargetVersion!.Value, Moves) : null,
            _ => new Alteration.Cancel(),
        };

        bool Need(object? value, string name)
        {
            if (value is null) problems.Add(new Problem($"{path}.{name}", $"Expected a value for {name}, but there is none."));
            return value is not null;
        }
    }
}

/// <summary>What came of alterations, or would come.</summary>
/// <param name="Revision">Of the instance now; null for a dry run.</param>
/// <param name="Steps">Where the case was and is, and what becomes of what it waits for.</param>
sealed record AlterationView(bool DryRun, long? Revision, int Version, string SubStatus, IReadOnlyList<PreviewedStep> Steps);

/// <summary>A plan of alterations.</summary>
sealed record AlterationPlanView(string Id, DateTimeOffset CreatedAt, string Actor, string Reason, int Pending, int Done, int Refused, IReadOnlyList<AlterationResult> Results);
