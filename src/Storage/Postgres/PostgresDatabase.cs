using System.Data.Common;
using Lendflow.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lendflow.Storage.Postgres;

/// <summary>A PostgreSQL database that any number of equal nodes share.</summary>
sealed class PostgresDatabase : LendflowDatabase
{
    /// <summary>Of a page of a list: planned for its own values, which a statement that is prepared soon is not; never worth compiling nor
    /// workers of its own; and from memory or a disk without moving parts.</summary>
    const string ForPages = "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1";

    /// <summary>Unless the connection string says otherwise (<c>Maximum Pool Size</c>): three nodes at their busiest fit into the 100
    /// connections a PostgreSQL allows by default, and more at once would only wait for its processors and its disk.</summary>
    const int MostConnections = 20;

    const int MostPages = 8;

    readonly NpgsqlDataSource _source;
    readonly NpgsqlDataSource _pages;
    readonly PostgresWriter _writer;
    readonly PostgresNews _news;
    readonly DbContextOptions<PostgresLendflowDb> _options;

    public PostgresDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Maximum Pool Size")) settings.MaxPoolSize = MostConnections;
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 50; // Statement texts are few and fixed.
        _source = NpgsqlDataSource.Create(settings);
        _pages = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 0, MaxPoolSize = Math.Min(settings.MaxPoolSize, MostPages), Options = $"{settings.Options} {ForPages}".Trim() });
        _writer = new PostgresWriter(_source);
        _news = new PostgresNews(_source, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"));
        _options = new DbContextOptionsBuilder<PostgresLendflowDb>().UseNpgsql(_pages).ConfigureWarnings(LeaveModelToTests).Options;
    }

    public override int QueueLength => _writer.QueueLength;

    public override long Flushes => _writer.Flushes;

    /// <summary>The lock goes with the connection, so a node that dies does not keep it.</summary>
    public override async Task AloneAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(hashtext('lendflow'))", connection) { CommandTimeout = 0 };
        await take.ExecuteNonQueryAsync(cancellationToken);
        await work();
        await using var giveBack = new NpgsqlCommand("SELECT pg_advisory_unlock(hashtext('lendflow'))", connection);
        await giveBack.ExecuteNonQueryAsync(CancellationToken.None);
    }

    internal override LendflowDb OpenForReading() => new PostgresLendflowDb(_options);

    internal override async Task<T> WriteAsync<T>(Func<LendflowDb, Task<T>> work, Func<T, bool> isKept, CancellationToken cancellationToken)
    {
        await using var db = OpenForReading();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(db);
        if (isKept(result)) await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    internal override async Task<IReadOnlyList<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(query.Sql);
        PostgresValues.Add(command.Parameters, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>A statement is a transaction here.</summary>
    internal override Task<IReadOnlyList<T>> WriteAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        ReadAsync(statement, read, cancellationToken);

    private protected override Task<CommitOutcome> WriteAsync(CommitStatements commit, CancellationToken cancellationToken) =>
        _writer.WriteAsync(commit, cancellationToken);

    const string DefinitionChannel = "lendflow_definitions";

    internal override string TellOfDefinition => $"SELECT pg_notify('{DefinitionChannel}', $1)";

    internal override void Tell(News news)
    {
        Hear(news);
        _news.Send(news);
    }

    public override async Task ListenAsync(Action<string> changed, CancellationToken stopping)
    {
        await using var connection = await _source.OpenConnectionAsync(stopping);
        connection.Notification += (_, notification) =>
        {
            if (notification.Channel == DefinitionChannel) changed(notification.Payload);
            else if (_news.Read(notification.Payload) is { } news) Hear(news);
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {DefinitionChannel}; LISTEN {PostgresNews.Channel}", connection)) await listen.ExecuteNonQueryAsync(stopping);
        while (true) await connection.WaitAsync(stopping);
    }

    internal override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    internal override DateTimeOffset ReadTime(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _news.DisposeAsync();
        await _pages.DisposeAsync();
        await _source.DisposeAsync();
    }
}
