using Microsoft.Data.Sqlite;

namespace Lendflow.Host.Cli.Bench.Load;

/// <summary>Makes a store old: the case that ended last, over and over, with its log and its operations. Documents are not copied.</summary>
static class GrownStore
{
    const string Columns = """
        definition_id, version_id, version, parent_instance_id, name, status, sub_status, revision, created_at, updated_at, finished_at, stage,
        track, product, branch, borrower, amount, currency, grade, case_status, waiting_for, has_incident, state
        """;

    const string SqliteCopies = "(WITH RECURSIVE n(i) AS (SELECT {0} UNION ALL SELECT i + 1 FROM n WHERE i < {1}) SELECT i FROM n) n";

    /// <summary>Numbers from one to another, as a table.</summary>
    public const string PostgresCopies = "generate_series({0}, {1}) n(i)";

    /// <summary>A transaction each, so that a log of writes does not hold all of it.</summary>
    const int Block = 10_000;

    public static IEnumerable<string> Statements(int cases, string copies)
    {
        for (var first = 1; first <= cases; first += Block)
        {
            var n = string.Format(System.Globalization.CultureInfo.InvariantCulture, copies, first, Math.Min(cases, first + Block - 1));
            const string Last = "(SELECT * FROM instances WHERE case_status = 'disbursed' AND id NOT LIKE 'old-%' ORDER BY finished_at DESC LIMIT 1) l";
            yield return $"INSERT INTO instances (id, correlation_id, {Columns}) SELECT 'old-' || n.i, 'OLD-' || n.i, {Columns} FROM {Last}, {n}";
            yield return $"INSERT INTO log (instance_id, revision, at, changes) SELECT 'old-' || n.i, g.revision, g.at, g.changes FROM {Last} JOIN log g ON g.instance_id = l.id, {n}";
            yield return $"INSERT INTO operations (id, instance_id, at) SELECT 'old-' || n.i || '/' || o.id, 'old-' || n.i, o.at FROM {Last} JOIN operations o ON o.instance_id = l.id, {n}";
        }
    }

    public static void GrowSqlite(string file, int cases)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        foreach (var sql in (string[])["PRAGMA synchronous = OFF", .. Statements(cases, SqliteCopies)])
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }
    }
}
