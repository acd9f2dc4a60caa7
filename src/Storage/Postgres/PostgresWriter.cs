using System.Threading.Channels;
using Lendflow.Engine.Storage;
using Npgsql;

namespace Lendflow.Storage.Postgres;

/// <summary>The commits of one node. What is queued goes into one transaction: two round trips and one flush for the group
/// instead of four and one for each. Other nodes have writers of their own; rows decide between them.</summary>
/// <remarks>A group commits only if each of its commits may. One that may not (its operation was carried out before, its instance
/// has gone on, the database refuses a statement) is taken out and written alone, so it is told what holds and harms nobody.</remarks>
sealed class PostgresWriter : IAsyncDisposable
{
    /// <summary>Beyond it callers wait before they are queued.</summary>
    const int LongestQueue = 1024;

    /// <summary>Bounds how long the first of a group waits for the last.</summary>
    const int LargestGroup = 64;

    /// <summary>Groups under way at once: while one waits for the disk the next is sent.</summary>
    const int Groups = 2;

    static readonly Statement Begin = new("BEGIN");
    static readonly Statement Commit = new("COMMIT");
    static readonly Statement RollBack = new("ROLLBACK");

    readonly NpgsqlDataSource _source;
    readonly Channel<Work> _queue = Channel.CreateBounded<Work>(LongestQueue);
    readonly Task _loops;
    long _flushes;

    public PostgresWriter(NpgsqlDataSource source)
    {
        _source = source;
        _loops = Task.WhenAll(Enumerable.Range(0, Groups).Select(_ => Task.Run(RunAsync)));
    }

    public int QueueLength => _queue.Reader.Count;

    public long Flushes => Interlocked.Read(ref _flushes);

    /// <summary>Queues a commit and completes when it is on disk. One that was queued is written even when its caller gives up.</summary>
    public async Task<CommitOutcome> WriteAsync(CommitStatements commit, CancellationToken cancellationToken)
    {
        var work = new Work(commit);
        await _queue.Writer.WriteAsync(work, cancellationToken);
        return await work.Done.Task.WaitAsync(cancellationToken);
    }

    async Task RunAsync()
    {
        var group = new List<Work>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var work)) group.Add(work);
            if (group.Count > 0) await WriteAsync(group);
        }
    }

    async Task WriteAsync(List<Work> group)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            var alone = group.FindAll(w => w.Commit.Guard is not null);
            var together = group.FindAll(w => w.Commit.Guard is null);
            alone.AddRange(together.Count == 1 ? together : await WriteTogetherAsync(connection, together));
            foreach (var work in alone) await WriteAloneAsync(connection, work);
        }
        catch (Exception failure) // The edge of the loop: whatever happened, every caller is told and the next group gets its turn.
        {
            foreach (var work in group) work.Done.TrySetException(failure);
        }
    }

    /// <returns>Those that were not written and have to be tried alone.</returns>
    async Task<List<Work>> WriteTogetherAsync(NpgsqlConnection connection, List<Work> group)
    {
        var (together, alone) = (group, new List<Work>());
        try
        {
            while (together.Count > 0)
            {
                var outcomes = await ClaimAsync(connection, together);
                if (outcomes.TrueForAll(o => o == CommitOutcome.Committed))
                {
                    await FinishAsync(connection, together);
                    break;
                }
                await ExecuteAsync(connection, [RollBack]);
                alone.AddRange(together.Where((_, i) => outcomes[i] != CommitOutcome.Committed));
                together = [.. together.Where((_, i) => outcomes[i] == CommitOutcome.Committed)];
            }
            return alone;
        }
        catch (PostgresException) // One of them, or a deadlock with another node.
        {
            await ExecuteAsync(connection, [RollBack]);
            return group;
        }
    }

    async Task WriteAloneAsync(NpgsqlConnection connection, Work work)
    {
        try
        {
            var outcome = await ClaimAsync(connection, work.Commit);
            if (outcome == CommitOutcome.Committed) await FinishAsync(connection, [work]);
            else
            {
                await ExecuteAsync(connection, [RollBack]);
                work.Done.SetResult(outcome);
            }
        }
        catch (PostgresException failure)
        {
            await ExecuteAsync(connection, [RollBack]);
            work.Done.TrySetException(failure);
        }
    }

    /// <summary>Everything that can forbid a commit, one after the other.</summary>
    static async Task<CommitOutcome> ClaimAsync(NpgsqlConnection connection, CommitStatements commit)
    {
        await ExecuteAsync(connection, [Begin]);
        if (commit.Operation is { } operation && !await AffectsAsync(connection, operation)) return CommitOutcome.Duplicate;
        if (commit.Guard is { } guard && await HasRowAsync(connection, guard)) return CommitOutcome.Occupied;
        return await AffectsAsync(connection, commit.Instance) ? CommitOutcome.Committed : CommitOutcome.Conflict;
    }

    /// <summary>Asks for rows that others could be writing at this moment: whoever asks the same waits until the first has
    /// committed, and then sees what it wrote.</summary>
    static async Task<bool> HasRowAsync(NpgsqlConnection connection, Statement query)
    {
        await ExecuteAsync(connection, [new Statement("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", string.Join('\n', query.Values))]);
        await using var command = new NpgsqlCommand(query.Sql, connection);
        PostgresValues.Add(command.Parameters, query);
        return await command.ExecuteScalarAsync() is not null;
    }

    static async Task<bool> AffectsAsync(NpgsqlConnection connection, Statement statement) => (await ExecuteAsync(connection, [statement]))[0] > 0;

    /// <summary>First round trip: what decides whether each may commit. Rows it changed stay locked until the end.</summary>
    static async Task<List<CommitOutcome>> ClaimAsync(NpgsqlConnection connection, List<Work> group)
    {
        var affected = await ExecuteAsync(connection, [Begin, .. group.SelectMany(w => w.Commit.Claims)]);
        var next = 1;
        return group.ConvertAll(w =>
        {
            var isNew = w.Commit.Operation is null || affected[next++] > 0;
            var isExpected = affected[next++] > 0;
            return !isNew ? CommitOutcome.Duplicate : isExpected ? CommitOutcome.Committed : CommitOutcome.Conflict;
        });
    }

    async Task FinishAsync(NpgsqlConnection connection, List<Work> group)
    {
        await ExecuteAsync(connection, [.. group.SelectMany(w => w.Commit.Rest), Commit]);
        Interlocked.Increment(ref _flushes);
        foreach (var work in group) work.Done.SetResult(CommitOutcome.Committed);
    }

    /// <summary>Performs statements in one round trip.</summary>
    /// <returns>Rows affected by each.</returns>
    static async Task<int[]> ExecuteAsync(NpgsqlConnection connection, IReadOnlyCollection<Statement> statements)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements) batch.BatchCommands.Add(PostgresValues.Command(statement));
        await batch.ExecuteNonQueryAsync();
        return [.. ((IEnumerable<NpgsqlBatchCommand>)batch.BatchCommands).Select(c => c.RecordsAffected)];
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loops;
    }

    sealed record Work(CommitStatements Commit)
    {
        public TaskCompletionSource<CommitOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
