using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Cases;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>What an inbox has beyond single tasks: counts, the next task, many at once, saved views.</summary>
static class InboxApi
{
    const int MostAtOnce = 200;
    const int LookedAtForNext = 200;

    static readonly TaskAction[] Bulk = [TaskAction.Claim, TaskAction.Release, TaskAction.Assign, TaskAction.Forward, TaskAction.Return, TaskAction.Complete];

    public static void MapInbox(this IEndpointRouteBuilder app)
    {
        var inbox = app.MapGroup("/api/inbox").WithTags("inbox").RequireAuthorization().AddEndpointFilter<BodyFilter>();
        inbox.MapGet("counts", CountAsync).WithName("countTasks").WithSummary("How the tasks of an inbox spread by stage, flow, assignee or step").Produces<IReadOnlyList<TaskGroupCount>>();
        inbox.MapGet("next", NextAsync).WithName("nextTasks").WithSummary("Which tasks to take next: those whose time limit is most likely lost by waiting").Produces<IReadOnlyList<NextTaskView>>();
        inbox.MapPost("bulk", BulkAsync).WithName("actOnTasks").WithSummary("One command on many tasks, each with a result of its own").RequireAuthorization(Roles.MayAct).AddEndpointFilter<BackPressure>().Produces<IReadOnlyList<BulkResult>>();
        inbox.MapGet("views", async (HttpContext http, PeopleDirectory people, InboxViewStore views, CancellationToken cancellationToken) =>
        {
            var person = await people.OfAsync(http.User, cancellationToken);
            return TypedResults.Ok(await views.ListAsync(person.Name, person.Groups, cancellationToken));
        }).WithName("listViews").WithSummary("Your saved views, and those shared with your groups");
        inbox.MapPut("views/{id}", SaveViewAsync).WithName("saveView").WithSummary("Saves a view; revision 0 adds one").Produces<InboxView>();
        inbox.MapDelete("views/{id}", async (string id, HttpContext http, InboxViewStore views, CancellationToken cancellationToken) =>
            await views.DeleteAsync(id, http.User.Identity!.Name!, cancellationToken) ? (IResult)TypedResults.NoContent() : Problems.NotFound($"a view '{id}' of yours"))
            .WithName("deleteView").WithSummary("Deletes a view of yours").Produces(204);
    }

    static async Task<IResult> CountAsync([AsParameters] InboxQuery query, HttpContext http, TaskQueries queries, PeopleDirectory people, CancellationToken cancellationToken, string by = "stage")
    {
        if (!Enum.TryParse<TaskGrouping>(by, ignoreCase: true, out var grouping)) return Problems.Of(400, $"Expected one of {string.Join(", ", Enum.GetNames<TaskGrouping>()).ToLowerInvariant()} to count by, but found '{by}'.");
        if (query.Read(await people.OfAsync(http.User, cancellationToken), http.User, out var filter) is { } problem) return problem;
        return TypedResults.Ok(await queries.CountByAsync(filter!, grouping, cancellationToken));
    }

    static async Task<IResult> NextAsync(HttpContext http, TaskQueries queries, TaskShapes shapes, PeopleDirectory people, TimeProvider clock, CancellationToken cancellationToken, int count = 10)
    {
        var person = await people.OfAsync(http.User, cancellationToken);
        var mine = await queries.ListAsync(new TaskFilter(person, TaskScope.Mine), new PageRequest(0, LookedAtForNext), cancellationToken);
        var available = await queries.ListAsync(new TaskFilter(person, TaskScope.Available), new PageRequest(0, LookedAtForNext), cancellationToken);
        var all = mine.Items.Concat(available.Items).DistinctBy(t => t.Task.Id).ToDictionary(t => t.Task.Id);
        return TypedResults.Ok<IReadOnlyList<NextTaskView>>(
        [
            .. NextTask.Order(all.Values.Select(t => t.Task), clock.GetUtcNow()).Take(Math.Clamp(count, 1, LookedAtForNext))
                .Select(next => new NextTaskView(shapes.Summary(all[next.Task.Id].Task, all[next.Task.Id].Case), Math.Round(next.ExpectedLoss, 3))),
        ]);
    }

