using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Storage;

/// <summary>The workflow port in SQL that both databases understand.</summary>
sealed class WorkflowStore(LendflowDatabase database) : IWorkflowStore
{
    public async Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var states = await database.ReadAsync(
            new Statement("SELECT state FROM instances WHERE id = $1", instanceId), r => r.GetFieldValue<byte[]>(0), cancellationToken);
        return states.Count == 0 ? null : EngineJson.ReadInstance(states[0]);
    }

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken) =>
        database.CommitAsync(CommitStatements.Of(commit), cancellationToken);

    public async Task<string?> FindOperationAsync(string operationId, CancellationToken cancellationToken)
    {
        var instances = await database.ReadAsync(
            new Statement("SELECT instance_id FROM operations WHERE id = $1", operationId), r => r.GetString(0), cancellationToken);
        return instances.Count == 0 ? null : instances[0];
    }

    public Task<IReadOnlyList<WaitAddress>> FindWaitsAsync(string hash, string? correlationId, CancellationToken cancellationToken)
    {
        const string Waits = "SELECT instance_id, id FROM event_waits WHERE hash = $1";
        const string OldestFirst = " ORDER BY created_at, id";
        var query = correlationId is null
            ? new Statement(Waits + OldestFirst, hash)
            : new Statement(Waits + " AND correlation_id = $2" + OldestFirst, hash, correlationId);
        return database.ReadAsync(query, r => new WaitAddress(r.GetString(0), r.GetString(1)), cancellationToken);
    }

    public async Task<IReadOnlyList<WaitAddress>> ClaimDueTimersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        var claimed = await database.WriteAsync(
            new Statement(ClaimTimers(database.SkipLocked), now, leaseUntil, max),
            r => (Address: new WaitAddress(r.GetString(0), r.GetString(1)), DueAt: database.ReadTime(r, 2)),
            cancellationToken);
        return [.. claimed.OrderBy(t => t.DueAt).ThenBy(t => t.Address.WaitId, StringComparer.Ordinal).Select(t => t.Address)];
    }

    internal static string ClaimTimers(string skipLocked) => $"""
        UPDATE timers SET free_at = $2
        WHERE id IN (SELECT id FROM timers WHERE free_at <= $1 ORDER BY free_at LIMIT $3 {skipLocked})
        RETURNING instance_id, id, due_at
        """;

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var next = await database.ReadAsync(new Statement(NextDue), r => database.ReadTime(r, 0), cancellationToken);
        return next.Count == 0 ? null : next[0];
    }

    /// <summary>The first of each index.</summary>
    internal const string NextDue = """
        SELECT free_at FROM (SELECT MIN(free_at) AS free_at FROM timers UNION ALL SELECT MIN(free_at) FROM jobs UNION ALL SELECT MIN(free_at) FROM triggers
            UNION ALL SELECT MIN(free_at) FROM case_clocks UNION ALL SELECT MIN(free_at) FROM stimuli WHERE NOT is_kept) AS firsts
        WHERE free_at IS NOT NULL ORDER BY free_at LIMIT 1
        """;

    public async Task<IReadOnlyList<Job>> ClaimDueJobsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        var claimed = await database.WriteAsync(
            new Statement(ClaimJobs(database.SkipLocked), now, leaseUntil, max),
            r => EngineJson.ReadJob(r.GetFieldValue<byte[]>(0)) with
            {
                Attempt = r.GetInt32(1),
                NotBefore = r.IsDBNull(2) ? null : database.ReadTime(r, 2),
            },
            cancellationToken);
        return [.. claimed.OrderBy(j => j.CreatedAt).ThenBy(j => j.Id, StringComparer.Ordinal)];
    }

    internal static string ClaimJobs(string skipLocked) => $"""
        UPDATE jobs SET free_at = $2
        WHERE id IN (SELECT id FROM jobs WHERE free_at <= $1 ORDER BY free_at LIMIT $3 {skipLocked})
        RETURNING json, attempt, not_before
        """;

    public async Task DeferJobAsync(string jobId, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        var deferred = await database.WriteAsync(
            new Statement("UPDATE jobs SET attempt = attempt + 1, not_before = $2, free_at = $2 WHERE id = $1 RETURNING id", jobId, notBefore),
            r => r.GetString(0), cancellationToken);
        if (deferred.Count > 0) database.TellDue(notBefore);
    }

    public async Task ReleaseLeasesAsync(CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            new Statement("UPDATE timers SET free_at = due_at WHERE free_at <> due_at"), r => r.GetString(0), cancellationToken);
        await database.WriteAsync(
            new Statement("UPDATE jobs SET free_at = COALESCE(not_before, created_at)"), r => r.GetString(0), cancellationToken);
        await database.WriteAsync(
            new Statement("UPDATE triggers SET free_at = due_at WHERE free_at <> due_at"), r => r.GetString(0), cancellationToken);
        await database.WriteAsync(
            new Statement("UPDATE case_clocks SET free_at = due_at WHERE free_at <> due_at"), r => r.GetString(0), cancellationToken);
        await database.WriteAsync(
            new Statement("UPDATE stimuli SET free_at = accepted_at"), r => r.GetString(0), cancellationToken);
    }

    public Task<IReadOnlyList<string>> FindChildrenAsync(string parentInstanceId, CancellationToken cancellationToken) =>
        database.ReadAsync(new Statement(OpenChildren, parentInstanceId), r => r.GetString(0), cancellationToken);

    internal const string OpenChildren =
        "SELECT id FROM instances WHERE parent_instance_id = $1 AND (status = 'Running' OR sub_status = 'Faulted') ORDER BY created_at, id";

    public Task<IReadOnlyList<string>> FindByCorrelationAsync(string correlationId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            new Statement("SELECT id FROM instances WHERE correlation_id = $1 ORDER BY created_at, id", correlationId), r => r.GetString(0), cancellationToken);

    public Task<IReadOnlyList<LogEntry>> ReadLogAsync(string instanceId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            new Statement("SELECT revision, at, changes FROM log WHERE instance_id = $1 ORDER BY revision", instanceId),
            r => new LogEntry(instanceId, r.GetInt64(0), database.ReadTime(r, 1), EngineJson.ReadChanges(r.GetFieldValue<byte[]>(2))),
            cancellationToken);
}
