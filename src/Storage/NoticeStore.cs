using Lendflow.Storage.Queries;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>Something a person was told.</summary>
/// <param name="Reason">Unique for each user.</param>
/// <param name="ReadAt">Null while it is new.</param>
public sealed record ToldNotice(
    string Reason, string User, string Kind, string TaskId, string? CaseNumber, string Title, string TitleZh, string? Text, string By, DateTimeOffset At, DateTimeOffset? ReadAt = null);

/// <summary>One sending over one channel.</summary>
/// <param name="State"><c>sending</c>; <c>sent</c>; <c>refused</c>: it did not leave and is tried again; <c>unknown</c>: the
/// process died while it was sent, and it is not sent again.</param>
public sealed record Delivery(string Reason, string User, string Channel, string Address, string State, int Attempts, string? Problem, DateTimeOffset At);

/// <summary>What people were told, and the log of its delivery.</summary>
public sealed class NoticeStore(LendflowDatabase database)
{
    /// <summary>Tells somebody; telling the same reason again has no effect.</summary>
    public Task TellAsync(ToldNotice n, CancellationToken cancellationToken) => database.WriteAsync(
        new Statement("""
            INSERT INTO notices (reason, user_name, kind, task_id, case_number, title, title_zh, text, caused_by, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (reason, user_name) DO NOTHING
            """, n.Reason, Key(n.User), n.Kind, n.TaskId, n.CaseNumber, n.Title, n.TitleZh, n.Text, n.By, n.At),
        r => r.GetString(0), cancellationToken);

    /// <summary>Says that a notice is about to leave.</summary>
    /// <returns>False when it left before, or may have: it must not be sent again. One that was refused may.</returns>
    public async Task<bool> BeginAsync(string reason, string user, string channel, string address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var begun = await database.WriteAsync(
            new Statement("""
                INSERT INTO deliveries (reason, user_name, channel, address, state, attempts, at) VALUES ($1, $2, $3, $4, 'sending', 1, $5)
                ON CONFLICT (reason, user_name, channel) DO UPDATE SET
                    attempts = deliveries.attempts + 1,
                    at = excluded.at,
                    problem = NULL,
                    state = CASE deliveries.state WHEN 'refused' THEN 'sending' WHEN 'sending' THEN 'unknown' ELSE deliveries.state END
                RETURNING state
                """, reason, Key(user), channel, address, now),
            r => r.GetString(0), cancellationToken);
        return begun is ["sending"];
    }

    /// <summary>Says what became of a sending.</summary>
    /// <param name="problem">Why it did not leave; null when it did.</param>
    /// <param name="mayHaveLeft">Whether it may have left all the same.</param>
    public Task EndAsync(string reason, string user, string channel, string? problem, bool mayHaveLeft, CancellationToken cancellationToken) => database.WriteAsync(
        new Statement("UPDATE deliveries SET state = $4, problem = $5 WHERE reason = $1 AND user_name = $2 AND channel = $3",
            reason, Key(user), channel, problem is null ? "sent" : mayHaveLeft ? "unknown" : "refused", problem),
        r => r.GetString(0), cancellationToken);

    /// <summary>What a person was told, latest first.</summary>
    public async Task<Page<ToldNotice>> ListAsync(string user, bool unreadOnly, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var key = Key(user);
        var notices = db.Notices.AsNoTracking().Where(n => n.UserName == key && (!unreadOnly || n.ReadAt == null));
        return await notices.OrderByDescending(n => n.At).ThenByDescending(n => n.Reason)
            .Select(n => new ToldNotice(n.Reason, n.UserName, n.Kind, n.TaskId, n.CaseNumber, n.Title, n.TitleZh, n.Text, n.CausedBy, n.At, n.ReadAt))
            .PageAsync(page, cancellationToken);
    }

    /// <summary>What people were told about a case, latest first.</summary>
    public async Task<IReadOnlyList<ToldNotice>> ListOfCaseAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.Notices.AsNoTracking().Where(n => n.CaseNumber == number).OrderByDescending(n => n.At).ThenByDescending(n => n.Reason).Take(500)
            .Select(n => new ToldNotice(n.Reason, n.UserName, n.Kind, n.TaskId, n.CaseNumber, n.Title, n.TitleZh, n.Text, n.CausedBy, n.At, n.ReadAt)).ToListAsync(cancellationToken);
    }

    public async Task<int> CountUnreadAsync(string user, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var key = Key(user);
        return await db.Notices.CountAsync(n => n.UserName == key && n.ReadAt == null, cancellationToken);
    }

    /// <summary>Marks everything up to a moment as read.</summary>
    public Task ReadAsync(string user, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        new Statement("UPDATE notices SET read_at = $3 WHERE user_name = $1 AND read_at IS NULL AND at <= $2", Key(user), until, now),
        r => r.GetString(0), cancellationToken);

    /// <summary>The log of deliveries, latest first.</summary>
    public async Task<Page<Delivery>> ListDeliveriesAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.Deliveries.AsNoTracking().OrderByDescending(d => d.At).ThenByDescending(d => d.Reason)
            .Select(d => new Delivery(d.Reason, d.UserName, d.Channel, d.Address, d.State, d.Attempts, d.Problem, d.At))
            .PageAsync(page, cancellationToken);
    }

    static string Key(string user) => user.ToLowerInvariant();
}
