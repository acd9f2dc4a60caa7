using System.Linq.Expressions;
using Lendflow.Engine.Tasks;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>Inboxes of what is offered: Available, Team, Asked and All. Each is the union of a few ranges of an index, one for every
/// principal and status, each in order: a page takes from each as many as it shows, and no more is read.</summary>
static class OfferedTasks
{
    const int MostOfRange = 4000;
    const int MostSpread = 20_000;

    static readonly string[] Open = [nameof(UserTaskStatus.Ready), nameof(UserTaskStatus.Reserved), nameof(UserTaskStatus.Suspended)];
    static readonly string[] Ready = [nameof(UserTaskStatus.Ready)];

    /// <summary>Ids of a page in order.</summary>
    public static IQueryable<string> Page(LendflowDb db, TaskFilter filter, FoundTasks? found, int skip, int take) =>
        Merged(Ranges(db, filter, found).Select(range => Sorted(range.Select(Place(filter.Sort)), filter.Sort).Take(skip + take)), places => Sorted(places, filter.Sort))
            .Skip(skip).Take(take).Select(place => place.TaskId);

    /// <summary>How many there are; at most so many. One range that has as many says it for all.</summary>
    public static async Task<int> CountAsync(LendflowDb db, TaskFilter filter, FoundTasks? found, int most, CancellationToken cancellationToken)
    {
        var (ranges, count) = (Some(db, filter, found, most), 0);
        foreach (var range in ranges)
            if ((count = await range.CountAsync(cancellationToken)) == most) return most;
        return ranges.Count == 1 ? count : await Merged(ranges, ids => ids).Take(most).CountAsync(cancellationToken);
    }

    /// <summary>Ids of each range, in no order; at most so many.</summary>
    public static IReadOnlyList<IQueryable<string>> Some(LendflowDb db, TaskFilter filter, FoundTasks? found, int most) =>
        [.. Ranges(db, filter, found).Select(range => range.Select(r => r.TaskId).Distinct().Take(most))];

    /// <summary>How those that are due first spread, <see cref="MostOfRange"/> of each range and <see cref="MostSpread"/> of all, read from the index alone.
    /// Tasks that are offered once are counted where they lie, those that are offered to several are told apart, and those the person
    /// must not do are taken off.</summary>
    public static async Task<Spread> CountByAsync(LendflowDb db, TaskFilter filter, FoundTasks? found, TaskGrouping by, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>();
        var counted = await Counted(db, filter, found, by).GroupBy(r => r.Key)
            .Select(g => new { g.Key, Count = g.Count(), Single = g.Count(r => r.Offers == 1) }).ToListAsync(cancellationToken);
        var isOneRange = Principals(filter).Count == 1;
        foreach (var group in counted) counts[group.Key] = isOneRange ? group.Count : group.Single;
        if (!isOneRange && counted.Any(group => group.Count > group.Single))
            Add(await Counted(db, filter, found, by).Where(r => r.Offers != 1).Select(r => new { r.TaskId, r.Key }).Distinct().GroupBy(r => r.Key).Select(g => new KeyCount { Key = g.Key, Count = g.Count() }).ToListAsync(cancellationToken), 1);
        if (filter.Scope == TaskScope.Available)
            Add(await Excluded(db, filter, found).Select(KeyOf(by)).GroupBy(k => k).Select(g => new KeyCount { Key = g.Key, Count = g.Count() }).ToListAsync(cancellationToken), -1);
        return new Spread(counts, counted.Sum(group => group.Count) < MostOfRange);

        void Add(List<KeyCount> groups, int sign)
        {
            foreach (var group in groups) counts[group.Key] = counts.GetValueOrDefault(group.Key) + (sign * group.Count);
        }
    }

