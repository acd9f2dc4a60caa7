using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Storage.Rows;

namespace Lendflow.Storage;

/// <summary>A case whose clocks are to be looked at.</summary>
/// <param name="Log">What happened to it, oldest first.</param>
/// <param name="Revision">Of the case when something happened that its clocks depend on; what happened until then is known to whoever looks.</param>
public sealed record DueClocks(Instance Instance, IReadOnlyList<LogEntry> Log, long Revision);

/// <summary>When clocks of cases are looked at. The rows are written with the commits they follow from; nodes share them by leases.</summary>
public sealed class CaseClockStore(LendflowDatabase database)
{
    /// <summary>A case that is decided at once is over before anybody looks.</summary>
    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    static readonly string[] Facts = [CaseFacts.Stage, CaseFacts.Track, CaseFacts.Status, CaseFacts.WaitingFor, CaseFacts.Branch];

    const string LookSoon = """
        INSERT INTO case_clocks (instance_id, revision, due_at, free_at) VALUES ($1, $2, $3, $3)
        ON CONFLICT (instance_id) DO UPDATE SET revision = excluded.revision,
            due_at = CASE WHEN case_clocks.due_at < excluded.due_at THEN case_clocks.due_at ELSE excluded.due_at END,
            free_at = CASE WHEN case_clocks.free_at < excluded.free_at THEN case_clocks.free_at ELSE excluded.free_at END
        """;
    const string LookThen = "UPDATE case_clocks SET due_at = $3, free_at = $3 WHERE instance_id = $1 AND revision = $2";
    const string Stop = "DELETE FROM case_clocks WHERE instance_id = $1";

    /// <summary>Claims cases whose clocks have something to say by now, earliest first. All are read at once: thousands may be due in the same minute.</summary>
    public async Task<IReadOnlyList<DueClocks>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        var claimed = await database.WriteAsync(new Statement(Claim(database.SkipLocked), now, leaseUntil, max), r => (Id: r.GetString(0), Revision: r.GetInt64(1)), cancellationToken);
        if (claimed.Count == 0) return [];
        var instances = (await database.ReadAsync(new Statement(Instances, leaseUntil), r => EngineJson.ReadInstance(r.GetFieldValue<byte[]>(0)), cancellationToken)).ToDictionary(i => i.Id);
        var logs = (await database.ReadAsync(new Statement(Logs, leaseUntil), r => new LogEntry(r.GetString(0), r.GetInt64(1), database.ReadTime(r, 2), EngineJson.ReadChanges(r.GetFieldValue<byte[]>(3))), cancellationToken)).ToLookup(e => e.InstanceId);
        return [.. claimed.Where(c => instances.ContainsKey(c.Id)).Select(c => new DueClocks(instances[c.Id], [.. logs[c.Id]], c.Revision))];
    }

    /// <summary>What was claimed is what is leased until then.</summary>
    internal const string Instances = "SELECT i.state FROM case_clocks c JOIN instances i ON i.id = c.instance_id WHERE c.free_at = $1";
    internal const string Logs = "SELECT l.instance_id, l.revision, l.at, l.changes FROM case_clocks c JOIN log l ON l.instance_id = c.instance_id WHERE c.free_at = $1 ORDER BY l.instance_id, l.revision";

    /// <summary>Says when to look again, in one transaction with what others commit at the time. No effect when the case has gone on since: it is looked at soon.</summary>
    /// <param name="at">Null when nothing will ring unless something happens.</param>
    public async Task LookAgainAsync(DueClocks claimed, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        await database.CommitAsync(new CommitStatements(null, new Statement(LookThen, claimed.Instance.Id, claimed.Revision, at ?? TaskRow.Never), []), cancellationToken);
        if (at is { } due) database.TellDue(due);
    }

    internal static string Claim(string skipLocked) => $"""
        UPDATE case_clocks SET free_at = $2
        WHERE instance_id IN (SELECT instance_id FROM case_clocks WHERE free_at <= $1 ORDER BY free_at LIMIT $3 {skipLocked})
        RETURNING instance_id, revision
        """;

    /// <summary>What a commit means for the clocks of its case; nothing for most.</summary>
    internal static IEnumerable<Statement> Of(Commit commit)
    {
        var instance = commit.Instance;
        if (instance.CorrelationId is null || instance.ParentInstanceId is not null) yield break;
        if (!commit.Changes.Any(c => c is Change.InstanceStarted or Change.StatusChanged or Change.CorrelationSet || (c is Change.FactSet fact && Facts.Contains(fact.Name)))) yield break;
        var isOver = instance.Status == WorkflowStatus.Finished && instance.SubStatus != WorkflowSubStatus.Faulted;
        yield return isOver ? new Statement(Stop, instance.Id) : new Statement(LookSoon, instance.Id, instance.Revision, commit.At + FirstLook);
    }
}
