using Lendflow.Engine.Tasks;
using Lendflow.Host.Cases;
using Lendflow.Host.People;
using Lendflow.HumanTasks.Review;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>The inbox. What people do with tasks is in <see cref="TaskCommandsApi"/>.</summary>
static class TasksApi
{
    public static void MapTasks(this IEndpointRouteBuilder app)
    {
        var tasks = app.MapGroup("/api/tasks").WithTags("tasks").RequireAuthorization();
        tasks.MapGet("", ListAsync).WithName("listTasks").WithSummary("An inbox: scope available, mine, followUp, asked, team, done or all").Produces<TaskPage>();
        tasks.MapGet("{id}", FindAsync).WithName("getTask").WithSummary("A task with its form and history").Produces<TaskView>();
        tasks.MapGet("{id}/review", ReviewAsync).WithName("getReview").WithSummary("Who else decides with this task, and what they said as far as you may know").Produces<ReviewView>();
    }

    static async Task<IResult> ListAsync(
        [AsParameters] InboxQuery query, HttpContext http, TaskQueries queries, TaskShapes shapes, PeopleDirectory people, CancellationToken cancellationToken, int page = 0, int pageSize = 25)
    {
        var person = await people.OfAsync(http.User, cancellationToken);
        if (query.Read(person, http.User, out var filter) is { } problem) return problem;
        var found = await queries.ListAsync(filter!, new PageRequest(page, pageSize), cancellationToken);
        var counts = await queries.CountAsync(person, cancellationToken);
        return TypedResults.Ok(new TaskPage([.. found.Items.Select(t => shapes.Summary(t.Task, t.Case))], found.TotalCount, counts));
    }

    static async Task<IResult> FindAsync(string id, HttpContext http, TaskQueries queries, TaskShapes shapes, PeopleDirectory people, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } found) return NotFound(id);
        var reader = await people.OfAsync(http.User, cancellationToken);
        if (found.Task.Visibility != Visibility.Open && ReviewVisibility.IsHidden(found.Task, await queries.ListOfInstanceAsync(found.Task.InstanceId, cancellationToken), reader.Name))
            found = found with { Task = ReviewVisibility.Hide(found.Task) };
        return TypedResults.Ok(shapes.Full(found, reader));
    }

    static async Task<IResult> ReviewAsync(string id, HttpContext http, TaskQueries queries, Reviews reviews, PeopleDirectory people, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } found
            ? TypedResults.Ok(await reviews.OfAsync(found.Task, await people.OfAsync(http.User, cancellationToken), cancellationToken))
            : NotFound(id);

    internal static ProblemResult NotFound(string id) => Problems.NotFound($"a task '{id}'");
}
