using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;
using Lendflow.Host.Cases;
using Lendflow.Host.Outside;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Forms;
using Lendflow.Storage;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>What applicants do: apply with a draft on the server, follow their case, answer, sign, withdraw. Every route asks first
/// whether the application is theirs; another's looks like none at all.</summary>
static class OwnApplicationsApi
{
    const int LargestDraft = 100_000;
    const int MostDrafts = 20;

    public static void MapOwnApplications(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup("/api/my/applications").WithTags("my applications").RequireAuthorization(Roles.MayApply).AddEndpointFilter<BodyFilter>();
        all.MapGet("", ListAsync).WithName("listMyApplications").WithSummary("Your applications, latest first").Produces<IReadOnlyList<OwnApplicationSummary>>();
        all.MapPost("", BeginAsync).WithName("beginMyApplication").WithSummary("Begins a draft; its number stays when it is sent").Produces<OwnDraft>(201);

        var own = all.MapGroup("{number}").AddEndpointFilter<OwnerFilter>();
        own.MapGet("", async (string number, HttpContext http, OwnApplicationStore store, CancellationToken cancellationToken) =>
            TypedResults.Ok(OwnDraft.Of((await store.FindAsync(number, http.Name(), cancellationToken))!))).WithName("getMyApplication").WithSummary("A draft as it was last saved");
        own.MapPut("", SaveAsync).WithName("saveMyApplication").WithSummary("Saves a draft; refused when it was saved in between, for example on another device").Produces<OwnDraft>();
        own.MapDelete("", DiscardAsync).WithName("discardMyApplication").WithSummary("Throws a draft away").Produces(204);
        own.MapPost("send", SendAsync).WithName("sendMyApplication").WithSummary("Sends the application: the draft becomes a case").AddEndpointFilter<BackPressure>().Produces<Receipt>(201);

        own.MapGet("progress", async (string number, ApplicantPages pages, CancellationToken cancellationToken) => await pages.FindAsync(number, cancellationToken) is { } page ? (IResult)TypedResults.Ok(page) : ApplicationsApi.NotFound(number))
            .WithName("getMyProgress").WithSummary("Where your application stands and what is asked of you").Produces<ApplicantView>();
        own.MapPost("answers", AnswerAsync).WithName("answerMyQuestion").WithSummary("Answers a question").Produces(204);
        own.MapPost("tasks/{id}", CompleteAsync).WithName("completeMyTask").WithSummary("Sends a form you were asked to fill in").Produces(204);
        own.MapPost("signature", SignAsync).WithName("signMyContract").WithSummary("Signs or refuses the contract").Produces(202);
        own.MapPost("withdraw", WithdrawAsync).WithName("withdrawMyApplication").WithSummary("Ends your application").Produces(202);
        MapDocuments(own.MapGroup("documents"));
    }

    static void MapDocuments(RouteGroupBuilder documents)
    {
        documents.MapGet("", ListDocumentsAsync).WithName("listMyDocuments").WithSummary("What you handed in, and your contracts").Produces<IReadOnlyList<CaseDocument>>();
        documents.MapGet("{id}", DownloadAsync).WithName("getMyDocument").WithSummary("The file").Produces<byte[]>(200, "application/octet-stream");
        documents.MapPost("", UploadAsync).WithName("uploadMyDocument").WithSummary("Adds a PDF, PNG or JPEG of at most 10 MiB").AddEndpointFilter<BackPressure>()
            .WithMetadata(new RequestSizeLimitAttribute(DocumentsApi.LargestUpload)).Produces<CaseDocument>(201);
        documents.MapDelete("{kind}", DropAsync).WithName("dropMyDocument").WithSummary("Takes a document out of a draft").Produces(204);
        documents.MapPost("submit", HandInAsync).WithName("submitMyDocuments").WithSummary("Says that everything asked for is there").Produces(202);
    }

    static async Task<IResult> ListAsync(HttpContext http, OwnApplicationStore store, CaseQueries cases, CancellationToken cancellationToken)
    {
        var found = new List<OwnApplicationSummary>();
        foreach (var application in await store.ListAsync(http.Name(), cancellationToken))
        {
            var of = await cases.FindAsync(application.Number, cancellationToken);
            if (of is not null || application.SentAt is null) found.Add(OwnApplicationSummary.Of(application, of)); // A case that was removed is nothing to follow.
        }
        return TypedResults.Ok<IReadOnlyList<OwnApplicationSummary>>(found);
    }

