using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>Whose tasks an inbox shows.</summary>
public enum TaskScope
{
    /// <summary>Nobody has them, and the person is a candidate and not excluded.</summary>
    Available,
    /// <summary>Open and assigned to the person, or to somebody they stand in for.</summary>
    Mine,
    /// <summary>As <see cref="Mine"/>, with a date to look at them again; earliest first.</summary>
    FollowUp,
    /// <summary>Open tasks on which the person was asked something.</summary>
    Asked,
    /// <summary>Open and offered to a group of the person, whoever has them.</summary>
    Team,
    /// <summary>Completed by the person.</summary>
    Done,
    /// <summary>Every open task; who may ask for it is the host's business.</summary>
    All,
}

/// <summary>Order of an inbox. Ties are broken by id, so that pages do not overlap.</summary>
public enum TaskSort { Due, DueDescending, Priority, Created }

/// <summary>For whom, and what the inbox is narrowed by; null for no matter.</summary>
/// <param name="Search">Part of title, case number or borrower, whatever the case of its letters.</param>
/// <param name="Person">Whose inbox, with the absent people they stand in for.</param>
/// <param name="Flow">Definition id.</param>
/// <param name="Sort">Null for the scope's own: latest completed first when done, else earliest due first.</param>
public sealed record TaskFilter(
    Person Person, TaskScope Scope, string? Search = null, string? Flow = null, string? Stage = null, TaskSort? Sort = null)
{
    /// <summary>Title of the step, in English.</summary>
    public string? Step { get; init; }
    /// <summary>Lowest priority, 0 to 100.</summary>
    public int? MinPriority { get; init; }
    /// <summary>Product of the case.</summary>
    public string? Product { get; init; }
    /// <summary>Branch of the case.</summary>
    public string? Branch { get; init; }
    /// <summary>Group the task is offered to.</summary>
    public string? Group { get; init; }
    /// <summary>User name of who has it.</summary>
    public string? Assignee { get; init; }
    /// <summary>Due before this moment.</summary>
    public DateTimeOffset? DueBefore { get; init; }
}

/// <summary>A task and the case it belongs to.</summary>
public sealed record TaskOfCase(UserTask Task, CaseSummary Case);

/// <summary>What an inbox can be counted by.</summary>
public enum TaskGrouping { Stage, Flow, Assignee, Step }

/// <param name="Key">Empty when the tasks have none.</param>
public sealed record TaskGroupCount(string Key, int Count);

/// <summary>How many tasks each tab of a person's inbox holds; <see cref="TaskQueries.MostCounted"/> stands for so many or more.</summary>
public sealed record TaskCounts(int Available, int Mine, int Done, int FollowUp, int Asked, int Team);

/// <summary>The inbox.</summary>
public sealed class TaskQueries(LendflowDatabase database)
{
    /// <summary>Nobody reads more than this many tasks, and counting on would cost more than showing them.</summary>
    public const int MostCounted = 1000;

    /// <summary>A page; its total is <see cref="MostCounted"/> at most.</summary>
    public async Task<Page<TaskOfCase>> ListAsync(TaskFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var total = await Matching(db, filter).Take(MostCounted).CountAsync(cancellationToken);
        var found = await List(db, filter).Skip(page.Skip).Take(page.Take).Select(t => t.Json).ToListAsync(cancellationToken);
        return new Page<TaskOfCase>(await WithCasesAsync(db, found, cancellationToken), total);
    }

