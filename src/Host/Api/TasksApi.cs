using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Cases;
using Lendflow.Host.People;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>The inbox, and what people do with tasks.</summary>
static class TasksApi
{
    static readonly Dictionary<string, TaskScope> Scopes = new() { ["available"] = TaskScope.Available, ["mine"] = TaskScope.Mine, ["done"] = TaskScope.Done, ["all"] = TaskScope.All };

    static readonly Dictionary<string, TaskSort> Sorts = new() { ["due"] = TaskSort.Due, ["-due"] = TaskSort.DueDescending, ["priority"] = TaskSort.Priority, ["created"] = TaskSort.Created };

    /// <summary>Who may see tasks that are neither theirs nor offered to them.</summary>
    static readonly string[] SeeAll = [Roles.Admin, Roles.Owner, Roles.Manager, Roles.Director, Roles.Auditor];

    public static void MapTasks(this IEndpointRouteBuilder app)
    {
        var tasks = app.MapGroup("/api/tasks").WithTags("tasks").RequireAuthorization().AddEndpointFilter<BodyFilter>();
        tasks.MapGet("", ListAsync).WithName("listTasks").WithSummary("An inbox: scope available, mine, done or all").Produces<TaskPage>();
        tasks.MapGet("{id}", FindAsync).WithName("getTask").WithSummary("A task with its form and history").Produces<TaskView>();

        var actions = tasks.MapGroup("{id}").RequireAuthorization(Roles.MayAct).AddEndpointFilter<BackPressure>();
        actions.MapPost("claim", (string id, Body<TaskRevision> body, [AsParameters] Actor actor) =>
            actor.DoAsync(new TaskCommand(id, TaskAction.Claim, actor.Person, body.Value.Revision))).Describe("claimTask", "Takes a task");
        actions.MapPost("release", (string id, Body<TaskRevision> body, [AsParameters] Actor actor) =>
            actor.DoAsync(new TaskCommand(id, TaskAction.Release, actor.Person, body.Value.Revision))).Describe("releaseTask", "Gives a task back");
        actions.MapPost("complete", (string id, Body<Completion> body, [AsParameters] Actor actor) =>
            actor.DoAsync(new TaskCommand(id, TaskAction.Complete, actor.Person, body.Value.Revision, body.Value.Outcome, body.Value.Comment, body.Value.ReasonCodes, body.Value.Form ?? default))).Describe("completeTask", "Completes a task with an outcome");
        actions.MapPost("comment", (string id, Body<TaskComment> body, [AsParameters] Actor actor) =>
            actor.DoAsync(new TaskCommand(id, TaskAction.Comment, actor.Person, Comment: body.Value.Comment))).Describe("commentTask", "Adds a comment");
        actions.MapPost("delegate", DelegateAsync).Describe("delegateTask", "Has somebody else do a task");
        actions.MapPost("forward", ForwardAsync).Describe("forwardTask", "Hands a task to another group or person");
    }

    static void Describe(this RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary).Produces<TaskView>();

    static async Task<IResult> ListAsync(
        HttpContext http, TaskQueries queries, TaskShapes shapes, CancellationToken cancellationToken,
        string scope = "available", string? search = null, string? flow = null, string? stage = null, string? sort = null, int page = 0, int pageSize = 25)
    {
        if (!Scopes.TryGetValue(scope, out var wanted)) return Problems.Of(400, $"Expected one of {string.Join(", ", Scopes.Keys)} as scope, but found '{scope}'.");
        if (!string.IsNullOrEmpty(sort) && !Sorts.ContainsKey(sort)) return Problems.Of(400, $"Expected one of {string.Join(", ", Sorts.Keys)} as sort, but found '{sort}'.");
        var person = http.User.ToPerson();
        if (wanted == TaskScope.All && !SeeAll.Any(person.IsIn)) return Problems.Of(403, $"Expected one of the roles {string.Join(", ", SeeAll)} to see everybody's tasks, but you have {string.Join(", ", Roles.OfUser(http.User))}.");

        var filter = new TaskFilter(person.Name, person.Groups, wanted, search, OrNull(flow), OrNull(stage), string.IsNullOrEmpty(sort) ? null : Sorts[sort]);
        var found = await queries.ListAsync(filter, new PageRequest(page, pageSize), cancellationToken);
        var counts = await queries.CountAsync(person.Name, person.Groups, cancellationToken);
        return TypedResults.Ok(new TaskPage([.. found.Items.Select(t => shapes.Summary(t.Task, t.Case))], found.TotalCount, counts));
    }

    static async Task<IResult> FindAsync(string id, HttpContext http, TaskQueries queries, TaskShapes shapes, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(shapes.Full(found, http.User.ToPerson())) : NotFound(id);

    static async Task<IResult> DelegateAsync(string id, Body<Delegation> body, [AsParameters] Actor actor, SignIns people)
    {
        if (await people.FindAsync(body.Value.To) is null) return Unknown("$.to", "a user", body.Value.To);
        return await actor.DoAsync(new TaskCommand(id, TaskAction.Delegate, actor.Person, body.Value.Revision, Comment: body.Value.Comment, To: body.Value.To));
    }

    static async Task<IResult> ForwardAsync(string id, Body<Forwarding> body, [AsParameters] Actor actor, SignIns people)
    {
        var forwarding = body.Value;
        if (forwarding.Group is { } group && !Roles.GroupsOf(Roles.All).Contains(group)) return Unknown("$.group", "a group", group);
        if (forwarding.Group is null && forwarding.To is { } to && await people.FindAsync(to) is null) return Unknown("$.to", "a user", to);
        var target = forwarding.Group is null ? forwarding.To : $"group:{forwarding.Group}";
        return await actor.DoAsync(new TaskCommand(id, TaskAction.Forward, actor.Person, forwarding.Revision, Comment: forwarding.Comment, To: target));
    }

    internal static ProblemResult NotFound(string id) => Problems.NotFound($"a task '{id}'");

    static ProblemResult Unknown(string path, string what, string name) => Problems.Invalid([new Problem(path, $"Expected {what} of this server, but there is no '{name}'.")]);

    static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>Somebody who acts on a task. An <c>Operation-Id</c> makes the repetition of a request harmless.</summary>
readonly record struct Actor(
    HttpContext Http, WorkflowRunner Runner, TaskQueries Queries, TaskShapes Shapes, [FromHeader(Name = "Operation-Id")] string? OperationId)
{
    public Person Person => Http.User.ToPerson();

    public async Task<IResult> DoAsync(TaskCommand command)
    {
        if (await Queries.FindAsync(command.TaskId, Http.RequestAborted) is not { } found) return TasksApi.NotFound(command.TaskId);
        var operation = OperationId is null ? null : $"task:{Person.Name}:{command.TaskId}:{command.Action}:{OperationId}";
        var result = await Runner.RunAsync(found.Task.InstanceId, new Trigger.Task(command), operation, Http.RequestAborted);
        if (result.Refusal is { } refusal) return Problems.Of(refusal);
        return TypedResults.Ok(Shapes.Full((await Queries.FindAsync(command.TaskId, Http.RequestAborted))!, Person));
    }
}
