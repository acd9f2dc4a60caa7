using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Lendflow.Storage.Sqlite;

/// <summary>The only writer of a SQLite file. It takes everything that is queued into one transaction and so into one flush;
/// each piece of work has a savepoint, so one that fails does not harm the others.</summary>
/// <remarks>SQLite lets one connection write at a time, and makes the others poll: several writers starve each other.</remarks>
sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Beyond it callers wait before they are queued.</summary>
    const int LongestQueue = 1024;

    /// <summary>Bounds how long the first of a group waits for the last.</summary>
    const int LargestGroup = 128;

    static readonly Statement Begin = new("BEGIN IMMEDIATE");
    static readonly Statement Commit = new("COMMIT");
    static readonly Statement RollBack = new("ROLLBACK");
    static readonly Statement BeginWork = new("SAVEPOINT work");
    static readonly Statement EndWork = new("RELEASE work");
    static readonly Statement UndoWork = new("ROLLBACK TO work");

    readonly Channel<IWork> _queue = Channel.CreateBounded<IWork>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    readonly Task _loop;
    long _flushes;

    /// <param name="session">The writer's own from here on.</param>
    public SqliteWriter(SqliteSession session) =>
        _loop = Task.Factory.StartNew(() => Run(session), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public int QueueLength => _queue.Reader.Count;

    public long Flushes => Interlocked.Read(ref _flushes);

    /// <summary>Queues work and completes when it is on disk. Work that was queued is done even when its caller gives up.</summary>
    /// <param name="work">Its writes are undone when it throws, or when what it gives back is not to be kept.</param>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, Func<T, bool> isKept, CancellationToken cancellationToken)
    {
        var queued = new Work<T>(work, isKept);
        await _queue.Writer.WriteAsync(queued, cancellationToken);
        return await queued.Done.WaitAsync(cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) => WriteAsync(work, _ => true, cancellationToken);

    void Run(SqliteSession session)
    {
        using var ownedSession = session;
        var group = new List<IWork>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var work)) group.Add(work);
            Write(session, group);
            Interlocked.Increment(ref _flushes);
        }
    }

    static void Write(SqliteSession session, List<IWork> group)
    {
        try
        {
            session.Execute(Begin);
            foreach (var work in group) work.Perform(session);
            session.Execute(Commit);
        }
        catch (Exception failure) // The edge of the loop: whatever happened, every caller is told and the next group gets its turn.
        {
            TryRollBack(session);
            foreach (var work in group) work.Fail(failure);
            return;
        }
        foreach (var work in group) work.Complete();
    }

    static void TryRollBack(SqliteSession session)
    {
        try
        {
            session.Execute(RollBack);
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    interface IWork
    {
        void Perform(SqliteSession session);
        void Complete();
        void Fail(Exception failure);
    }

    sealed class Work<T>(Func<SqliteSession, T> work, Func<T, bool> isKept) : IWork
    {
        readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T? _result;
        Exception? _failure;

        public Task<T> Done => _done.Task;

        public void Perform(SqliteSession session)
        {
            session.Execute(BeginWork);
            try
            {
                _result = work(session);
                if (!isKept(_result)) session.Execute(UndoWork);
            }
            catch (Exception failure) // Belongs to this caller alone.
            {
                _failure = failure;
                session.Execute(UndoWork);
            }
            session.Execute(EndWork);
        }

        public void Complete()
        {
            if (_failure is not null) _done.SetException(_failure);
            else _done.SetResult(_result!);
        }

        public void Fail(Exception failure) => _done.SetException(_failure ?? failure);
    }
}
