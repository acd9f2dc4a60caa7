using System.Data.Common;
using Lendflow.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lendflow.Storage.Postgres;

/// <summary>A PostgreSQL database that any number of equal nodes share.</summary>
sealed class PostgresDatabase : LendflowDatabase
{
    readonly NpgsqlDataSource _source;
    readonly DbContextOptions<PostgresLendflowDb> _options;

    public PostgresDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 50; // Statement texts are few and fixed.
        _source = NpgsqlDataSource.Create(settings);
        _options = new DbContextOptionsBuilder<PostgresLendflowDb>().UseNpgsql(_source).Options;
    }

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = OpenForReading();
        await db.Database.MigrateAsync(cancellationToken);
    }

    internal override LendflowDb OpenForReading() => new PostgresLendflowDb(_options);

    internal override async Task<T> WriteAsync<T>(Func<LendflowDb, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var db = OpenForReading();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(db);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    internal override async Task<IReadOnlyList<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(query.Sql);
        AddValues(command.Parameters, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>A statement is a transaction here.</summary>
    internal override Task<IReadOnlyList<T>> WriteAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        ReadAsync(statement, read, cancellationToken);

    internal override async Task<CommitOutcome> CommitAsync(CommitStatements commit, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        if (commit.Operation is { } operation && await ExecuteAsync(connection, [operation], cancellationToken) == 0) return CommitOutcome.Duplicate;
        if (commit.Guard is { } guard && await HasRowAsync(connection, guard, cancellationToken)) return CommitOutcome.Occupied;
        if (await ExecuteAsync(connection, [commit.Instance], cancellationToken) == 0) return CommitOutcome.Conflict;
        await ExecuteAsync(connection, commit.Rest, cancellationToken);

        await transaction.CommitAsync(CancellationToken.None);
        return CommitOutcome.Committed;
    }

    /// <summary>Asks for rows that others could be writing at this moment: whoever asks the same waits until the first has
    /// committed, and then sees what it wrote.</summary>
    static async Task<bool> HasRowAsync(NpgsqlConnection connection, Statement query, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, [new Statement(TakeTurns, string.Join('\n', query.Values))], cancellationToken);
        await using var command = new NpgsqlCommand(query.Sql, connection);
        AddValues(command.Parameters, query);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    const string TakeTurns = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

    /// <summary>Performs statements in one round trip.</summary>
    /// <returns>Number of rows affected.</returns>
    static async Task<int> ExecuteAsync(NpgsqlConnection connection, IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            AddValues(command.Parameters, statement);
            batch.BatchCommands.Add(command);
        }
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    static void AddValues(NpgsqlParameterCollection parameters, Statement statement)
    {
        foreach (var value in statement.Values) parameters.Add(new NpgsqlParameter { Value = ToPostgres(value) });
    }

    static object ToPostgres(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUniversalTime(),
        _ => value,
    };

    internal override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    internal override DateTimeOffset ReadTime(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();
}
