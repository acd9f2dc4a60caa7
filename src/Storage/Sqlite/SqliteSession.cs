using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Lendflow.Storage.Sqlite;

/// <summary>One connection with its prepared statements. For one thread at a time.</summary>
sealed class SqliteSession : IDisposable
{
    readonly Dictionary<string, SqliteCommand> _prepared = [];

    public SqliteSession(string connectionString, string pragmas)
    {
        Connection = new SqliteConnection(connectionString);
        Connection.Open();
        using var command = Connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }

    public SqliteConnection Connection { get; }

    /// <returns>Number of rows affected.</returns>
    public int Execute(Statement statement) => Prepare(statement).ExecuteNonQuery();

    public IReadOnlyList<T> Query<T>(Statement statement, Func<DbDataReader, T> read)
    {
        using var reader = Prepare(statement).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    SqliteCommand Prepare(Statement statement)
    {
        if (!_prepared.TryGetValue(statement.Sql, out var command)) _prepared[statement.Sql] = command = NewCommand(statement);
        for (var i = 0; i < statement.Values.Length; i++) command.Parameters[i].Value = ToSqlite(statement.Values[i]);
        return command;
    }

    SqliteCommand NewCommand(Statement statement)
    {
        var command = Connection.CreateCommand();
        command.CommandText = statement.Sql;
        for (var i = 1; i <= statement.Values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }

    static object ToSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => SqliteValues.FromTime(time),
        decimal money => SqliteValues.FromMoney(money),
        _ => value,
    };

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        Connection.Dispose();
    }
}