    static async Task<IResult> BeginAsync(Body<NewDraft> body, HttpContext http, OwnApplicationStore store, Intake intake, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Wrong(body.Value.Draft) is { } wrong) return wrong;
        if ((await store.ListAsync(http.Name(), cancellationToken)).Count(a => a.SentAt is null) >= MostDrafts) return Problems.Of(409, $"Expected fewer than {MostDrafts} drafts, but you have as many: send or throw away one of them.");
        string number;
        do number = await intake.NewNumberAsync(cancellationToken);
        while (!await store.BeginAsync(number, http.Name(), body.Value.Draft, clock.GetUtcNow(), cancellationToken));
        return TypedResults.Created($"/api/my/applications/{number}", OwnDraft.Of((await store.FindAsync(number, http.Name(), cancellationToken))!));
    }

    static async Task<IResult> SaveAsync(string number, Body<DraftChange> body, HttpContext http, OwnApplicationStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Wrong(body.Value.Draft) is { } wrong) return wrong;
        var saving = await store.SaveAsync(number, http.Name(), body.Value.Revision, body.Value.Draft, clock.GetUtcNow(), cancellationToken);
        return saving == DraftSaving.Saved
            ? TypedResults.Ok(OwnDraft.Of((await store.FindAsync(number, http.Name(), cancellationToken))!))
            : Problems.Of(409, "Expected a draft that nobody saved in between, but it was saved elsewhere or sent: load it again.");
    }

    static async Task<IResult> DiscardAsync(string number, HttpContext http, OwnApplicationStore store, CancellationToken cancellationToken) =>
        await store.DiscardAsync(number, http.Name(), cancellationToken) ? await DropAsync(number, null, store, cancellationToken) : Problems.Of(409, "Expected a draft, but this application was sent: withdraw it instead.");

    static async Task<IResult> SendAsync(
        string number, Body<SentApplication> body, HttpContext http, Intake intake, CaseDocuments documents, OwnApplicationStore store, CaseQueries cases, Policy policy, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await cases.FindAsync(number, cancellationToken) is { } sent)
        {
            await store.SentAsync(number, now, cancellationToken);
            return TypedResults.Ok(new Receipt(number, sent.Status, sent.Stage, sent.Track, sent.SubmittedAt));
        }
        var application = body.Value.ToSubmitted();
        var (problems, _) = application.Check(policy.At(now, application.Branch), policy.Today(now, application.Branch));
        if (problems.Count > 0) return Problems.Invalid(problems);
        var files = await documents.LatestAsync(DraftFolder(number), body.Value.Papers ?? new Dictionary<string, Paper>(), cancellationToken);

        switch (await intake.AcceptAsync(application, files, http.Name(), $"own:{number}", cancellationToken, number))
        {
            case IntakeResult.Accepted accepted:
                await store.SentAsync(number, now, cancellationToken);
                await store.DropDocumentsAsync(DraftFolder(number), null, cancellationToken);
                return TypedResults.Created($"/api/my/applications/{number}/progress", accepted.Receipt);
            case IntakeResult.Refused refused: return Problems.Of(refused.Refusal);
            case IntakeResult.OtherBody: return Problems.Of(409, "Expected a draft, but this application was sent already.");
            default: return Problems.Of(503, $"Expected a published flow '{Intake.Flow}', but there is none: a process owner has to publish one.");
        }
    }

    static async Task<IResult> AnswerAsync(string number, Body<OwnAnswer> body, [AsParameters] OwnCase own) =>
        await own.DoAsync(number, body.Value.TaskId, TaskAction.Answer, c => c with { QuestionId = body.Value.QuestionId, Comment = body.Value.Text }) ?? TypedResults.NoContent();

    /// <summary>The applicant's own tasks are taken and done in one go.</summary>
    static async Task<IResult> CompleteAsync(string number, string id, Body<Completion> body, [AsParameters] OwnCase own, CaseDocuments documents)
    {
        if (await own.TaskAsync(number, id) is not { } task || !task.CandidateUsers.Contains(own.Http.Name(), StringComparer.OrdinalIgnoreCase)) return TasksApi.NotFound(id);
        var there = (await documents.ListAsync(number, own.Http.RequestAborted)).Select(d => d.Id).ToHashSet();
        var missing = FormRules.DocumentsOf(task.Form, body.Value.Form ?? default, "form").Where(d => !there.Contains(d.Id)).Select(d => FormRules.NoDocument(d.Path, d.Id)).ToList();
        if (missing.Count > 0) return Problems.Invalid(missing);
        if (task.Status == UserTaskStatus.Ready && await own.DoAsync(number, id, TaskAction.Claim) is { } refused) return refused;
        return await own.DoAsync(number, id, TaskAction.Complete, body.Value.Fill) ?? TypedResults.NoContent();
    }

    static async Task<IResult> SignAsync(string number, Body<OwnSignature> body, ApplicantPages pages, ESignDesk desk, CancellationToken cancellationToken)
    {
        if (await pages.EnvelopeAsync(number, cancellationToken) is not { } envelope) return Problems.Of(409, "Expected a contract that waits for your signature, but none does.");
        return await desk.DecideAsync(envelope, body.Value.Agrees, cancellationToken) is { } problem ? Problems.Of(502, problem) : TypedResults.Accepted($"/api/my/applications/{number}/progress");
    }

    static async Task<IResult> WithdrawAsync(string number, Body<Reason> body, HttpContext http, CaseQueries cases, Withdrawals withdrawals, CancellationToken cancellationToken)
    {
        if (body.Value.Problem() is { } missing) return missing;
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return Problems.Of(409, "Expected an application that was sent, but this is a draft: throw it away instead.");
        return await withdrawals.WithdrawAsync(found.InstanceId, http.Name(), body.Value.Text, _ => null, cancellationToken) ?? (IResult)TypedResults.Accepted($"/api/my/applications/{number}/progress");
    }

    static async Task<IResult> ListDocumentsAsync(string number, CaseQueries cases, CaseDocuments documents, ApplicantPages pages, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is null) return TypedResults.Ok(await documents.ListAsync(DraftFolder(number), cancellationToken));
        var visible = new List<CaseDocument>();
        foreach (var document in await documents.ListAsync(number, cancellationToken))
            if (await pages.MayReadAsync(number, document.Id, cancellationToken)) visible.Add(document);
        return TypedResults.Ok<IReadOnlyList<CaseDocument>>(visible);
    }

    static async Task<IResult> DownloadAsync(string number, string id, CaseDocuments documents, ApplicantPages pages, CancellationToken cancellationToken)
    {
        var folder = await pages.MayReadAsync(number, id, cancellationToken) ? number : DraftFolder(number);
        return await documents.OpenAsync(folder, id, cancellationToken) is { } file
            ? TypedResults.Stream(file.Content, file.Document.ContentType, file.Document.FileName)
            : Problems.NotFound($"a document '{id}' of application '{number}'");
    }

    static async Task<IResult> UploadAsync(string number, HttpRequest request, CaseQueries cases, CaseDocuments documents, Policy policy, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = await cases.FindAsync(number, cancellationToken);
        var kinds = policy.At(clock.GetUtcNow()).Checklists.Where(c => found is null || c.Product == found.Product).SelectMany(c => c.Documents).Select(d => d.Kind);
        return await DocumentsApi.KeepAsync(found is null ? DraftFolder(number) : number, found is null ? [.. kinds.Distinct()] : [.. kinds.Concat(DocumentsApi.FormKinds).Distinct()], $"/api/my/applications/{number}/documents", request, documents, cancellationToken);
    }

    static async Task<IResult> DropAsync(string number, string? kind, OwnApplicationStore store, CancellationToken cancellationToken)
    {
        await store.DropDocumentsAsync(DraftFolder(number), kind, cancellationToken);
        return TypedResults.NoContent();
    }

    static async Task<IResult> HandInAsync(string number, HttpContext http, CaseQueries cases, CaseDocuments documents, EventPublisher events, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } found) return ApplicationsApi.NotFound(number);
        var payload = Values.From(new { documents = await documents.ListAsync(number, cancellationToken) });
        return await events.ResumeAsync(new Publication(AwaitDocumentsActivity.Event, number, found.InstanceId, payload), http.Name(), cancellationToken) > 0
            ? TypedResults.Accepted($"/api/my/applications/{number}/progress")
            : Problems.Of(409, "Expected an application that waits for documents, but it does not.");
    }

    static ProblemResult? Wrong(JsonElement draft) =>
        draft.ValueKind != JsonValueKind.Object ? Problems.Invalid([new Problem("$.draft", "Expected an object, but found something else.")])
        : draft.GetRawText().Length > LargestDraft ? Problems.Of(413, $"Expected a draft of at most {LargestDraft} characters, but it has {draft.GetRawText().Length}.") : null;

    /// <summary>Documents of a draft are kept apart from those of cases: nobody but its owner looks there.</summary>
    internal static string DraftFolder(string number) => $"{number}/draft";

    internal static string Name(this HttpContext http) => http.User.Identity!.Name!;
}

