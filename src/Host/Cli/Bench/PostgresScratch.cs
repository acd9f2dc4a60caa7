using System.Diagnostics;
using Npgsql;

namespace Lendflow.Host.Cli.Bench;

/// <summary>A database of its own on a PostgreSQL server for the length of a measurement.</summary>
sealed class PostgresScratch : IAsyncDisposable
{
    readonly string _server;
    readonly string _name;
    readonly bool _isKept;

    PostgresScratch(string server, string name, bool isKept) => (_server, _name, _isKept) = (server, name, isKept);

    public string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    /// <param name="server">Connection string of a user that may create databases.</param>
    /// <param name="kept">Name of a database that is used if it is there, and left; null for one that is dropped in the end.</param>
    public static async Task<PostgresScratch> CreateAsync(string server, CancellationToken cancellation, string? kept = null)
    {
        var scratch = new PostgresScratch(server, kept ?? $"lendflow_bench_{Environment.ProcessId}", kept is not null);
        try
        {
            await ExecuteAsync(server, $"CREATE DATABASE {scratch._name}", cancellation);
        }
        catch (PostgresException exists) when (kept is not null && exists.SqlState == PostgresErrorCodes.DuplicateDatabase) { }
        return scratch;
    }

    /// <summary>What the server gives at best: prepared inserts of as many bytes in as many rows per flush, in one round trip
    /// each, and nothing else.</summary>
    /// <returns>Rows made durable in a second.</returns>
    public async Task<double> RowsPerSecondAsync(double rowsPerFlush, int bytesPerRow, TimeSpan duration, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(Connection);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using (var create = new NpgsqlCommand("CREATE TABLE IF NOT EXISTS floor (id bigserial PRIMARY KEY, content bytea NOT NULL)", connection)) await create.ExecuteNonQueryAsync(cancellation);
        var content = new byte[bytesPerRow];
        new Random(1).NextBytes(content); // What compresses would be stored as less.

        var (rows, due, began) = (0L, 0.0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            await using var batch = new NpgsqlBatch(connection);
            for (due += rowsPerFlush; rows < due; rows++)
                batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO floor (content) VALUES ($1)") { Parameters = { new NpgsqlParameter { Value = content } } });
            if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        }
        return rows / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public Task SettleAsync(CancellationToken cancellation) => ExecuteAsync(Connection, "VACUUM (ANALYZE)", cancellation);

    public async Task ExecuteAsync(IEnumerable<string> statements, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(Connection);
        foreach (var sql in statements)
        {
            await using var command = source.CreateCommand(sql);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    static async Task ExecuteAsync(string server, string sql, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isKept) await ExecuteAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);
    }
}
