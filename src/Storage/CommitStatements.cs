using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;
using Lendflow.Storage.Queries;
using Lendflow.Storage.Rows;

namespace Lendflow.Storage;

/// <summary>A commit as SQL. It is made on the caller's thread, so that turning state into JSON never holds up the writer.</summary>
/// <param name="Operation">Affects no row when the operation was committed before; null when the commit names none.</param>
/// <param name="Instance">Affects no row when the stored revision is not the expected one.</param>
/// <param name="Rest">What follows once the others have passed.</param>
sealed record CommitStatements(Statement? Operation, Statement Instance, IReadOnlyList<Statement> Rest)
{
    /// <summary>A query that gives a row when the instance may not start; null when it may.</summary>
    public Statement? Guard { get; init; }

    /// <summary>What others are told when it is on disk; null when it concerns nobody else.</summary>
    public News? News { get; init; }

    /// <summary>What has to affect a row each for the commit to be allowed, apart from the guard.</summary>
    public IEnumerable<Statement> Claims => Operation is null ? [Instance] : [Operation, Instance];

    internal const string InsertOperation = "INSERT INTO operations (id, instance_id, at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";

    const string InsertInstance = """
        INSERT INTO instances (revision, version_id, version, correlation_id, parent_instance_id, name, status, sub_status,
            updated_at, finished_at, stage, track, product, branch, borrower, amount, currency, grade, case_status, waiting_for,
            has_incident, state, id, definition_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
        ON CONFLICT (id) DO NOTHING
        """;

    const string UpdateInstance = """
        UPDATE instances SET revision = $1, version_id = $2, version = $3, correlation_id = $4, parent_instance_id = $5, name = $6,
            status = $7, sub_status = $8, updated_at = $9, finished_at = $10, stage = $11, track = $12, product = $13, branch = $14,
            borrower = $15, amount = $16, currency = $17, grade = $18, case_status = $19, waiting_for = $20, has_incident = $21,
            state = $22
        WHERE id = $23 AND revision = $24
        """;

    const string InsertLog = "INSERT INTO log (instance_id, revision, at, changes) VALUES ($1, $2, $3, $4)";

    const string MoveWaits = "UPDATE event_waits SET correlation_id = $2 WHERE instance_id = $1";
    const string InsertEventWait = "INSERT INTO event_waits (id, instance_id, hash, correlation_id, created_at) VALUES ($1, $2, $3, $4, $5)";
    const string InsertTimer = "INSERT INTO timers (id, instance_id, due_at, free_at) VALUES ($1, $2, $3, $3)";
    const string DeleteEventWait = "DELETE FROM event_waits WHERE id = $1";
    const string DeleteTimer = "DELETE FROM timers WHERE id = $1";

