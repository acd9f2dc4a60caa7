using Npgsql;

namespace Lendflow.Storage.Postgres;

/// <summary>Statements as Npgsql wants them.</summary>
static class PostgresValues
{
    public static NpgsqlBatchCommand Command(Statement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        Add(command.Parameters, statement);
        return command;
    }

    public static void Add(NpgsqlParameterCollection parameters, Statement statement)
    {
        foreach (var value in statement.Values) parameters.Add(new NpgsqlParameter { Value = ToPostgres(value) });
    }

    static object ToPostgres(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUniversalTime(),
        _ => value,
    };
}
