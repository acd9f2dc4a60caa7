using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Cases;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Forms;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;
using Lendflow.Storage.Documents;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>What people do with tasks. Every command that moves a task names the revision it was given on; what is legal when,
/// and for whom, is decided by the rules in Lendflow.HumanTasks and nowhere here.</summary>
static class TaskCommandsApi
{
    public static void MapTaskCommands(this IEndpointRouteBuilder app)
    {
        var task = app.MapGroup("/api/tasks/{id}").WithTags("tasks").RequireAuthorization(Roles.MayAct).AddEndpointFilter<BodyFilter>().AddEndpointFilter<BackPressure>();
        MapMoves(task);
        MapTalk(task);
        task.MapPost("override", RequestOverrideAsync).Describe("requestOverride", "Asks that four-eyes be set aside for one person, in an emergency");
        task.MapPost("override/grant", (string id, Body<TaskRevision> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.GrantOverride, body.Value.Revision)).Describe("grantOverride", "Agrees to a requested override as the second person");
    }

    static void MapMoves(RouteGroupBuilder task)
    {
        task.MapPost("claim", (string id, Body<TaskRevision> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.Claim, body.Value.Revision)).Describe("claimTask", "Takes a task");
        task.MapPost("release", (string id, Body<TaskRevision> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.Release, body.Value.Revision)).Describe("releaseTask", "Gives a task back to the pool");
        task.MapPost("assign", AssignAsync).Describe("assignTask", "A lead gives a task to a candidate");
        task.MapPost("forward", ForwardAsync).Describe("forwardTask", "Offers a task to another group or person");
        task.MapPost("delegate", DelegateAsync).Describe("delegateTask", "Has somebody else do a task");
        task.MapPost("hand-back", (string id, Body<TaskRevision> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.HandBack, body.Value.Revision)).Describe("handBackTask", "Gives a delegated task back");
        task.MapPost("suspend", (string id, Body<Suspension> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.Suspend, body.Value.Revision, c => c with { Comment = body.Value.Reason, WhoseTime = body.Value.WaitingFor ?? WhoseTime.Us })).Describe("suspendTask", "Pauses a task and its time limit while somebody is waited for");
        task.MapPost("resume", (string id, Body<TaskRevision> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.Resume, body.Value.Revision)).Describe("resumeTask", "Goes on with a suspended task");
        task.MapPost("complete", async (string id, Body<Completion> body, [AsParameters] Actor actor, CaseDocuments documents) =>
            await actor.MissingDocumentsAsync(id, body.Value.Form, documents) ?? await actor.DoAsync(id, TaskAction.Complete, body.Value.Revision, body.Value.Fill)).Describe("completeTask", "Completes a task with an outcome");
        task.MapPost("return", (string id, Body<ReturnForRework> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.Return, body.Value.Revision, body.Value.Fill)).Describe("returnTask", "Returns the case for rework, with reasons and a checklist");
        task.MapPost("withdraw", WithdrawAsync).WithName("withdrawTask").WithSummary("Ends the case because the applicant wants so; its tasks end with it").Produces(202);
        task.MapPost("follow-up", (string id, Body<FollowUp> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.FollowUp, body.Value.Revision, c => c with { At = body.Value.At })).Describe("followUpTask", "Says when to look at a task again");
    }

    static void MapTalk(RouteGroupBuilder task)
    {
        task.MapPost("comment", async (string id, Body<TaskComment> body, [AsParameters] Actor actor) =>
        {
            var mentions = await actor.People.KnownAsync(Mentions.In(body.Value.Comment), actor.Http.RequestAborted);
            return await actor.DoAsync(id, TaskAction.Comment, null, c => c with { Comment = body.Value.Comment, Mentions = mentions });
        }).Describe("commentTask", "Adds a comment; @name addresses a user");
        task.MapPost("ask", AskAsync).Describe("askOnTask", "Asks one person a question");
        task.MapPost("answer", (string id, Body<Reply> body, [AsParameters] Actor actor) =>
            actor.DoAsync(id, TaskAction.Answer, null, c => c with { QuestionId = body.Value.QuestionId, Comment = body.Value.Text })).Describe("answerOnTask", "Answers a question");
        task.MapPost("attach", AttachAsync).Describe("attachToTask", "Refers to a document of the case");
    }

