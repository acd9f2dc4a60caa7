using Lendflow.Engine.Running;
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
