using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Lendflow.Host.Cli.Bench;

/// <summary>What the disk gives at best: prepared inserts of as many bytes in as many rows per flush, and nothing else.</summary>
static class DiskFloor
{
    /// <param name="rowsPerFlush">Mean; whole rows are spread so that the mean holds.</param>
    /// <returns>Rows made durable in a second.</returns>
    public static double RowsPerSecond(string folder, double rowsPerFlush, int bytesPerRow, TimeSpan duration)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "floor.db"), Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, content BLOB NOT NULL)");
        using var begin = Prepare(connection, "BEGIN IMMEDIATE");
        using var commit = Prepare(connection, "COMMIT");
        using var insert = Prepare(connection, "INSERT INTO rows (content) VALUES ($content)");
        var content = new byte[bytesPerRow];
        new Random(1).NextBytes(content); // A file system may treat zeros as nothing.
        insert.Parameters.AddWithValue("$content", content);

        var (rows, due, began) = (0L, 0.0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            begin.ExecuteNonQuery();
            for (due += rowsPerFlush; rows < due; rows++) insert.ExecuteNonQuery();
            commit.ExecuteNonQuery();
        }
        return rows / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Prepare(connection, sql);
        command.ExecuteNonQuery();
    }

    static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
