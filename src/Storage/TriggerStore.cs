using System.Data.Common;
using System.Text.Json;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>The trigger port in SQL that both databases understand.</summary>
sealed class TriggerStore(LendflowDatabase database) : ITriggerStore
{
    const string Columns = "id, definition_id, version_id, activity_id, name, hash, payload, due_at";

    /// <summary>Within the transaction that writes versions. A trigger that is there already is left alone: it may be leased.</summary>
    public static async Task ReplaceAsync(LendflowDb db, IReadOnlyList<string> versionIds, IReadOnlyList<StartTrigger> triggers)
    {
        var given = triggers.Select(t => t.Id).ToList();
        await db.Triggers.Where(t => versionIds.Contains(t.VersionId) && !given.Contains(t.Id)).ExecuteDeleteAsync(CancellationToken.None);
        var there = await db.Triggers.Where(t => given.Contains(t.Id)).Select(t => t.Id).ToListAsync(CancellationToken.None);
        db.Triggers.AddRange(triggers.Where(t => !there.Contains(t.Id)).Select(TriggerRow.Of));
    }

    public Task<IReadOnlyList<StartTrigger>> FindTriggersAsync(string hash, CancellationToken cancellationToken) =>
        database.ReadAsync(new Statement(FindTriggers, hash), Read, cancellationToken);

    internal const string FindTriggers = $"SELECT {Columns} FROM triggers WHERE hash = $1 ORDER BY id";

    public Task<IReadOnlyList<StartTrigger>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            new Statement($"SELECT {Columns} FROM triggers WHERE definition_id = $1 ORDER BY activity_id, id", definitionId), Read, cancellationToken);

    public async Task<IReadOnlyList<StartTrigger>> ClaimDueTriggersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        var claimed = await database.WriteAsync(new Statement(ClaimTriggers(database.SkipLocked), now, leaseUntil, max), Read, cancellationToken);
        return [.. claimed.OrderBy(t => t.DueAt).ThenBy(t => t.Id, StringComparer.Ordinal)];
    }

    internal static string ClaimTriggers(string skipLocked) => $"""
        UPDATE triggers SET free_at = $2
        WHERE id IN (SELECT id FROM triggers WHERE free_at <= $1 ORDER BY free_at LIMIT $3 {skipLocked})
        RETURNING {Columns}
        """;

    public Task AdvanceTriggerAsync(StartTrigger claimed, DateTimeOffset? next, CancellationToken cancellationToken) =>
        database.WriteAsync(
            next is null
                ? new Statement("UPDATE triggers SET due_at = NULL, free_at = NULL WHERE id = $1 AND due_at = $2", claimed.Id, claimed.DueAt)
                : new Statement("UPDATE triggers SET due_at = $3, free_at = $3 WHERE id = $1 AND due_at = $2", claimed.Id, claimed.DueAt, next),
            r => r.GetString(0), cancellationToken);

    StartTrigger Read(DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5),
        JsonElement.Parse(r.GetFieldValue<byte[]>(6)), r.IsDBNull(7) ? null : database.ReadTime(r, 7));
}
