using Lendflow.Engine.Tasks;
using Lendflow.Host.Cases;
using Lendflow.Host.People;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>The inbox. What people do with tasks is in <see cref="TaskCommandsApi"/>.</summary>
static class TasksApi
{
    static readonly Dictionary<string, TaskScope> Scopes = new()
    {
        ["available"] = TaskScope.Available, ["mine"] = TaskScope.Mine, ["followUp"] = TaskScope.FollowUp, ["asked"] = TaskScope.Asked,
        ["team"] = TaskScope.Team, ["done"] = TaskScope.Done, ["all"] = TaskScope.All,
    };

    static readonly Dictionary<string, TaskSort> Sorts = new() { ["due"] = TaskSort.Due, ["-due"] = TaskSort.DueDescending, ["priority"] = TaskSort.Priority, ["created"] = TaskSort.Created };

    /// <summary>Who may see tasks that are neither theirs nor offered to them.</summary>
    static readonly string[] SeeAll = [Roles.Admin, Roles.Owner, Roles.Manager, Roles.Director, Roles.Auditor];

    public static void MapTasks(this IEndpointRouteBuilder app)
    {
        var tasks = app.MapGroup("/api/tasks").WithTags("tasks").RequireAuthorization();
        tasks.MapGet("", ListAsync).WithName("listTasks").WithSummary("An inbox: scope available, mine, followUp, asked, team, done or all").Produces<TaskPage>();
        tasks.MapGet("{id}", FindAsync).WithName("getTask").WithSummary("A task with its form and history").Produces<TaskView>();
    }

    static async Task<IResult> ListAsync(
        HttpContext http, TaskQueries queries, TaskShapes shapes, PeopleDirectory people, CancellationToken cancellationToken,
        string scope = "available", string? search = null, string? flow = null, string? stage = null, string? sort = null, int page = 0, int pageSize = 25)
    {
        if (!Scopes.TryGetValue(scope, out var wanted)) return Problems.Of(400, $"Expected one of {string.Join(", ", Scopes.Keys)} as scope, but found '{scope}'.");
        if (!string.IsNullOrEmpty(sort) && !Sorts.ContainsKey(sort)) return Problems.Of(400, $"Expected one of {string.Join(", ", Sorts.Keys)} as sort, but found '{sort}'.");
        var person = await people.OfAsync(http.User, cancellationToken);
        if (wanted == TaskScope.All && !SeeAll.Any(person.IsIn)) return Problems.Of(403, $"Expected one of the roles {string.Join(", ", SeeAll)} to see everybody's tasks, but you have {string.Join(", ", Roles.OfUser(http.User))}.");

        var filter = new TaskFilter(person, wanted, search, OrNull(flow), OrNull(stage), string.IsNullOrEmpty(sort) ? null : Sorts[sort]);
        var found = await queries.ListAsync(filter, new PageRequest(page, pageSize), cancellationToken);
        var counts = await queries.CountAsync(person, cancellationToken);
        return TypedResults.Ok(new TaskPage([.. found.Items.Select(t => shapes.Summary(t.Task, t.Case))], found.TotalCount, counts));
    }

    static async Task<IResult> FindAsync(string id, HttpContext http, TaskQueries queries, TaskShapes shapes, PeopleDirectory people, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(shapes.Full(found, await people.OfAsync(http.User, cancellationToken))) : NotFound(id);

    internal static ProblemResult NotFound(string id) => Problems.NotFound($"a task '{id}'");

    static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
