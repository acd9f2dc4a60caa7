using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Storage;

/// <summary>The stimulus port in SQL that both databases understand.</summary>
sealed class StimulusStore(LendflowDatabase database) : IStimulusStore
{
    const string Insert = """
        INSERT INTO stimuli (id, hash, correlation_id, instance_id, is_kept, accepted_at, free_at, revision, json) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    const string Update = "UPDATE stimuli SET is_kept = $2, free_at = $3, revision = $4, json = $5 WHERE id = $1 AND revision = $6 RETURNING id";

    /// <summary>Somebody has to go on with it: a node died over it, or a wait has come for it.</summary>
    const string IsDue = """
        s.free_at <= $1 AND (NOT s.is_kept OR EXISTS (
            SELECT 1 FROM event_waits w WHERE w.hash = s.hash
            AND (s.correlation_id IS NULL OR w.correlation_id = s.correlation_id) AND (s.instance_id IS NULL OR w.instance_id = s.instance_id)))
        """;

    internal const string FindDue = $"SELECT 1 FROM stimuli s WHERE {IsDue} LIMIT 1";

    /// <summary>Its id is kept among the operations, so it is known when the stimulus is gone.</summary>
    public async Task<bool> AcceptAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var isNew = await database.InsertAsync(
            new Statement(CommitStatements.InsertOperation, stimulus.Id, stimulus.InstanceId ?? "", stimulus.AcceptedAt),
            [new Statement(Insert, stimulus.Id, stimulus.Hash, stimulus.CorrelationId, stimulus.InstanceId, stimulus.IsKept, stimulus.AcceptedAt, leaseUntil, stimulus.Revision, EngineJson.WriteStimulus(stimulus))],
            cancellationToken);
        if (isNew) LookAgain(stimulus);
        return isNew;
    }

    public async Task<bool> RewriteAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var update = new Statement(Update, stimulus.Id, stimulus.IsKept, leaseUntil, stimulus.Revision, EngineJson.WriteStimulus(stimulus), stimulus.Revision - 1);
        var isRewritten = (await database.WriteAsync(update, r => r.GetString(0), cancellationToken)).Count > 0;
        if (isRewritten) LookAgain(stimulus);
        return isRewritten;
    }

    /// <summary>The wait it is kept for may have come while it was on its way here.</summary>
    void LookAgain(PendingStimulus stimulus)
    {
        if (stimulus.IsKept) database.TellDue(stimulus.AcceptedAt);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(new Statement("DELETE FROM stimuli WHERE id = $1", id), r => r.GetString(0), cancellationToken);

    public async Task<IReadOnlyList<PendingStimulus>> ClaimStimuliAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            new Statement("DELETE FROM stimuli WHERE is_kept AND accepted_at <= $1", now - PendingStimulus.KeptFor), r => r.GetString(0), cancellationToken);
        // Most often there is nothing to do: that is found out without a turn as writer.
        if ((await database.ReadAsync(new Statement(FindDue, now), _ => true, cancellationToken)).Count == 0) return [];
        var claimed = await database.WriteAsync(
            new Statement(Claim(database.SkipLocked), now, leaseUntil, max), r => EngineJson.ReadStimulus(r.GetFieldValue<byte[]>(0)), cancellationToken);
        return [.. claimed.OrderBy(s => s.AcceptedAt).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    static string Claim(string skipLocked) => $"""
        UPDATE stimuli SET free_at = $2
        WHERE id IN (SELECT s.id FROM stimuli s WHERE {IsDue} ORDER BY s.free_at LIMIT $3 {skipLocked})
        RETURNING json
        """;
}