    static void Describe(this RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary).Produces<TaskView>();

    static async Task<IResult> AssignAsync(string id, Body<Delegation> body, [AsParameters] Actor actor) => await actor.FindAsync(body.Value.To) is { } to
        ? await actor.DoAsync(id, TaskAction.Assign, body.Value.Revision, c => c with { To = to, Comment = body.Value.Comment })
        : Unknown("$.to", "a user", body.Value.To);

    static async Task<IResult> DelegateAsync(string id, Body<Delegation> body, [AsParameters] Actor actor) => await actor.FindAsync(body.Value.To) is { } to
        ? await actor.DoAsync(id, TaskAction.Delegate, body.Value.Revision, c => c with { To = to, Comment = body.Value.Comment })
        : Unknown("$.to", "a user", body.Value.To);

    static async Task<IResult> ForwardAsync(string id, Body<Forwarding> body, [AsParameters] Actor actor)
    {
        var forwarding = body.Value;
        if (forwarding.Group is { } group && !Roles.GroupsOf(Roles.All).Contains(group.Split('@')[0])) return Unknown("$.group", "a group", group);
        var to = forwarding is { Group: null, To: { } name } ? await actor.FindAsync(name) : null;
        if (forwarding is { Group: null, To: { } unknown } && to is null) return Unknown("$.to", "a user", unknown);
        return await actor.DoAsync(id, TaskAction.Forward, forwarding.Revision, c => c with { To = to, ToGroup = forwarding.Group, Comment = forwarding.Comment });
    }

    static async Task<IResult> AskAsync(string id, Body<Asking> body, [AsParameters] Actor actor, OwnApplicationStore applications)
    {
        if (body.Value.OfApplicant == true) return await AskApplicantAsync(id, body.Value.Text, actor, applications);
        return body.Value.To is { } name && await actor.FindAsync(name) is { } to
            ? await actor.DoAsync(id, TaskAction.Ask, null, c => c with { To = to, Comment = body.Value.Text })
            : Unknown("$.to", "a user", body.Value.To ?? "");
    }

    static async Task<IResult> AskApplicantAsync(string id, string text, Actor actor, OwnApplicationStore applications)
    {
        if (await actor.Queries.FindAsync(id, actor.Http.RequestAborted) is not { } found) return TasksApi.NotFound(id);
        return found.Task.CaseNumber is { } number && await applications.FindOwnerAsync(number, actor.Http.RequestAborted) is { } owner && await actor.FindAsync(owner) is { } applicant
            ? await actor.DoAsync(id, TaskAction.Ask, null, c => c with { To = applicant, Comment = text, WhoseTime = WhoseTime.Applicant })
            : Problems.Invalid([new Problem("$.ofApplicant", $"Expected a case whose applicant uses these pages, but nobody applied for {found.Task.CaseNumber} here: pause the task and call them.")]);
    }

    static async Task<IResult> AttachAsync(string id, Body<Attaching> body, [AsParameters] Actor actor, DocumentStore documents)
    {
        if (await actor.Queries.FindAsync(id, actor.Http.RequestAborted) is not { } found) return TasksApi.NotFound(id);
        if (await documents.FindAsync(body.Value.DocumentId, actor.Http.RequestAborted) is not { } document || document.CaseNumber != found.Task.CaseNumber)
            return Unknown("$.documentId", "a document of the case", body.Value.DocumentId);
        return await actor.DoAsync(id, TaskAction.Attach, null, c => c with { Attachment = new Attachment(document.Id, document.FileName, actor.Http.User.Identity!.Name!, document.AddedAt) });
    }