    static async Task<IResult> BulkAsync(Body<BulkCommand> body, [AsParameters] Actor actor)
    {
        var bulk = body.Value;
        if (!Bulk.Contains(bulk.Action)) return Problems.Invalid([new Problem("$.action", $"Expected one of {string.Join(", ", Bulk)} for many tasks, but found {bulk.Action}.")]);
        if (bulk.Items.Count is 0 or > MostAtOnce) return Problems.Invalid([new Problem("$.items", $"Expected 1 to {MostAtOnce} tasks, but found {bulk.Items.Count}.")]);
        var to = bulk.To is { } name ? await actor.FindAsync(name) : null;
        if (bulk.To is { } unknown && to is null) return Problems.Invalid([new Problem("$.to", $"Expected a user of this server, but there is no '{unknown}'.")]);

        // One after the other: two tasks may be of one case, and each is a commit of its own, done or not done.
        var results = new List<BulkResult>();
        foreach (var item in bulk.Items) results.Add(await actor.TryAsync(item, bulk, to));
        return TypedResults.Ok<IReadOnlyList<BulkResult>>(results);
    }

    static async Task<BulkResult> TryAsync(this Actor actor, TaskOfBulk item, BulkCommand bulk, Person? to)
    {
        var stopping = actor.Http.RequestAborted;
        if (await actor.Queries.FindAsync(item.Id, stopping) is not { } found) return new BulkResult(item.Id, 404, $"Expected a task '{item.Id}', but there is none.");
        if (bulk.Action == TaskAction.Complete && !found.Task.AllowsBulk)
            return new BulkResult(item.Id, 403, $"Expected a step whose flow lets many be completed at once, but {found.Task.Title} does not: open it.");
        var person = await actor.People.OfAsync(actor.Http.User, stopping);
        var command = new TaskCommand(item.Id, bulk.Action, person, item.Revision, bulk.Outcome, bulk.Comment, bulk.ReasonCodes, default, to, bulk.Group);
        var operation = actor.OperationId is null ? null : $"task:{person.Name}:{item.Id}:{bulk.Action}:{actor.OperationId}";
        var result = await actor.Runner.RunAsync(found.Task.InstanceId, new Trigger.Task(command), operation, stopping);
        return result.Refusal is { } refusal
            ? new BulkResult(item.Id, Problems.Of(refusal).Status, string.Join(" ", refusal.Problems.Select(p => p.Message)))
            : new BulkResult(item.Id, 200, null);
    }

    static async Task<IResult> SaveViewAsync(string id, Body<ViewBody> body, HttpContext http, PeopleDirectory people, InboxViewStore views, CancellationToken cancellationToken)
    {
        var (view, person) = (body.Value, await people.OfAsync(http.User, cancellationToken));
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(view.Name) || view.Name.Length > 100) problems.Add(new Problem("name", "Expected a name of 1 to 100 characters, but it has none or more."));
        if (view.Query.Length > 2000) problems.Add(new Problem("query", $"Expected at most 2000 characters, but found {view.Query.Length}."));
        if (view.SharedWith is { } group && !person.IsIn(group)) problems.Add(new Problem("sharedWith", $"Expected a group of yours, but you are not in {group}."));
        if (id.Length > 64) problems.Add(new Problem("id", "Expected an id of at most 64 characters, but it is longer."));
        if (problems.Count > 0) return Problems.Invalid(problems);
        return await views.SaveAsync(new InboxView(id, person.Name, view.Name, view.SharedWith, view.Query, view.Revision), cancellationToken) is { } saved
            ? TypedResults.Ok(saved)
            : Problems.Of(409, $"Expected your view '{id}' at revision {view.Revision}, but it has changed, is gone or is somebody else's.");
    }
}

/// <param name="ExpectedLoss">Weight of the priority times how likely the time limit is missed if it waits on; above 1 it is late.</param>
sealed record NextTaskView(TaskSummaryView Task, double ExpectedLoss);

/// <summary>One command on many tasks; what single tasks need is the same here.</summary>
/// <param name="Items">1 to 200.</param>
sealed record BulkCommand(
    TaskAction Action, IReadOnlyList<TaskOfBulk> Items, string? To = null, string? Group = null, string? Outcome = null, string? Comment = null, IReadOnlyList<string>? ReasonCodes = null);

sealed record TaskOfBulk(string Id, int Revision);

/// <param name="Status">As if the command had been given alone: 200, 403, 404, 409 or 422.</param>
/// <param name="Problem">Null when it was carried out.</param>
sealed record BulkResult(string Id, int Status, string? Problem);

/// <param name="Query">The query string of the inbox.</param>
/// <param name="SharedWith">A group of yours whose members see the view too; null for none.</param>
/// <param name="Revision">The one the change was made on; 0 for a new view.</param>
sealed record ViewBody(string Name, string Query, int Revision, string? SharedWith = null);