    /// <summary>Questions to several of those one stands in for are no offers: they are told apart too.</summary>
    internal static IQueryable<CountedTask> Counted(LendflowDb db, TaskFilter filter, FoundTasks? found, TaskGrouping by)
    {
        var ranges = Ranges(db, filter, found, withExcluded: true).Select(range => (found?.Few is null ? range.OrderBy(r => r.DueOrder).ThenBy(r => r.TaskId) : range).Take(MostOfRange).Select(CountedBy(by, filter.Scope == TaskScope.Asked)));
        return ranges.Aggregate((a, b) => a.Concat(b)).Take(MostSpread);
    }

    static List<IQueryable<InboxRow>> Ranges(LendflowDb db, TaskFilter filter, FoundTasks? found, bool withExcluded = false)
    {
        var (principals, statuses) = (Principals(filter), Statuses(filter.Scope));
        // A few that were found are looked up one by one; for many the index is walked in order, and each is held against the words.
        if (found?.Few is not null) return [Narrowed(db, db.Inbox.AsNoTracking().Where(r => principals.Contains(r.Principal) && statuses.Contains(r.Status)), filter, found, withExcluded)];
        return [.. principals.SelectMany(principal => statuses.Select(status => Narrowed(db, db.Inbox.AsNoTracking().Where(r => r.Principal == principal && r.Status == status), filter, found, withExcluded)))];
    }

    static IQueryable<InboxRow> Narrowed(LendflowDb db, IQueryable<InboxRow> rows, TaskFilter filter, FoundTasks? found, bool withExcluded = false)
    {
        if (filter.Product is { } product) rows = rows.Where(r => r.Product == product);
        if (filter.Branch is { } branch) rows = rows.Where(r => r.Branch == branch);
        if (filter.Assignee is { } assignee) rows = rows.Where(r => r.Assignee == assignee);
        if (filter.DueBefore is { } moment) rows = rows.Where(r => r.DueOrder < moment);
        if (filter.Flow is { } flow) rows = rows.Where(r => r.DefinitionId == flow);
        if (InboxStatements.Fitting(filter.Step) is { } step) rows = rows.Where(r => r.Title == step);
        if (filter.MinPriority is { } lowest) rows = rows.Where(r => r.Priority >= lowest);
        if (filter.Stage is { } stage) rows = rows.Where(r => r.Stage == stage);
        if (filter.Group is { } group && !IsRangeOf(filter, group))
        {
            var offered = Principal.Group(group);
            rows = rows.Where(r => db.Inbox.Any(o => o.TaskId == r.TaskId && o.Principal == offered));
        }
        if (filter.Scope == TaskScope.Available && !withExcluded)
        {
            var excluded = Principal.Excluded(filter.Person.Name);
            rows = rows.Where(r => !db.Inbox.Any(e => e.TaskId == r.TaskId && e.Principal == excluded));
        }
        return found is null ? rows : rows.Where(found.HoldsFor(db));
    }

    /// <summary>What is offered to the person but not for them: rows of their exclusions, of tasks that would be in the inbox.</summary>
    static IQueryable<InboxRow> Excluded(LendflowDb db, TaskFilter filter, FoundTasks? found)
    {
        var (own, excluded) = (Principals(filter), Principal.Excluded(filter.Person.Name));
        return Narrowed(db, db.Inbox.AsNoTracking().Where(r => r.Principal == excluded && r.Status == nameof(UserTaskStatus.Ready)), filter, found, withExcluded: true)
            .Where(r => db.Inbox.Any(o => o.TaskId == r.TaskId && own.Contains(o.Principal)));
    }

    /// <summary>In whose rows to look. A group that narrows the inbox is looked for in the group's own, where the person may see all of them.</summary>
    static List<string> Principals(TaskFilter filter) => filter.Group is { } group && IsRangeOf(filter, group) ? [Principal.Group(group)] : OwnPrincipals(filter);

    static bool IsRangeOf(TaskFilter filter, string group) => filter.Scope == TaskScope.All || OwnPrincipals(filter).Contains(Principal.Group(group));

