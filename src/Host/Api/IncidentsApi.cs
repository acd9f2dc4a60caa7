using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Cases;
using Lendflow.Host.Elsa;
using Lendflow.Host.People;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>What operators do about failures: try the step again, or go on as if it had completed.</summary>
static class IncidentsApi
{
    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        var incidents = app.MapGroup("/api/applications/{number}/incidents/{id}").WithTags("applications").RequireAuthorization(Roles.MayOperate).AddEndpointFilter<BodyFilter>();
        incidents.MapPost("retry", (string number, string id, Body<IncidentAnswer> body, HttpContext http, CaseQueries cases, WorkflowRunner runner) =>
            AnswerAsync(number, body, http, cases, runner, (actor, answer) => new Trigger.RetryIncident(id, actor, answer.Reason)))
            .WithName("retryIncident").WithSummary("Tries the failed step again").Produces(202);
        incidents.MapPost("skip", (string number, string id, Body<IncidentAnswer> body, HttpContext http, CaseQueries cases, WorkflowRunner runner) =>
            AnswerAsync(number, body, http, cases, runner, (actor, answer) => new Trigger.SkipIncident(id, answer.Outcome, actor, answer.Reason)))
            .WithName("skipIncident").WithSummary("Goes on as if the failed step had completed").Produces(202);

        var runs = app.MapGroup("/api/instances/{id}/incidents").WithTags("flows").RequireAuthorization(FlowRights.MaySee);
        runs.MapGet("", ListAsync).WithName("listInstanceIncidents").WithSummary("What keeps a run of any flow from going on, oldest first").Produces<IReadOnlyList<OpenIncident>>();
    }

    static async Task<IResult> ListAsync(string id, IWorkflowStore store, GraphCache graphs, CaseQueries cases, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } instance || await graphs.FindVersionAsync(instance.VersionId, cancellationToken) is not { } graph)
            return Problems.NotFound($"an instance '{id}' whose flow is there");
        var names = new StepNames(graph);
        var open = (await cases.ListIncidentsAsync(id, cancellationToken)).Where(i => i.ResolvedAt is null).OrderBy(i => i.At);
        return TypedResults.Ok<IReadOnlyList<OpenIncident>>([.. open.Select(i => new OpenIncident(
            i.Id, i.At, names.Title(i.Node), names.TitleZh(i.Node), i.Message, names.Find(i.Node)?.Element.Descriptor.Outcomes ?? []))]);
    }

    static async Task<IResult> AnswerAsync(
        string number, Body<IncidentAnswer> body, HttpContext http, CaseQueries cases, WorkflowRunner runner, Func<string, IncidentAnswer, Trigger> trigger)
    {
        if (new Reason(body.Value.Reason).Problem() is { } missing) return missing;
        if (await cases.FindAsync(number, http.RequestAborted) is not { } found) return ApplicationsApi.NotFound(number);
        var result = await runner.RunAsync(found.InstanceId, trigger(http.User.Identity!.Name!, body.Value), null, http.RequestAborted);
        return result.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.Accepted($"/api/applications/{number}");
    }
}

/// <param name="Outcome">For a skipped step: the outcome to go on with; its default when null.</param>
sealed record IncidentAnswer(string Reason, string? Outcome = null);

/// <summary>A failure that nobody has resolved.</summary>
/// <param name="StepZh">The same in Chinese, when the step has a Chinese name.</param>
/// <param name="Outcomes">By which the step can be skipped; empty when it has but one way on.</param>
sealed record OpenIncident(string Id, DateTimeOffset At, string Step, string StepZh, string Message, IReadOnlyList<string> Outcomes);
