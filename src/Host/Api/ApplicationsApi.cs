using Lendflow.Activities;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Cases;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Review;
using Lendflow.Insight;
using Lendflow.Storage;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>Applications and the cases that become of them.</summary>
static class ApplicationsApi
{
    /// <summary>Room for a full checklist of scanned documents as base64.</summary>
    const int LargestApplication = 64 * 1024 * 1024;
    const int LongestKey = 200;

    static readonly string[] Statuses = ["running", "approved", "disbursed", "declined", "blocked", "withdrawn"];

    public static void MapApplications(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/applications").WithTags("applications").RequireAuthorization().AddEndpointFilter<BodyFilter>();
        api.MapPost("", SubmitAsync).WithName("submitApplication").WithSummary("Starts a case; the same Idempotency-Key starts it once")
            .RequireAuthorization(Roles.MayAct).AddEndpointFilter<BackPressure>().WithMetadata(new RequestSizeLimitAttribute(LargestApplication))
            .Produces<Receipt>(201).Produces<Receipt>();
        api.MapGet("", ListAsync).WithName("listApplications").WithSummary("Cases, newest first").Produces<CasePage>();
        api.MapGet("{number}", FindAsync).WithName("getApplication").WithSummary("Everything about a case").Produces<CaseView>();
        api.MapGet("{number}/timeline", TellAsync).WithName("getTimeline").WithSummary("What happened to a case, oldest first").Produces<IReadOnlyList<TimelineEntry>>();
        api.MapGet("{number}/times", TimesAsync).WithName("getTimes").WithSummary("Where the time of a case went: per stage, by whose time it was").Produces<IReadOnlyList<StageTimeView>>();
        api.MapGet("{number}/clocks", async (string number, CaseQueries cases, Clocks clocks, CancellationToken cancellationToken) =>
            await cases.FindAsync(number, cancellationToken) is { } found ? (IResult)TypedResults.Ok(await clocks.OfAsync(found, cancellationToken)) : NotFound(number))
            .WithName("listClocks").WithSummary("The clocks of a case and of its stages: our time, the applicant's, third parties'").Produces<IReadOnlyList<ClockView>>();
        api.MapGet("{number}/flow", async (string number, CaseQueries cases, FlowPictures pictures, CancellationToken cancellationToken) =>
            await cases.FindAsync(number, cancellationToken) is { } found && await pictures.OfAsync(found.InstanceId, cancellationToken) is { } picture ? (IResult)TypedResults.Ok(picture) : NotFound(number))
            .WithName("getFlowPicture").WithSummary("The flow of a case as drawn, with the way the case took").Produces<FlowPictureView>();
        api.MapGet("{number}/tasks", TasksAsync).WithName("listCaseTasks").WithSummary("All tasks of a case with their history, oldest first").Produces<IReadOnlyList<TaskView>>();
        api.MapGet("{number}/notices", async (string number, NoticeStore notices, CancellationToken cancellationToken) =>
            TypedResults.Ok(await notices.ListOfCaseAsync(number, cancellationToken))).WithName("listCaseNotices").WithSummary("Whom was told what about a case, latest first");
        api.MapGet("{number}/applicant", async (string number, ApplicantPages pages, CancellationToken cancellationToken) =>
            await pages.FindAsync(number, cancellationToken) is { } page ? (IResult)TypedResults.Ok(page) : NotFound(number))
            .WithName("getApplicantView").WithSummary("What the applicant sees of a case").Produces<ApplicantView>();
        api.MapPost("{number}/withdraw", WithdrawAsync).WithName("withdrawApplication").WithSummary("Ends a case because the applicant wants so").RequireAuthorization(Roles.MayAct).Produces(202);
    }

    static async Task<IResult> SubmitAsync(
        Body<SubmittedApplication> body, [FromHeader(Name = "Idempotency-Key")] string? key, HttpContext http, Intake intake, Policy policy, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (key is not null && (key.Length is 0 or > LongestKey || !key.All(c => c is > ' ' and < (char)127)))
            return Problems.Of(400, $"Expected an Idempotency-Key of 1 to {LongestKey} visible ASCII characters, but it is something else.");
        var now = clock.GetUtcNow();
        var (problems, files) = body.Value.Check(policy.At(now, body.Value.Branch), policy.Today(now, body.Value.Branch));
        if (problems.Count > 0) return Problems.Invalid(problems);

        return await intake.AcceptAsync(body.Value, files, http.User.Identity!.Name!, key, cancellationToken) switch
        {
            IntakeResult.Accepted { WasRepeated: true } again => TypedResults.Ok(again.Receipt),
            IntakeResult.Accepted accepted => TypedResults.Created($"/api/applications/{accepted.Receipt.Number}", accepted.Receipt),
            IntakeResult.Refused refused => Problems.Of(refused.Refusal),
            IntakeResult.OtherBody => Problems.Of(422, "Expected the request this Idempotency-Key was first used for, but the body is another one. Use a new key for a new application."),
            _ => Problems.Of(503, $"Expected a published flow '{Intake.Flow}', but there is none: a process owner has to publish one."),
        };
    }

