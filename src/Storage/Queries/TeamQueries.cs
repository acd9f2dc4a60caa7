using Lendflow.Engine.Tasks;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>What lies with a group.</summary>
/// <param name="Group">As flows name it, also narrowed to a branch: <c>officers@beijing</c>.</param>
/// <param name="Ready">Nobody has claimed them.</param>
/// <param name="Late">Open beyond their time limit, whoever has them.</param>
public sealed record GroupWork(string Group, int Ready, int Taken, int Suspended, int Late);

/// <summary>What a person has, and did since a moment.</summary>
/// <param name="DoneLate">Of those done, how many after they were due.</param>
public sealed record PersonWork(string User, int Open, int Late, int Done, int DoneLate);

/// <summary>Open tasks by how long they have been there.</summary>
/// <param name="OlderThan">Youngest of the band.</param>
/// <param name="YoungerThan">Null for the band that has no end.</param>
public sealed record AgeBand(TimeSpan OlderThan, TimeSpan? YoungerThan, int Ready, int Taken);

/// <summary>Tasks that were done on a day.</summary>
/// <param name="Day">Counted back from today, which is 0.</param>
public sealed record DoneOnDay(int Day, int OnTime, int Late);

/// <summary>The work of a team, counted in indexes.</summary>
public sealed class TeamQueries(LendflowDatabase database)
{
    static readonly TimeSpan[] Ages = [TimeSpan.Zero, TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(5), TimeSpan.FromDays(10)];

    const string Reserved = nameof(UserTaskStatus.Reserved);

    /// <summary>Every group that has open tasks, by name.</summary>
    public async Task<IReadOnlyList<GroupWork>> GroupsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var counts = await Groups(db, now).ToListAsync(cancellationToken);
        return
        [
            .. counts.GroupBy(c => c.Principal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new GroupWork(
                Principal.GroupOf(g.Key), Of(g, nameof(UserTaskStatus.Ready)), Of(g, Reserved), Of(g, nameof(UserTaskStatus.Suspended)), g.Sum(c => c.Late))),
        ];

        static int Of(IEnumerable<GroupCount> counts, string status) => counts.Where(c => c.Status == status).Sum(c => c.Count);
    }

    /// <summary>Grouped as the index lies, so that nothing is sorted: what is late is counted beside.</summary>
    internal static IQueryable<GroupCount> Groups(LendflowDb db, DateTimeOffset now) => db.Inbox
        .Where(r => r.Principal.CompareTo(Principal.FirstGroup) >= 0 && r.Principal.CompareTo(Principal.AfterGroups) < 0)
        .GroupBy(r => new { r.Principal, r.Status })
        .Select(g => new GroupCount { Principal = g.Key.Principal, Status = g.Key.Status, Count = g.Count(), Late = g.Count(r => r.DueOrder < now) });

    /// <summary>Those of the given people who have something or did something, by name.</summary>
    public async Task<IReadOnlyList<PersonWork>> PeopleAsync(IReadOnlyList<string> users, DateTimeOffset now, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var open = await db.Inbox.Where(r => r.Principal == Principal.Everyone && r.Status == Reserved)
            .GroupBy(r => new { r.Assignee, IsLate = r.DueOrder < now }).Select(g => new { g.Key.Assignee, g.Key.IsLate, Count = g.Count() }).ToListAsync(cancellationToken);
        var done = await Done(db, users, since).GroupBy(t => new { t.CompletedBy, IsLate = t.CompletedAt > t.DueOrder }).Select(g => new { g.Key.CompletedBy, g.Key.IsLate, Count = g.Count() }).ToListAsync(cancellationToken);
        return
        [
            .. users.Order(StringComparer.Ordinal).Select(user => new PersonWork(user,
                open.Where(o => o.Assignee == user).Sum(o => o.Count), open.Where(o => o.Assignee == user && o.IsLate).Sum(o => o.Count),
                done.Where(d => d.CompletedBy == user).Sum(d => d.Count), done.Where(d => d.CompletedBy == user && d.IsLate).Sum(d => d.Count))),
        ];
    }

    /// <summary>How old the open tasks are, of a group or of all; youngest band first.</summary>
    public async Task<IReadOnlyList<AgeBand>> AgesAsync(string? group, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var bands = new List<AgeBand>();
        for (var i = 0; i < Ages.Length; i++)
        {
            TimeSpan? end = i + 1 < Ages.Length ? Ages[i + 1] : null;
            bands.Add(new AgeBand(Ages[i], end, await CountAsync(i, end, nameof(UserTaskStatus.Ready)), await CountAsync(i, end, Reserved)));
        }
        return bands;

        Task<int> CountAsync(int band, TimeSpan? end, string status) => Created(db, group, status, end is null ? DateTimeOffset.UnixEpoch : now - end.Value, band == 0 ? DateTimeOffset.MaxValue.AddDays(-1) : now - Ages[band]).CountAsync(cancellationToken);
    }

    internal static IQueryable<InboxRow> Created(LendflowDb db, string? group, string status, DateTimeOffset after, DateTimeOffset until)
    {
        var principal = group is null ? Principal.Everyone : Principal.Group(group);
        return db.Inbox.Where(r => r.Principal == principal && r.Status == status && r.CreatedAt > after && r.CreatedAt <= until);
    }

    /// <summary>What the given people did on each of the last days, longest ago first.</summary>
    public async Task<IReadOnlyList<DoneOnDay>> DoneAsync(IReadOnlyList<string> users, DateTimeOffset endOfToday, int days, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var done = await Done(db, users, endOfToday.AddDays(-days)).Select(t => new { t.CompletedAt, t.DueOrder }).ToListAsync(cancellationToken);
        var byDay = done.GroupBy(t => (int)((endOfToday - t.CompletedAt!.Value).TotalDays)).ToDictionary(g => g.Key, g => new DoneOnDay(g.Key, g.Count(t => t.CompletedAt <= t.DueOrder), g.Count(t => t.CompletedAt > t.DueOrder)));
        return [.. Enumerable.Range(0, days).Reverse().Select(day => byDay.GetValueOrDefault(day) ?? new DoneOnDay(day, 0, 0))];
    }

    internal static IQueryable<TaskRow> Done(LendflowDb db, IReadOnlyList<string> users, DateTimeOffset since) => db.Tasks.AsNoTracking().Where(t => users.Contains(t.CompletedBy!) && t.CompletedAt >= since);

    internal sealed class GroupCount
    {
        public required string Principal { get; init; }
        public required string Status { get; init; }
        public int Count { get; init; }
        public int Late { get; init; }
    }
}
