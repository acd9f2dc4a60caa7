using System.Linq.Expressions;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>Inboxes of what a person has or did: Mine, FollowUp and Done. They are as long as one person's work.</summary>
static class OwnedTasks
{
    /// <summary>Nobody looks further back in a list; who knows the case finds it among the cases.</summary>
    const int LatestDone = 2000;

    public static bool Has(TaskScope scope) => scope is TaskScope.Mine or TaskScope.FollowUp or TaskScope.Done;

    /// <summary>Ids in order.</summary>
    public static IQueryable<string> Page(LendflowDb db, TaskFilter filter, FoundTasks? found) => Sorted(Matching(db, filter, found), filter).Select(t => t.Id);

    /// <summary>How many there are; at most so many.</summary>
    public static Task<int> CountAsync(LendflowDb db, TaskFilter filter, FoundTasks? found, int most, CancellationToken cancellationToken) => Matching(db, filter, found).Take(most).CountAsync(cancellationToken);

    public static async Task<Spread> CountByAsync(LendflowDb db, TaskFilter filter, FoundTasks? found, TaskGrouping by, CancellationToken cancellationToken)
    {
        var counts = await Matching(db, filter, found, isCounted: true).GroupBy(KeyOf(by)).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return new Spread(counts, filter.Scope != TaskScope.Done || counts.Values.Sum() < LatestDone);
    }

    static IQueryable<TaskRow> Matching(LendflowDb db, TaskFilter filter, FoundTasks? found, bool isCounted = false)
    {
        var tasks = InScope(db, filter, isCounted);
        if (filter.Product is { } product) tasks = tasks.Where(t => db.Instances.Any(i => i.Id == t.InstanceId && i.Product == product));
        if (filter.Branch is { } branch) tasks = tasks.Where(t => db.Instances.Any(i => i.Id == t.InstanceId && i.Branch == branch));
        if (filter.Group is { } group)
        {
            var offered = Principal.Group(group);
            tasks = tasks.Where(t => db.Inbox.Any(r => r.TaskId == t.Id && r.Principal == offered));
        }
        if (filter.Assignee is { } assignee) tasks = tasks.Where(t => t.Assignee == assignee);
        if (filter.DueBefore is { } moment) tasks = tasks.Where(t => t.DueOrder < moment);
        if (filter.Flow is { } flow) tasks = tasks.Where(t => t.DefinitionId == flow);
        if (filter.Step is { } step) tasks = tasks.Where(t => t.Title == step);
        if (filter.MinPriority is { } lowest) tasks = tasks.Where(t => t.Priority >= lowest);
        if (filter.Stage is { } stage) tasks = tasks.Where(t => t.Stage == stage);
        if (filter.Scope == TaskScope.Done) return Searched(db, tasks, filter.Search);
        if (found is null) return tasks;
        var rows = db.Inbox.Where(r => r.Principal == Principal.Everyone).Where(found.HoldsFor(db));
        return found.Few is { } few ? tasks.Where(t => EF.Parameter(few).Contains(t.Id)) : tasks.Where(t => rows.Any(r => r.TaskId == t.Id));
    }

    /// <summary>Words of closed tasks are not kept: they are held against the search one by one.</summary>
    static IQueryable<TaskRow> Searched(LendflowDb db, IQueryable<TaskRow> tasks, string? search)
    {
        foreach (var word in (search ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            tasks = tasks.Where(t => t.Title.ToLower().Contains(word) || t.TitleZh!.ToLower().Contains(word) || t.CaseNumber!.ToLower().Contains(word)
                || db.Instances.Any(i => i.Id == t.InstanceId && i.Borrower!.ToLower().Contains(word)));
        return tasks;
    }

    static IQueryable<TaskRow> InScope(LendflowDb db, TaskFilter filter, bool isCounted)
    {
        var (tasks, user) = (db.Tasks.AsNoTracking(), filter.Person.Name);
        return filter.Scope switch
        {
            TaskScope.Done => DoneBy(tasks, user, isWhole: !isCounted && IsPlain(filter)),
            TaskScope.FollowUp => AssignedTo(tasks, filter.Names).Where(t => t.FollowUpAt != null),
            _ => AssignedTo(tasks, filter.Names),
        };
    }

    /// <summary>In its own order the list goes on for ever. What is searched, sorted or counted is the latest, because what a person
    /// did grows with the years.</summary>
    static IQueryable<TaskRow> DoneBy(IQueryable<TaskRow> tasks, string user, bool isWhole)
    {
        var done = tasks.Where(t => t.CompletedBy == user);
        return isWhole ? done : done.OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).Take(LatestDone);
    }

    static bool IsPlain(TaskFilter filter) => string.IsNullOrWhiteSpace(filter.Search) && filter with { Search = null } == new TaskFilter(filter.Person, filter.Scope);

    /// <summary>One name is by far the common case, and only by one does the index give the order as well.</summary>
    static IQueryable<TaskRow> AssignedTo(IQueryable<TaskRow> tasks, List<string> names) =>
        names is [var only] ? tasks.Where(t => t.Assignee == only && t.IsOpen) : tasks.Where(t => names.Contains(t.Assignee!) && t.IsOpen);

    static IQueryable<TaskRow> Sorted(IQueryable<TaskRow> tasks, TaskFilter filter) => filter.Sort switch
    {
        TaskSort.DueDescending => tasks.OrderByDescending(t => t.DueOrder).ThenByDescending(t => t.Id),
        TaskSort.Priority => tasks.OrderByDescending(t => t.Priority).ThenBy(t => t.DueOrder).ThenBy(t => t.Id),
        TaskSort.Created => tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id),
        null when filter.Scope == TaskScope.FollowUp => tasks.OrderBy(t => t.FollowUpAt).ThenBy(t => t.Id),
        null when filter.Scope == TaskScope.Done => tasks.OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id),
        _ => tasks.OrderBy(t => t.DueOrder).ThenBy(t => t.Id),
    };

    static Expression<Func<TaskRow, string>> KeyOf(TaskGrouping by) => by switch
    {
        TaskGrouping.Flow => t => t.DefinitionId,
        TaskGrouping.Assignee => t => t.Assignee ?? "",
        TaskGrouping.Step => t => t.Title,
        _ => t => t.Stage ?? "",
    };
}