    static async Task<IResult> RequestOverrideAsync(string id, Body<OverrideRequest> body, [AsParameters] Actor actor)
    {
        var to = body.Value.For is { } name ? await actor.FindAsync(name) : null;
        if (body.Value.For is { } unknown && to is null) return Unknown("$.for", "a user", unknown);
        return await actor.DoAsync(id, TaskAction.RequestOverride, body.Value.Revision, c => c with { To = to, Comment = body.Value.Reason });
    }

    static async Task<IResult> WithdrawAsync(string id, Body<Withdrawal> body, [AsParameters] Actor actor, Withdrawals withdrawals)
    {
        if (new Reason(body.Value.Reason).Problem() is { } missing) return missing;
        if (await actor.Queries.FindAsync(id, actor.Http.RequestAborted) is not { } found) return TasksApi.NotFound(id);
        var refusal = await withdrawals.WithdrawAsync(found.Task.InstanceId, actor.Http.User.Identity!.Name!, body.Value.Reason, instance => Gone(instance, id, body.Value.Revision), actor.Http.RequestAborted);
        return refusal ?? (IResult)TypedResults.Accepted($"/api/tasks/{id}");
    }

    static string? Gone(Instance instance, string id, int revision) => instance.Tasks[id] is { } task && task.Revision == revision
        ? null
        : $"Expected revision {revision} of the task, but it is at {instance.Tasks[id].Revision}: look at it again.";

    static ProblemResult Unknown(string path, string what, string name) => Problems.Invalid([new Problem(path, $"Expected {what} of this server, but there is no '{name}'.")]);
}

/// <summary>Somebody who acts on a task. An <c>Operation-Id</c> makes the repetition of a request harmless.</summary>
readonly record struct Actor(
    HttpContext Http, WorkflowRunner Runner, TaskQueries Queries, TaskShapes Shapes, PeopleDirectory People, [property: FromHeader(Name = "Operation-Id")] string? OperationId)
{
    public Task<Person?> FindAsync(string name) => People.FindAsync(name, Http.RequestAborted);

    /// <returns>What is wrong with a form that refers to documents the case does not have; null when nothing is.</returns>
    public async Task<IResult?> MissingDocumentsAsync(string taskId, JsonElement? form, CaseDocuments documents)
    {
        if (form is not { } entered || await Queries.FindAsync(taskId, Http.RequestAborted) is not { Task: { CaseNumber: { } number } task }) return null;
        var named = FormRules.DocumentsOf(task.Form, entered, "form").ToList();
        if (named.Count == 0) return null;
        var there = (await documents.ListAsync(number, Http.RequestAborted)).Select(d => d.Id).ToHashSet();
        var missing = named.Where(d => !there.Contains(d.Id)).Select(d => FormRules.NoDocument(d.Path, d.Id)).ToList();
        return missing.Count == 0 ? null : Problems.Invalid(missing);
    }

    /// <param name="revision">Null for commands that fit every revision.</param>
    /// <param name="fill">Adds what this action needs.</param>
    public async Task<IResult> DoAsync(string taskId, TaskAction action, int? revision, Func<TaskCommand, TaskCommand>? fill = null)
    {
        var person = await People.OfAsync(Http.User, Http.RequestAborted);
        var command = new TaskCommand(taskId, action, person, revision);
        if (await Queries.FindAsync(taskId, Http.RequestAborted) is not { } found) return TasksApi.NotFound(taskId);
        var operation = OperationId is null ? null : $"task:{person.Name}:{taskId}:{action}:{OperationId}";
        var result = await Runner.RunAsync(found.Task.InstanceId, new Trigger.Task(fill is null ? command : fill(command)), operation, Http.RequestAborted);
        if (result.Refusal is { } refusal) return Problems.Of(refusal);
        return TypedResults.Ok(Shapes.Full((await Queries.FindAsync(taskId, Http.RequestAborted))!, person));
    }
}
