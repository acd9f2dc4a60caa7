using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Lendflow.Activities.Outside;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>What does not get on and why, how the server gets on with the outside, and what operators do about it.</summary>
static partial class OperationsApi
{
    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        var operations = app.MapGroup("/api/operations").WithTags("operations").RequireAuthorization(Roles.MayOperate).AddEndpointFilter<BodyFilter>();
        operations.MapGet("", LookAsync).WithName("getOperations").WithSummary("Instances that do not get on and why, counterparties, and how much is under way").Produces<OperationsView>();
        operations.MapPost("jobs/try-now", TryNowAsync).WithName("tryJobNow").WithSummary("Tries a job at once that waits for its next try").Produces(202);
        operations.MapPost("instances/{id}/incidents/retry", (string id, Body<IncidentOrder> body, HttpContext http, WorkflowRunner runner) =>
            AnswerAsync(id, body, http, runner, (order, actor) => new Trigger.RetryIncident(order.IncidentId, actor, order.Reason)))
            .WithName("retryInstanceIncident").WithSummary("Tries the failed step of any instance again").Produces(202);
        operations.MapPost("instances/{id}/incidents/skip", (string id, Body<IncidentOrder> body, HttpContext http, WorkflowRunner runner) =>
            AnswerAsync(id, body, http, runner, (order, actor) => new Trigger.SkipIncident(order.IncidentId, order.Outcome, actor, order.Reason)))
            .WithName("skipInstanceIncident").WithSummary("Goes on as if the failed step of any instance had completed").Produces(202);
        operations.MapGet("instances/{id}/steps", StepsAsync).WithName("listInstanceSteps").WithSummary("The steps of the flow an instance runs on").Produces<IReadOnlyList<FlowStepView>>();
    }

    static async Task<IResult> LookAsync([AsParameters] StuckQuery query, StuckQueries stuck, OutsideLines lines, LendflowDatabase database, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (query.Problem() is { } problem) return Problems.Malformed([problem]);
        var found = await stuck.ListAsync(query.FilterAt(now), query.Wanted, now, cancellationToken);
        var counts = await stuck.CountAsync(now - TimeSpan.FromMinutes(1), cancellationToken);
        return TypedResults.Ok(new OperationsView(
            new UnderWayView(counts.Running, counts.Incidents, counts.Jobs, counts.RetriedJobs, counts.Timers, database.QueueLength, counts.Commits),
            [.. found.Items.Select(StuckView.Of)],
            found.TotalCount,
            [.. lines.States().Select(l => new CounterpartyView(l.Counterparty, l.Circuit, l.UnderWay, l.AtOnce))]));
    }

    static async Task<IResult> TryNowAsync(Body<JobOrder> body, HttpContext http, StuckQueries stuck, TimeProvider clock, ILogger<StuckQueries> log, CancellationToken cancellationToken)
    {
        if (new Reason(body.Value.Reason).Problem() is { } missing) return missing;
        if (!await stuck.TryNowAsync(body.Value.JobId, clock.GetUtcNow(), cancellationToken)) return Problems.NotFound($"a job '{body.Value.JobId}' that waits for its next try");
        LogTriedNow(log, body.Value.JobId, http.User.Identity!.Name!, body.Value.Reason);
        return TypedResults.Accepted((string?)null);
    }

    static async Task<IResult> AnswerAsync(string id, Body<IncidentOrder> body, HttpContext http, WorkflowRunner runner, Func<IncidentOrder, string, Trigger> trigger)
    {
        if (new Reason(body.Value.Reason).Problem() is { } missing) return missing;
        var result = await runner.RunAsync(id, trigger(body.Value, http.User.Identity!.Name!), null, http.RequestAborted);
        return result.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.Accepted((string?)null);
    }

    static async Task<IResult> StepsAsync(string id, Engine.Storage.IWorkflowStore store, GraphCache graphs, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } instance || await graphs.FindVersionAsync(instance.VersionId, cancellationToken) is not { } graph) return Problems.NotFound($"an instance '{id}'");
        return TypedResults.Ok<IReadOnlyList<FlowStepView>>([.. graph.Nodes.Where(n => n.Parent is not null).Select(n => new FlowStepView(n.Id, n.Label)).DistinctBy(s => s.Id)]);
    }

    [LoggerMessage(LogLevel.Information, "Job {JobId} is tried at once for {Actor}: {Reason}")]
    static partial void LogTriedNow(ILogger log, string jobId, string actor, string reason);
}

/// <param name="Outcome">For a skipped step: the outcome to go on with; its default when null.</param>
sealed record IncidentOrder(string IncidentId, string Reason, string? Outcome = null);

/// <summary>A job that is to be tried at once.</summary>
sealed record JobOrder(string JobId, string Reason);

/// <summary>A step of a flow.</summary>
sealed record FlowStepView(string Id, string Label);

/// <summary>How the installation stands.</summary>
/// <param name="Stuck">A page of it, reason by reason in the order in which a person has to act, oldest first of each.</param>
/// <param name="StuckCount">Of all pages.</param>
/// <param name="Counterparties">As the host sees them that answers; each host has lines of its own.</param>
sealed record OperationsView(UnderWayView UnderWay, IReadOnlyList<StuckView> Stuck, int StuckCount, IReadOnlyList<CounterpartyView> Counterparties);

/// <summary>How much is under way.</summary>
/// <param name="WriterQueue">Writes of the answering host that wait for their turn.</param>
/// <param name="CommitsLastMinute">Of all hosts.</param>
sealed record UnderWayView(int Running, int Incidents, int Jobs, int RetriedJobs, int Timers, int WriterQueue, int CommitsLastMinute);

/// <summary>A counterparty outside.</summary>
/// <param name="Circuit"><c>open</c> means that it failed too often and is left alone for a while.</param>
/// <param name="UnderWay">Questions it has not answered yet.</param>
/// <param name="AtOnce">How many it is asked at once at most.</param>
sealed record CounterpartyView(string Name, [property: AllowedValues("closed", "open", "halfOpen")] string Circuit, int UnderWay, int AtOnce);

/// <summary>An instance that does not get on.</summary>
/// <param name="Case">Number of the case; null for an instance that is none.</param>
/// <param name="What">The failed step, or the kind of the job.</param>
sealed record StuckView(
    string InstanceId, string? Case, string DefinitionId, int Version, [property: AllowedValues("incident", "jobIsRetried", "nobodyCame", "waitsForNothing")] string Reason,
    DateTimeOffset Since, string? What, string? Detail, string? IncidentId, string? JobId, int Attempts, DateTimeOffset? NextTry)
{
    public static StuckView Of(StuckInstance s) => new(
        s.InstanceId, s.Case, s.DefinitionId, s.Version, JsonNamingPolicy.CamelCase.ConvertName(s.Reason.ToString()), s.Since, s.What, s.Detail, s.IncidentId, s.JobId, s.Attempts, s.NextTry);
}
