using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>All storage ports in the memory of one process: for single runs without a server, and for tests. It keeps what it
/// is given as JSON, so nobody shares an object with it or through it. Nothing outlives the process.</summary>
public sealed partial class InMemoryStore : IWorkflowStore, IDefinitionStore, ITriggerStore, IStimulusStore
{
    readonly Lock _lock = new();
    readonly Dictionary<string, StoredInstance> _instances = [];
    readonly Dictionary<string, List<StoredLogEntry>> _log = [];
    long _commits;
    readonly Dictionary<string, StoredWait> _eventWaits = [];
    readonly Dictionary<string, StoredTimer> _timers = [];
    readonly Dictionary<string, StoredJob> _jobs = [];
    /// <summary>Instances by operation; of no instance for a publication.</summary>
    readonly Dictionary<string, string> _operations = [];

    public Task<Instance?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_instances.TryGetValue(instanceId, out var stored) ? EngineJson.ReadInstance(stored.State) : null);
    }

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var instance = commit.Instance;
        var state = new StoredInstance(EngineJson.WriteInstance(instance), instance.Revision, instance.DefinitionId, instance.CorrelationId, instance.CreatedAt, instance.Status == WorkflowStatus.Running);
        var entry = new StoredLogEntry(0, instance.Revision, commit.At, EngineJson.WriteChanges(commit.Changes));
        var rows = CommitRows.Of(commit.Changes);

        lock (_lock)
        {
            if (commit.OperationId is { } operation && _operations.ContainsKey(operation)) return Task.FromResult(CommitOutcome.Duplicate);
            var revision = _instances.GetValueOrDefault(instance.Id)?.Revision ?? 0;
            if (revision != commit.ExpectedRevision) return Task.FromResult(CommitOutcome.Conflict);
            if (commit.Guard is { } guard && _instances.Values.Any(i => i.IsExcludedBy(guard))) return Task.FromResult(CommitOutcome.Occupied);
            ExpectNewIds(rows);

            _instances[instance.Id] = state;
            if (commit.OperationId is not null) _operations.Add(commit.OperationId, instance.Id);
            if (!_log.TryGetValue(instance.Id, out var log)) _log[instance.Id] = log = [];
            log.Add(entry with { Number = ++_commits });
            Write(rows, commit);
            return Task.FromResult(CommitOutcome.Committed);
        }
    }

    /// <summary>Before anything is written, because nothing here can be rolled back.</summary>
    void ExpectNewIds(CommitRows rows)
    {
        var taken = rows.EventWaits.Where(w => _eventWaits.ContainsKey(w.Id)).Select(w => w.Id)
            .Concat(rows.Timers.Where(t => _timers.ContainsKey(t.Id)).Select(t => t.Id))
            .Concat(rows.Jobs.Where(j => _jobs.ContainsKey(j.Id)).Select(j => j.Id))
            .FirstOrDefault();
        if (taken is not null) throw new InvalidOperationException($"Expected a new id for a wait or job, but {taken} is in the store.");
    }

    void Write(CommitRows rows, Commit commit)
    {
        var instanceId = commit.Instance.Id;
        foreach (var wait in rows.EventWaits) _eventWaits.Add(wait.Id, new StoredWait(instanceId, wait.Id, wait.Hash, wait.CreatedAt));
        foreach (var timer in rows.Timers)
        {
            var dueAt = timer.DueAt ?? commit.At;
            _timers.Add(timer.Id, new StoredTimer(instanceId, timer.Id, dueAt, FreeAt: dueAt));
        }
        foreach (var id in rows.BurnedWaits)
        {
            _eventWaits.Remove(id);
            _timers.Remove(id);
        }
        foreach (var job in rows.Jobs) _jobs.Add(job.Id, new StoredJob(EngineJson.WriteJob(job), job.CreatedAt, job.NotBefore, job.Attempt, commit.FreeAt(job)));
        foreach (var id in rows.AnsweredJobs) _jobs.Remove(id);
    }

    public Task<string?> FindOperationAsync(string operationId, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_operations.GetValueOrDefault(operationId));
    }

    public Task<IReadOnlyList<WaitAddress>> FindWaitsAsync(string hash, string? correlationId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return List(_eventWaits.Values
                .Where(w => w.Hash == hash && (correlationId is null || _instances[w.InstanceId].CorrelationId == correlationId))
                .OrderBy(w => w.CreatedAt).ThenBy(w => w.Id, StringComparer.Ordinal)
                .Select(w => new WaitAddress(w.InstanceId, w.Id)));
        }
    }

    public Task<IReadOnlyList<WaitAddress>> ClaimDueTimersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var due = _timers.Values.Where(t => t.FreeAt <= now).OrderBy(t => t.DueAt).ThenBy(t => t.Id, StringComparer.Ordinal).Take(max).ToList();
            foreach (var timer in due) _timers[timer.Id] = timer with { FreeAt = leaseUntil };
            return List(due.Select(t => new WaitAddress(t.InstanceId, t.Id)));
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_stimuli.Values.Where(s => !s.Stimulus.IsKept).Select(s => (DateTimeOffset?)s.FreeAt).Append(NextDue).Min());
    }

    public Task<IReadOnlyList<Job>> ClaimDueJobsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var due = _jobs.Where(j => j.Value.FreeAt <= now).OrderBy(j => j.Value.CreatedAt).ThenBy(j => j.Key, StringComparer.Ordinal).Take(max).ToList();
            foreach (var (id, job) in due) _jobs[id] = job with { FreeAt = leaseUntil };
            return List(due.Select(j => EngineJson.ReadJob(j.Value.Json) with { Attempt = j.Value.Attempt, NotBefore = j.Value.NotBefore }));
        }
    }

    public Task DeferJobAsync(string jobId, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_jobs.TryGetValue(jobId, out var job))
                _jobs[jobId] = job with { Attempt = job.Attempt + 1, NotBefore = notBefore, FreeAt = notBefore };
            return Task.CompletedTask;
        }
    }

    public Task ReleaseLeasesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var (id, timer) in _timers.ToList()) _timers[id] = timer with { FreeAt = timer.DueAt };
            foreach (var (id, job) in _jobs.ToList()) _jobs[id] = job with { FreeAt = job.NotBefore ?? job.CreatedAt };
            foreach (var (id, trigger) in _triggers.ToList()) _triggers[id] = trigger with { FreeAt = trigger.Trigger.DueAt };
            foreach (var (id, stimulus) in _stimuli.ToList()) _stimuli[id] = stimulus with { FreeAt = stimulus.Stimulus.AcceptedAt };
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<string>> FindChildrenAsync(string parentInstanceId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return List(_instances.Values.Select(i => EngineJson.ReadInstance(i.State))
                .Where(i => i.ParentInstanceId == parentInstanceId && (i.Status == WorkflowStatus.Running || i.SubStatus == WorkflowSubStatus.Faulted))
                .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id, StringComparer.Ordinal).Select(i => i.Id));
        }
    }

    public Task<IReadOnlyList<string>> FindByCorrelationAsync(string correlationId, CancellationToken cancellationToken)
    {
        lock (_lock)
            return List(_instances.Where(i => i.Value.CorrelationId == correlationId).OrderBy(i => i.Value.CreatedAt).Select(i => i.Key));
    }

    public Task<IReadOnlyList<LogEntry>> ReadLogAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return List((_log.GetValueOrDefault(instanceId) ?? [])
                .Select(e => new LogEntry(instanceId, e.Revision, e.At, EngineJson.ReadChanges(e.Changes))));
        }
    }

    /// <summary>What happened to all instances, in the order of the commits.</summary>
    internal IReadOnlyList<LogEntry> ReadWholeLog()
    {
        lock (_lock)
        {
            return [.. _log.SelectMany(l => l.Value.Select(e => (Instance: l.Key, Entry: e)))
                .OrderBy(l => l.Entry.Number)
                .Select(l => new LogEntry(l.Instance, l.Entry.Revision, l.Entry.At, EngineJson.ReadChanges(l.Entry.Changes)))];
        }
    }

    /// <summary>When the next timer, job or trigger can be claimed; null when there is none.</summary>
    internal DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock) return _timers.Values.Select(t => (DateTimeOffset?)t.FreeAt).Concat(_jobs.Values.Select(j => (DateTimeOffset?)j.FreeAt)).Concat(_triggers.Values.Select(t => t.FreeAt)).Min();
        }
    }

    static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);

    sealed record StoredInstance(byte[] State, long Revision, string DefinitionId, string? CorrelationId, DateTimeOffset CreatedAt, bool IsRunning)
    {
        public bool IsExcludedBy(StartGuard guard) =>
            IsRunning && guard.DefinitionId is var d && (d is null || d == DefinitionId) && guard.CorrelationId is var c && (c is null || c == CorrelationId);
    }

    /// <param name="Number">Order of the commits of all instances.</param>
    sealed record StoredLogEntry(long Number, long Revision, DateTimeOffset At, byte[] Changes);

    sealed record StoredWait(string InstanceId, string Id, string Hash, DateTimeOffset CreatedAt);

    /// <param name="FreeAt">When it may be claimed: due, or at the end of its lease.</param>
    sealed record StoredTimer(string InstanceId, string Id, DateTimeOffset DueAt, DateTimeOffset FreeAt);

    /// <param name="FreeAt">When it may be claimed: due, or at the end of its lease.</param>
    sealed record StoredJob(byte[] Json, DateTimeOffset CreatedAt, DateTimeOffset? NotBefore, int Attempt, DateTimeOffset FreeAt);
}