    /// <summary>How the tasks of a scope spread, largest first.</summary>
    public async Task<IReadOnlyList<TaskGroupCount>> CountByAsync(TaskFilter filter, TaskGrouping by, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var keys = by switch
        {
            TaskGrouping.Flow => Matching(db, filter).Select(t => t.DefinitionId),
            TaskGrouping.Assignee => Matching(db, filter).Select(t => t.Assignee ?? ""),
            TaskGrouping.Step => Matching(db, filter).Select(t => t.Title),
            _ => Matching(db, filter).Select(t => t.Stage ?? ""),
        };
        var counts = await keys.GroupBy(key => key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new TaskGroupCount(c.Key, c.Count))];
    }

    public async Task<TaskCounts> CountAsync(Person person, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return new TaskCounts(
            await CountAsync(TaskScope.Available), await CountAsync(TaskScope.Mine), await CountAsync(TaskScope.Done),
            await CountAsync(TaskScope.FollowUp), await CountAsync(TaskScope.Asked), await CountAsync(TaskScope.Team));

        Task<int> CountAsync(TaskScope scope) => InScope(db, new TaskFilter(person, scope)).Take(MostCounted).CountAsync(cancellationToken);
    }

    /// <summary>Null when there is no such task.</summary>
    public async Task<TaskOfCase?> FindAsync(string taskId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var json = await db.Tasks.Where(t => t.Id == taskId).Select(t => t.Json).ToListAsync(cancellationToken);
        return (await WithCasesAsync(db, json, cancellationToken)) is [var task] ? task : null;
    }

    /// <summary>All tasks of an instance, oldest first.</summary>
    public async Task<IReadOnlyList<UserTask>> ListOfInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var json = await db.Tasks.Where(t => t.InstanceId == instanceId).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).Select(t => t.Json).ToListAsync(cancellationToken);
        return [.. json.Select(j => EngineJson.ReadTask(j))];
    }

    internal static IQueryable<TaskRow> List(LendflowDb db, TaskFilter filter) => Sorted(Matching(db, filter), filter);

    static IQueryable<TaskRow> Matching(LendflowDb db, TaskFilter filter)
    {
        var tasks = InScope(db, filter);
        if (filter.Product is { } product) tasks = tasks.Where(t => db.Instances.Any(i => i.Id == t.InstanceId && i.Product == product));
        if (filter.Branch is { } branch) tasks = tasks.Where(t => db.Instances.Any(i => i.Id == t.InstanceId && i.Branch == branch));
        if (filter.Group is { } group) tasks = OfferedTo(db, tasks, [Principal.Group(group)]);
        if (filter.Assignee is { } assignee) tasks = tasks.Where(t => t.Assignee == assignee);
        if (filter.DueBefore is { } moment) tasks = tasks.Where(t => t.DueOrder < moment);
        if (filter.Flow is { } flow) tasks = tasks.Where(t => t.DefinitionId == flow);
        if (filter.Step is { } step) tasks = tasks.Where(t => t.Title == step);
        if (filter.MinPriority is { } lowest) tasks = tasks.Where(t => t.Priority >= lowest);
        if (filter.Stage is { } stage) tasks = tasks.Where(t => t.Stage == stage);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var part = filter.Search.Trim().ToLowerInvariant();
            tasks = tasks.Where(t => t.Title.ToLower().Contains(part) || t.TitleZh!.ToLower().Contains(part) || t.CaseNumber!.ToLower().Contains(part)
                || db.Instances.Any(i => i.Id == t.InstanceId && i.Borrower!.ToLower().Contains(part)));
        }
        return tasks;
    }

    static IQueryable<TaskRow> InScope(LendflowDb db, TaskFilter filter)
    {
        var (tasks, user) = (db.Tasks.AsNoTracking(), filter.Person.Name);
        return filter.Scope switch
        {
            TaskScope.Mine => AssignedTo(tasks, filter.Person),
            TaskScope.FollowUp => AssignedTo(tasks, filter.Person).Where(t => t.FollowUpAt != null),
            TaskScope.Done => tasks.Where(t => t.CompletedBy == user),
            TaskScope.Asked => AskedOf(db, tasks, filter.Person),
            TaskScope.Team => OfferedTo(db, tasks.Where(t => t.IsOpen), [.. filter.Person.Groups.Select(Principal.Group)]),
            TaskScope.All => tasks.Where(t => t.IsOpen),
            _ => Available(db, tasks, filter),
        };
    }

    static IQueryable<TaskRow> AssignedTo(IQueryable<TaskRow> tasks, Person person)
    {
        // One name is by far the common case, and only by one does the index give the order as well.
        var names = Names(person);
        if (names is not [var only]) return tasks.Where(t => names.Contains(t.Assignee!) && t.IsOpen);
        return tasks.Where(t => t.Assignee == only && t.IsOpen);
    }

    static IQueryable<TaskRow> Available(LendflowDb db, IQueryable<TaskRow> tasks, TaskFilter filter)
    {
        // Every task that is ready is open. Said again, it lets the indexes of these two orders be used, and keeps the index of
        // the ordinary one from answering alone.
        if (filter.Sort is TaskSort.Priority or TaskSort.Created) tasks = tasks.Where(t => t.IsOpen);
        var person = filter.Person;
        var (ready, excluded) = (nameof(UserTaskStatus.Ready), Principal.Excluded(person.Name));
        return OfferedTo(db, tasks.Where(t => t.Status == ready), [.. person.StandsInFor.Prepend(person).SelectMany(Principals).Distinct()])
            .Where(t => !db.TaskCandidates.Any(c => c.TaskId == t.Id && c.Principal == excluded));
    }

    /// <summary>Questions are few: the query begins with them, not with the open tasks.</summary>
    static IQueryable<TaskRow> AskedOf(LendflowDb db, IQueryable<TaskRow> tasks, Person person)
    {
        var asked = Names(person).Select(Principal.Asked).ToList();
        if (asked is not [var only]) return OfferedTo(db, tasks.Where(t => t.IsOpen), [.. asked]);
        return db.TaskCandidates.Where(c => c.Principal == only).Join(tasks.Where(t => t.IsOpen), c => c.TaskId, t => t.Id, (c, t) => t);
    }

    static IQueryable<TaskRow> OfferedTo(LendflowDb db, IQueryable<TaskRow> tasks, string[] principals) =>
        tasks.Where(t => db.TaskCandidates.Any(c => c.TaskId == t.Id && principals.Contains(c.Principal)));

    static IEnumerable<string> Principals(Person person) => person.Groups.Select(Principal.Group).Prepend(Principal.User(person.Name));

    static List<string> Names(Person person) => [person.Name, .. person.StandsInFor.Select(absent => absent.Name)];

    static IOrderedQueryable<TaskRow> Sorted(IQueryable<TaskRow> tasks, TaskFilter filter) => filter.Sort switch
    {
        TaskSort.DueDescending => tasks.OrderByDescending(t => t.DueOrder).ThenByDescending(t => t.Id),
        TaskSort.Priority => tasks.OrderByDescending(t => t.Priority).ThenBy(t => t.DueOrder).ThenBy(t => t.Id),
        TaskSort.Created => tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id),
        null when filter.Scope == TaskScope.FollowUp => tasks.OrderBy(t => t.FollowUpAt).ThenBy(t => t.Id),
        null when filter.Scope == TaskScope.Done => tasks.OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id),
        _ => tasks.OrderBy(t => t.DueOrder).ThenBy(t => t.Id),
    };

    static async Task<IReadOnlyList<TaskOfCase>> WithCasesAsync(LendflowDb db, IReadOnlyList<byte[]> json, CancellationToken cancellationToken)
    {
        var tasks = json.Select(j => EngineJson.ReadTask(j)).ToList();
        var ids = tasks.Select(t => t.InstanceId).Distinct().ToList();
        var cases = await db.Instances.Where(i => ids.Contains(i.Id)).Select(CaseSummary.Of).ToDictionaryAsync(c => c.InstanceId, cancellationToken);
        return [.. tasks.Select(t => new TaskOfCase(t, cases[t.InstanceId]))];
    }
}