    const string InsertJob = """
        INSERT INTO jobs (id, instance_id, kind, attempt, created_at, not_before, free_at, json) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;
    const string DeleteJob = "DELETE FROM jobs WHERE id = $1";

    const string UpsertTask = """
        INSERT INTO tasks (id, instance_id, definition_id, case_number, title, title_zh, stage, status, is_open, assignee, priority,
            created_at, due_at, due_order, completed_at, completed_by, revision, json, follow_up_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        ON CONFLICT (id) DO UPDATE SET case_number = excluded.case_number, title = excluded.title, title_zh = excluded.title_zh,
            stage = excluded.stage, status = excluded.status, is_open = excluded.is_open, assignee = excluded.assignee,
            priority = excluded.priority, follow_up_at = excluded.follow_up_at, due_at = excluded.due_at, due_order = excluded.due_order,
            completed_at = excluded.completed_at, completed_by = excluded.completed_by, revision = excluded.revision, json = excluded.json
        """;
    const string InsertIncident = """
        INSERT INTO incidents (id, instance_id, activity_id, node, activity_type, message, cause, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;
    const string ResolveIncident = "UPDATE incidents SET resolved_at = $2, resolution = $3, resolved_by = $4, reason = $5 WHERE id = $1";

    internal const string AnyOfWorkflow = "SELECT 1 FROM instances WHERE status = 'Running' AND definition_id = $1 LIMIT 1";
    internal const string AnyCorrelated = "SELECT 1 FROM instances WHERE status = 'Running' AND correlation_id = $1 LIMIT 1";
    internal const string AnyCorrelatedOfWorkflow = "SELECT 1 FROM instances WHERE status = 'Running' AND definition_id = $1 AND correlation_id = $2 LIMIT 1";

    public static CommitStatements Of(Commit commit)
    {
        var id = commit.Instance.Id;
        var operation = commit.OperationId is { } o ? new Statement(InsertOperation, o, id, commit.At) : null;
        var rows = CommitRows.Of(commit.Changes);
        return new CommitStatements(operation, InstanceOf(commit), [.. RestOf(commit, rows)]) { Guard = GuardOf(commit.Guard), News = NewsOf(commit, rows) };
    }

    /// <summary>A wait may be what a kept stimulus is waiting for, so it is looked at at once.</summary>
    static News? NewsOf(Commit commit, CommitRows rows)
    {
        var dues = rows.Timers.Select(t => t.DueAt ?? commit.At).Concat(rows.Jobs.Select(commit.FreeAt)).Concat(rows.EventWaits.Select(_ => commit.At)).Where(d => d < commit.At + News.Soon);
        var due = dues.Select(d => (DateTimeOffset?)d).Min();
        return due is null ? null : new News(due, [.. rows.EventWaits.Select(w => w.Hash)]);
    }

    static Statement? GuardOf(StartGuard? guard) => guard switch
    {
        null => null,
        { DefinitionId: { } workflow, CorrelationId: { } correlation } => new Statement(AnyCorrelatedOfWorkflow, workflow, correlation),
        { DefinitionId: { } workflow } => new Statement(AnyOfWorkflow, workflow),
        _ => new Statement(AnyCorrelated, guard.CorrelationId),
    };

    static Statement InstanceOf(Commit commit)
    {
        var i = commit.Instance;
        object?[] values =
        [
            i.Revision, i.VersionId, i.Version, i.CorrelationId, i.ParentInstanceId, i.Name, i.Status.ToString(), i.SubStatus.ToString(),
            i.UpdatedAt, i.FinishedAt, Fact(CaseFacts.Stage), Fact(CaseFacts.Track), Fact(CaseFacts.Product), Fact(CaseFacts.Branch),
            Fact(CaseFacts.Borrower), CaseFacts.AmountOf(i), Fact(CaseFacts.Currency), Fact(CaseFacts.Grade), CaseStatus(),
            Fact(CaseFacts.WaitingFor), i.Incidents.Count > 0, EngineJson.WriteInstance(i), i.Id,
        ];
        return commit.ExpectedRevision == 0
            ? new Statement(InsertInstance, [.. values, i.DefinitionId, i.CreatedAt])
            : new Statement(UpdateInstance, [.. values, commit.ExpectedRevision]);

        string? Fact(string name) => i.Facts.GetValueOrDefault(name);
        string CaseStatus() => Fact(CaseFacts.Status) ?? (i.Status == WorkflowStatus.Finished ? CaseSummary.Finished : CaseSummary.Running);
    }

    static IEnumerable<Statement> RestOf(Commit commit, CommitRows rows)
    {
        var (id, at) = (commit.Instance.Id, commit.At);
        yield return new Statement(InsertLog, id, commit.Instance.Revision, at, EngineJson.WriteChanges(commit.Changes));

        foreach (var wait in rows.BurnedWaits)
        {
            yield return new Statement(DeleteEventWait, wait);
            yield return new Statement(DeleteTimer, wait);
        }
        if (rows.CorrelationChanged) yield return new Statement(MoveWaits, id, commit.Instance.CorrelationId);
        foreach (var wait in rows.EventWaits) yield return EventWait(wait, commit.Instance);
        foreach (var wait in rows.Timers) yield return new Statement(InsertTimer, wait.Id, id, wait.DueAt ?? at);
        foreach (var job in rows.AnsweredJobs) yield return new Statement(DeleteJob, job);
        foreach (var job in rows.Jobs) yield return NewJob(job, commit.FreeAt(job));
        foreach (var task in rows.Tasks) yield return Task(task);
        foreach (var statement in InboxStatements.Of(commit, rows.Tasks)) yield return statement;
        foreach (var statement in CaseClockStore.Of(commit)) yield return statement;
        foreach (var incident in rows.Incidents) yield return NewIncident(incident, id);
        foreach (var r in rows.Resolutions) yield return new Statement(ResolveIncident, r.IncidentId, at, r.How, r.Actor, r.Reason);
    }

    static Statement EventWait(Wait wait, Instance instance) =>
        new(InsertEventWait, wait.Id, instance.Id, wait.Hash, instance.CorrelationId, wait.CreatedAt);

    static Statement NewJob(Job job, DateTimeOffset freeAt) =>
        new(InsertJob, job.Id, job.InstanceId, job.Kind, job.Attempt, job.CreatedAt, job.NotBefore, freeAt, EngineJson.WriteJob(job));

    static Statement Task(UserTask task) => new(UpsertTask,
        task.Id, task.InstanceId, task.DefinitionId, task.CaseNumber, task.Title, task.TitleZh, task.Stage, task.Status.ToString(), InboxStatements.IsOpen(task),
        task.Assignee, task.Priority, task.CreatedAt, task.DueAt, task.DueAt ?? TaskRow.Never, task.CompletedAt, task.CompletedBy,
        task.Revision, EngineJson.WriteTask(task), task.FollowUpAt);

    static Statement NewIncident(Incident incident, string instanceId) =>
        new(InsertIncident, incident.Id, instanceId, incident.ActivityId, incident.Node, incident.ActivityType, incident.Message, incident.Cause, incident.At);
}