    static List<string> OwnPrincipals(TaskFilter filter) => filter.Scope switch
    {
        TaskScope.All => [Principal.Everyone],
        TaskScope.Team => [.. filter.Person.Groups.Select(Principal.Group).Distinct()],
        TaskScope.Asked => [.. filter.Names.Select(Principal.Asked).Distinct()],
        _ => [.. filter.Person.StandsInFor.Prepend(filter.Person).SelectMany(p => p.Groups.Select(Principal.Group).Prepend(Principal.User(p.Name))).Distinct()],
    };

    static string[] Statuses(TaskScope scope) => scope == TaskScope.Available ? Ready : Open;

    /// <summary>The union of ranges, in which a task that is in several is once.</summary>
    static IQueryable<T> Merged<T>(IEnumerable<IQueryable<T>> ranges, Func<IQueryable<T>, IQueryable<T>> sorted)
    {
        var all = ranges.ToList();
        return sorted(all.Count == 1 ? all[0] : all.Aggregate((a, b) => a.Union(b)));
    }

    static IQueryable<PlaceInInbox> Sorted(IQueryable<PlaceInInbox> rows, TaskSort? sort) => sort switch
    {
        TaskSort.DueDescending => rows.OrderByDescending(r => r.DueOrder).ThenByDescending(r => r.TaskId),
        TaskSort.Priority => rows.OrderByDescending(r => r.Priority).ThenBy(r => r.DueOrder).ThenBy(r => r.TaskId),
        TaskSort.Created => rows.OrderBy(r => r.CreatedAt).ThenBy(r => r.TaskId),
        _ => rows.OrderBy(r => r.DueOrder).ThenBy(r => r.TaskId),
    };

    /// <summary>What an order looks at and no more: all of it is in the index of that order.</summary>
    static Expression<Func<InboxRow, PlaceInInbox>> Place(TaskSort? sort) => sort switch
    {
        TaskSort.Priority => r => new PlaceInInbox { TaskId = r.TaskId, Priority = r.Priority, DueOrder = r.DueOrder },
        TaskSort.Created => r => new PlaceInInbox { TaskId = r.TaskId, CreatedAt = r.CreatedAt },
        _ => r => new PlaceInInbox { TaskId = r.TaskId, DueOrder = r.DueOrder },
    };

    static Expression<Func<InboxRow, string>> KeyOf(TaskGrouping by) => by switch
    {
        TaskGrouping.Flow => r => r.DefinitionId,
        TaskGrouping.Assignee => r => r.Assignee ?? "",
        TaskGrouping.Step => r => r.Title,
        _ => r => r.Stage ?? "",
    };

    static Expression<Func<InboxRow, CountedTask>> CountedBy(TaskGrouping by, bool isAsked) => by switch
    {
        TaskGrouping.Flow => r => new CountedTask { TaskId = r.TaskId, Key = r.DefinitionId, Offers = isAsked ? 0 : r.Offers },
        TaskGrouping.Assignee => r => new CountedTask { TaskId = r.TaskId, Key = r.Assignee ?? "", Offers = isAsked ? 0 : r.Offers },
        TaskGrouping.Step => r => new CountedTask { TaskId = r.TaskId, Key = r.Title, Offers = isAsked ? 0 : r.Offers },
        _ => r => new CountedTask { TaskId = r.TaskId, Key = r.Stage ?? "", Offers = isAsked ? 0 : r.Offers },
    };

    sealed class PlaceInInbox
    {
        public required string TaskId { get; init; }
        public DateTimeOffset DueOrder { get; init; }
        public int Priority { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
    }

    internal sealed class CountedTask
    {
        public required string TaskId { get; init; }
        public required string Key { get; init; }
        public int Offers { get; init; }
    }

    sealed class KeyCount
    {
        public required string Key { get; init; }
        public int Count { get; init; }
    }
}

/// <summary>How tasks spread.</summary>
/// <param name="IsWhole">Whether all of them were counted; else there may be more of each.</param>
sealed record Spread(IReadOnlyDictionary<string, int> Counts, bool IsWhole);