/// <summary>Lets a request pass only when the application it names is the caller's.</summary>
sealed class OwnerFilter(OwnApplicationStore store) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, number) = (context.HttpContext, context.HttpContext.GetRouteValue("number") as string ?? "");
        return await store.FindAsync(number, http.Name(), http.RequestAborted) is null ? Problems.NotFound($"an application '{number}' of yours") : await next(context);
    }
}

/// <summary>Commands of an applicant on tasks of their own case.</summary>
readonly record struct OwnCase(HttpContext Http, WorkflowRunner Runner, TaskQueries Queries, PeopleDirectory People)
{
    /// <summary>A task of the case; null when there is none.</summary>
    public async Task<UserTask?> TaskAsync(string number, string id) => await Queries.FindAsync(id, Http.RequestAborted) is { Task: { } task } && task.CaseNumber == number ? task : null;

    /// <returns>Why not; null when it was done.</returns>
    public async Task<IResult?> DoAsync(string number, string id, TaskAction action, Func<TaskCommand, TaskCommand>? fill = null)
    {
        if (await TaskAsync(number, id) is not { } task) return TasksApi.NotFound(id);
        var command = new TaskCommand(id, action, await People.OfAsync(Http.User, Http.RequestAborted));
        var result = await Runner.RunAsync(task.InstanceId, new Trigger.Task(fill is null ? command : fill(command)), null, Http.RequestAborted);
        return result.Refusal is { } refusal ? Problems.Of(refusal) : null;
    }
}

