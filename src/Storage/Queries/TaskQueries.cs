using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>A task and the case it belongs to.</summary>
public sealed record TaskOfCase(UserTask Task, CaseSummary Case);

/// <summary>The inbox.</summary>
public sealed class TaskQueries(LendflowDatabase database)
{
    /// <summary>Nobody reads more than this many tasks, and counting on would cost more than showing them.</summary>
    public const int MostCounted = 1000;

    /// <summary>A page; its total is <see cref="MostCounted"/> at most. A search that finds very many counts only as far as the page after.</summary>
    public async Task<Page<TaskOfCase>> ListAsync(TaskFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var found = filter.Scope == TaskScope.Done ? null : await FoundTasks.FindAsync(db, filter, cancellationToken);
        if (found is { Few: [] }) return new Page<TaskOfCase>([], 0);

        var ids = await Page(db, filter, found, page.Skip, page.Take + 1).ToListAsync(cancellationToken);
        var isLast = ids.Count <= page.Take && (ids.Count > 0 || page.Skip == 0); // Then nothing has to be counted.
        var total = isLast || found is { Few: null } ? page.Skip + ids.Count : await CountAsync(db, filter, found, cancellationToken);
        return new Page<TaskOfCase>(await ReadAsync(db, [.. ids.Take(page.Take)], cancellationToken), total);
    }

    /// <summary>How the tasks of a scope spread, largest first. When there are thousands, those that are due first are counted.</summary>
    public async Task<IReadOnlyList<TaskGroupCount>> CountByAsync(TaskFilter filter, TaskGrouping by, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var found = filter.Scope == TaskScope.Done ? null : await FoundTasks.FindAsync(db, filter, cancellationToken);
        if (found is { Few: [] }) return [];
        var spread = OwnedTasks.Has(filter.Scope)
            ? await OwnedTasks.CountByAsync(db, filter, found, by, cancellationToken)
            : await OfferedTasks.CountByAsync(db, filter, found, by, cancellationToken);
        var names = by == TaskGrouping.Flow ? await FlowNamesAsync(db, [.. spread.Counts.Keys], cancellationToken) : [];
        return [.. spread.Counts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new TaskGroupCount(c.Key, c.Value, !spread.IsWhole, names.GetValueOrDefault(c.Key)))];
    }

    static Task<Dictionary<string, string?>> FlowNamesAsync(LendflowDb db, List<string> ids, CancellationToken cancellationToken) =>
        db.Definitions.Where(d => d.IsLatest && ids.Contains(d.DefinitionId)).Select(d => new { d.DefinitionId, d.Name }).ToDictionaryAsync(d => d.DefinitionId, d => d.Name, cancellationToken);

    public async Task<TaskCounts> CountAsync(Person person, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return new TaskCounts(
            await CountAsync(TaskScope.Available), await CountAsync(TaskScope.Mine), await CountAsync(TaskScope.Done),
            await CountAsync(TaskScope.FollowUp), await CountAsync(TaskScope.Asked), await CountAsync(TaskScope.Team));

        Task<int> CountAsync(TaskScope scope) => TaskQueries.CountAsync(db, new TaskFilter(person, scope), null, cancellationToken);
    }

    /// <summary>Null when there is no such task.</summary>
    public async Task<TaskOfCase?> FindAsync(string taskId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return (await ReadAsync(db, [taskId], cancellationToken)) is [var task] ? task : null;
    }

    /// <summary>All tasks of an instance, oldest first.</summary>
    public async Task<IReadOnlyList<UserTask>> ListOfInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var json = await db.Tasks.Where(t => t.InstanceId == instanceId).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).Select(t => t.Json).ToListAsync(cancellationToken);
        return [.. json.Select(j => EngineJson.ReadTask(j))];
    }

    internal static IQueryable<string> Page(LendflowDb db, TaskFilter filter, FoundTasks? found, int skip, int take) =>
        OwnedTasks.Has(filter.Scope) ? OwnedTasks.Page(db, filter, found).Skip(skip).Take(take) : OfferedTasks.Page(db, filter, found, skip, take);

    static Task<int> CountAsync(LendflowDb db, TaskFilter filter, FoundTasks? found, CancellationToken cancellationToken) =>
        OwnedTasks.Has(filter.Scope) ? OwnedTasks.CountAsync(db, filter, found, MostCounted, cancellationToken) : OfferedTasks.CountAsync(db, filter, found, MostCounted, cancellationToken);

    /// <summary>Tasks with their cases, in the order of the ids.</summary>
    static async Task<IReadOnlyList<TaskOfCase>> ReadAsync(LendflowDb db, IReadOnlyList<string> taskIds, CancellationToken cancellationToken)
    {
        var json = await db.Tasks.Where(t => EF.Parameter(taskIds).Contains(t.Id)).Select(t => new { t.Id, t.Json }).ToDictionaryAsync(t => t.Id, t => t.Json, cancellationToken);
        var tasks = taskIds.Where(json.ContainsKey).Select(id => EngineJson.ReadTask(json[id])).ToList();
        var ids = tasks.Select(t => t.InstanceId).Distinct().ToList();
        var cases = await db.Instances.Where(i => EF.Parameter(ids).Contains(i.Id)).Select(CaseSummary.Of).ToDictionaryAsync(c => c.InstanceId, cancellationToken);
        return [.. tasks.Select(t => new TaskOfCase(t, cases[t.InstanceId]))];
    }
}