    static async Task<IResult> ListAsync(
        CaseQueries cases, CancellationToken cancellationToken, string? search = null, string? status = null, string? stage = null, string? track = null, int page = 0, int pageSize = 25)
    {
        if (!string.IsNullOrEmpty(status) && !Statuses.Contains(status)) return Problems.Of(400, $"Expected one of {string.Join(", ", Statuses)} as status, but found '{status}'.");
        var found = await cases.ListAsync(new CaseFilter(search, OrNull(status), OrNull(stage), OrNull(track)), new PageRequest(page, pageSize), cancellationToken);
        return TypedResults.Ok(new CasePage([.. found.Items.Select(CaseSummaryView.Of)], found.TotalCount));
    }

    static async Task<IResult> FindAsync(string number, HttpContext http, CasePages pages, CancellationToken cancellationToken) =>
        await pages.FindAsync(number, http.User.Identity?.Name ?? "", cancellationToken) is { } page ? TypedResults.Ok(page) : NotFound(number);

    static async Task<IResult> TellAsync(string number, CaseQueries cases, IWorkflowStore store, GraphCache graphs, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return NotFound(number);
        var log = await store.ReadLogAsync(found.InstanceId, cancellationToken);
        var version = log.SelectMany(e => e.Changes).OfType<Change.InstanceStarted>().First().VersionId;
        var graph = await graphs.FindVersionAsync(version, cancellationToken) ?? throw new InvalidOperationException($"Expected version {version} of case {number}, but there is none.");
        return TypedResults.Ok(Timeline.Of(log, new StepNames(graph)));
    }

    static async Task<IResult> TasksAsync(string number, HttpContext http, CaseQueries cases, TaskQueries queries, TaskShapes shapes, PeopleDirectory people, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return NotFound(number);
        var reader = await people.OfAsync(http.User, cancellationToken);
        var tasks = await queries.ListOfInstanceAsync(found.InstanceId, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<TaskView>>([.. tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id, StringComparer.Ordinal)
            .Select(t => ReviewVisibility.IsHidden(t, tasks, reader.Name) ? ReviewVisibility.Hide(t) : t).Select(t => shapes.Full(new TaskOfCase(t, found), reader))]);
    }

    static async Task<IResult> TimesAsync(string number, CaseQueries cases, IWorkflowStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return NotFound(number);
        var log = await store.ReadLogAsync(found.InstanceId, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<StageTimeView>>([.. StageTimes.Of(log, clock.GetUtcNow()).Select(StageTimeView.Of)]);
    }

    static async Task<IResult> WithdrawAsync(string number, Body<Reason> body, HttpContext http, CaseQueries cases, Withdrawals withdrawals, CancellationToken cancellationToken)
    {
        if (body.Value.Problem() is { } missing) return missing;
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return NotFound(number);
        var refusal = await withdrawals.WithdrawAsync(found.InstanceId, http.User.Identity!.Name!, body.Value.Text, _ => null, cancellationToken);
        return refusal ?? (IResult)TypedResults.Accepted($"/api/applications/{number}");
    }

    internal static ProblemResult NotFound(string number) => Problems.NotFound($"a case '{number}'");

    static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>Why something is done; kept in the case's log.</summary>
sealed record Reason([property: System.Text.Json.Serialization.JsonPropertyName("reason")] string Text)
{
    const int Longest = 1000;

    public ProblemResult? Problem() => string.IsNullOrWhiteSpace(Text) || Text.Length > Longest
        ? Problems.Invalid([new Engine.Definitions.Problem("$.reason", $"Expected a reason of 1 to {Longest} characters, but found {(string.IsNullOrWhiteSpace(Text) ? "none" : $"{Text.Length}")}.")])
        : null;
}
