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
    /// <summary>Open and assigned to the person.</summary>
    Mine,
    /// <summary>Completed by the person.</summary>
    Done,
    /// <summary>Every open task; who may ask for it is the host's business.</summary>
    All,
}

/// <summary>Order of an inbox. Ties are broken by id, so that pages do not overlap.</summary>
public enum TaskSort { Due, DueDescending, Priority, Created }

/// <summary>For whom, and what the inbox is narrowed by; null for no matter.</summary>
/// <param name="Search">Part of title, case number or borrower, whatever the case of its letters.</param>
/// <param name="Flow">Definition id.</param>
/// <param name="Sort">Null for the scope's own: latest completed first when done, else earliest due first.</param>
public sealed record TaskFilter(
    string User, IReadOnlyList<string> Groups, TaskScope Scope, string? Search = null, string? Flow = null, string? Stage = null, TaskSort? Sort = null);

/// <summary>A task and the case it belongs to.</summary>
public sealed record TaskOfCase(UserTask Task, CaseSummary Case);

/// <summary>How many tasks each tab of a person's inbox holds.</summary>
public sealed record TaskCounts(int Available, int Mine, int Done);

/// <summary>The inbox.</summary>
public sealed class TaskQueries(LendflowDatabase database)
{
    public async Task<Page<TaskOfCase>> ListAsync(TaskFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var found = await List(db, filter).Select(t => t.Json).PageAsync(page, cancellationToken);
        return new Page<TaskOfCase>(await WithCasesAsync(db, found.Items, cancellationToken), found.TotalCount);
    }

    public async Task<TaskCounts> CountAsync(string user, IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return new TaskCounts(
            await InScope(db, new TaskFilter(user, groups, TaskScope.Available)).CountAsync(cancellationToken),
            await InScope(db, new TaskFilter(user, groups, TaskScope.Mine)).CountAsync(cancellationToken),
            await InScope(db, new TaskFilter(user, groups, TaskScope.Done)).CountAsync(cancellationToken));
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

    internal static IQueryable<TaskRow> List(LendflowDb db, TaskFilter filter)
    {
        var tasks = InScope(db, filter);
        if (filter.Flow is { } flow) tasks = tasks.Where(t => t.DefinitionId == flow);
        if (filter.Stage is { } stage) tasks = tasks.Where(t => t.Stage == stage);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var part = filter.Search.Trim().ToLowerInvariant();
            tasks = tasks.Where(t => t.Title.ToLower().Contains(part) || t.TitleZh!.ToLower().Contains(part) || t.CaseNumber!.ToLower().Contains(part)
                || db.Instances.Any(i => i.Id == t.InstanceId && i.Borrower!.ToLower().Contains(part)));
        }
        return Sorted(tasks, filter);
    }

    static IQueryable<TaskRow> InScope(LendflowDb db, TaskFilter filter)
    {
        var (tasks, user) = (db.Tasks.AsNoTracking(), filter.User);
        switch (filter.Scope)
        {
            case TaskScope.Mine: return tasks.Where(t => t.Assignee == user && t.IsOpen);
            case TaskScope.Done: return tasks.Where(t => t.CompletedBy == user);
            case TaskScope.All: return tasks.Where(t => t.IsOpen);
            default:
                var ready = nameof(UserTaskStatus.Ready);
                string[] principals = [Principal.User(user), .. filter.Groups.Select(Principal.Group)];
                var excluded = Principal.Excluded(user);
                return tasks.Where(t => t.Status == ready
                    && db.TaskCandidates.Any(c => c.TaskId == t.Id && principals.Contains(c.Principal))
                    && !db.TaskCandidates.Any(c => c.TaskId == t.Id && c.Principal == excluded));
        }
    }

    static IOrderedQueryable<TaskRow> Sorted(IQueryable<TaskRow> tasks, TaskFilter filter) => filter.Sort switch
    {
        TaskSort.DueDescending => tasks.OrderByDescending(t => t.DueOrder).ThenByDescending(t => t.Id),
        TaskSort.Priority => tasks.OrderByDescending(t => t.Priority).ThenBy(t => t.DueOrder).ThenBy(t => t.Id),
        TaskSort.Created => tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id),
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
