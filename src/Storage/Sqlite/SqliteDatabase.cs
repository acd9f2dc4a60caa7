using System.Collections.Concurrent;
using System.Data.Common;
using Lendflow.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Sqlite;

/// <summary>One file, one process. Readers never wait for the writer (WAL); nothing is acknowledged before it is on disk
/// (synchronous=FULL).</summary>
sealed class SqliteDatabase : LendflowDatabase
{
    const int MostReaders = 4;

    /// <summary>The cache holds the pages of running instances (64 MB); a larger log than SQLite's usual 4 MB is copied into
    /// the file less often (16 MB). What a savepoint would need to go back stays in memory: a contract's pages made it a file each time.</summary>
    const string WriterPragmas = """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;
        """;

    const string ReaderPragmas = "PRAGMA busy_timeout = 10000; PRAGMA query_only = ON;";

    readonly string _connectionString;
    readonly SqliteWriter _writer;
    readonly ConcurrentBag<SqliteSession> _readers = [];
    readonly SemaphoreSlim _freeReaders = new(MostReaders);
    readonly DbContextOptions<SqliteLendflowDb> _options;

    public SqliteDatabase(string file)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        var pooled = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
        _options = new DbContextOptionsBuilder<SqliteLendflowDb>().UseSqlite(pooled).ConfigureWarnings(LeaveModelToTests).Options;
        _writer = new SqliteWriter(new SqliteSession(_connectionString, WriterPragmas));
    }

    public override int QueueLength => _writer.QueueLength;

    public override long Flushes => _writer.Flushes;

    internal override LendflowDb OpenForReading() => new SqliteLendflowDb(_options);

    internal override Task<T> WriteAsync<T>(Func<LendflowDb, Task<T>> work, Func<T, bool> isKept, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => Write(session, work), isKept, cancellationToken);

    static T Write<T>(SqliteSession session, Func<LendflowDb, Task<T>> work)
    {
        using var db = new SqliteLendflowDb(new DbContextOptionsBuilder<SqliteLendflowDb>().UseSqlite(session.Connection).Options);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never; // The writer has opened one.
        return work(db).GetAwaiter().GetResult(); // SQLite works on the calling thread: nothing is awaited in truth.
    }

    internal override async Task<IReadOnlyList<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await _freeReaders.WaitAsync(cancellationToken);
        try
        {
            return Read(query, read);
        }
        finally
        {
            _freeReaders.Release();
        }
    }

    IReadOnlyList<T> Read<T>(Statement query, Func<DbDataReader, T> read)
    {
        if (!_readers.TryTake(out var session)) session = new SqliteSession(_connectionString, ReaderPragmas);
        try
        {
            return session.Query(query, read);
        }
        finally
        {
            _readers.Add(session);
        }
    }

    internal override Task<IReadOnlyList<T>> WriteAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => session.Query(statement, read), cancellationToken);

    private protected override Task<CommitOutcome> WriteAsync(CommitStatements commit, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => Write(session, commit), outcome => outcome == CommitOutcome.Committed, cancellationToken);

    static CommitOutcome Write(SqliteSession session, CommitStatements commit)
    {
        if (commit.Operation is { } operation && session.Execute(operation) == 0) return CommitOutcome.Duplicate;
        if (commit.Guard is { } guard && session.Query(guard, _ => true).Count > 0) return CommitOutcome.Occupied;
        if (session.Execute(commit.Instance) == 0) return CommitOutcome.Conflict;
        foreach (var statement in commit.Rest) session.Execute(statement);
        return CommitOutcome.Committed;
    }

    internal override string SkipLocked => "";

    internal override DateTimeOffset ReadTime(DbDataReader reader, int column) => SqliteValues.ToTime(reader.GetInt64(column));

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        foreach (var session in _readers) session.Dispose();
        _freeReaders.Dispose();
    }
}