/// <param name="Status"><c>draft</c>, or that of the case.</param>
/// <param name="WaitsForYou">Whether something is asked of the applicant.</param>
sealed record OwnApplicationSummary(string Number, string Status, string? Product, decimal? Amount, string? Currency, DateTimeOffset SavedAt, DateTimeOffset? SubmittedAt, bool WaitsForYou)
{
    public static OwnApplicationSummary Of(OwnApplication own, CaseSummary? of) => of is null
        ? new(own.Number, "draft", null, null, null, own.SavedAt, null, true)
        : new(own.Number, of.Status == "blocked" ? "declined" : of.Status, of.Product, of.Amount, of.Currency, own.SavedAt, of.SubmittedAt, of.FinishedAt is null && of.WaitingFor == "applicant");
}

/// <param name="Draft">What was entered so far, as the pages keep it.</param>
/// <param name="Revision">Named when it is saved again.</param>
sealed record OwnDraft(string Number, JsonElement Draft, int Revision, DateTimeOffset SavedAt, DateTimeOffset? SentAt)
{
    public static OwnDraft Of(OwnApplication own) => new(own.Number, own.Draft, own.Revision, own.SavedAt, own.SentAt);
}

sealed record NewDraft(JsonElement Draft);

sealed record DraftChange(int Revision, JsonElement Draft);

/// <param name="Papers">What is read from the documents of the draft, by their kind.</param>
sealed record SentApplication(string Product, decimal Amount, int TermMonths, string Purpose, string Branch, Borrower Borrower, Consent Consent, IReadOnlyDictionary<string, Paper>? Papers = null)
{
    /// <summary>Whoever applies here applies online.</summary>
    public SubmittedApplication ToSubmitted() => new(Product, Amount, TermMonths, Purpose, "online", Branch, Borrower, Consent);
}

/// <param name="Fields">Fields read from the document by name.</param>
sealed record Paper(DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null, IReadOnlyDictionary<string, string>? Fields = null);

sealed record OwnAnswer(string TaskId, string QuestionId, string Text);

/// <param name="Agrees">False refuses the contract.</param>
sealed record OwnSignature(bool Agrees);
