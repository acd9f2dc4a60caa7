using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lendflow.Storage.Copies;

/// <summary>A table with its columns, whose rows can be told in words that do not depend on the database.</summary>
/// <remarks>A row is a JSON array: texts and truth values as they are, whole numbers as numbers, times in microseconds since 1970,
/// money as text with as many decimals as it needs, bytes in base64.</remarks>
sealed class StoredTable
{
    readonly IReadOnlyList<IColumn> _columns;

    StoredTable(ITable table) => (Name, _columns, HasForeignKeys) = (table.Name, [.. table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)], table.ForeignKeyConstraints.Any());

    public string Name { get; }

    public IReadOnlyList<string> Columns => [.. _columns.Select(c => c.Name)];

    /// <summary>Whether rows of other tables have to be there before its own.</summary>
    bool HasForeignKeys { get; }

    /// <summary>A whole number the database counts by itself, which has to go on behind what was copied; null for none.</summary>
    public string? CountedColumn => _columns.FirstOrDefault(c => c.ProviderClrType == typeof(int) && c.PropertyMappings.Any(m => m.Property is { ValueGenerated: ValueGenerated.OnAdd } && m.Property.IsPrimaryKey()))?.Name;

    string Names => string.Join(", ", _columns.Select(c => Quoted(c.Name)));

    /// <summary>The tables of a model, each after those it refers to.</summary>
    public static IReadOnlyList<StoredTable> Of(DbContext db) =>
        [.. db.Model.GetRelationalModel().Tables.Select(t => new StoredTable(t)).OrderBy(t => t.HasForeignKeys).ThenBy(t => t.Name, StringComparer.Ordinal)];

    public DbCommand Select(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Names} FROM {Quoted(Name)}";
        command.CommandTimeout = 0;
        return command;
    }

    public DbCommand Insert(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {Quoted(Name)} ({Names}) VALUES ({string.Join(", ", _columns.Select((_, i) => $"@p{i}"))})";
        foreach (var (i, column) in _columns.Index()) command.Parameters.Add(column.StoreTypeMapping.CreateParameter(command, $"@p{i}", null, nullable: true));
        return command;
    }

    /// <summary>Writes the row the reader stands on.</summary>
    public void Write(DbDataReader row, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        for (var i = 0; i < _columns.Count; i++)
        {
            if (row.IsDBNull(i)) json.WriteNullValue();
            else Write(Read(row, i), json);
        }
        json.WriteEndArray();
    }

    /// <summary>Fills a command of <see cref="Insert"/> with a row.</summary>
    public void Fill(DbCommand insert, JsonElement row)
    {
        foreach (var (i, column) in _columns.Index())
        {
            var mapping = column.StoreTypeMapping;
            var value = row[i].ValueKind == JsonValueKind.Null ? null : Parse(row[i], Nullable.GetUnderlyingType(mapping.ClrType) ?? mapping.ClrType);
            insert.Parameters[i].Value = mapping.CreateParameter(insert, $"@p{i}", value, nullable: true).Value ?? DBNull.Value;
        }
    }

    object Read(DbDataReader row, int i)
    {
        var (mapping, type) = (_columns[i].StoreTypeMapping, _columns[i].ProviderClrType);
        type = Nullable.GetUnderlyingType(type) ?? type;
        object value = type switch
        {
            _ when type == typeof(string) => row.GetString(i),
            _ when type == typeof(byte[]) => row.GetFieldValue<byte[]>(i),
            _ when type == typeof(bool) => row.GetBoolean(i),
            _ when type == typeof(int) => row.GetInt32(i),
            _ when type == typeof(long) => row.GetInt64(i),
            _ when type == typeof(decimal) => row.GetDecimal(i),
            _ when type == typeof(DateTimeOffset) => row.GetFieldValue<DateTimeOffset>(i),
            _ => throw new NotSupportedException($"Expected a column of a known type, but {Name}.{_columns[i].Name} holds {type.Name}."),
        };
        return mapping.Converter?.ConvertFromProvider(value) ?? value;
    }

    static void Write(object value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal money: json.WriteStringValue(money.ToString("0.############################", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset time: json.WriteNumberValue(SqliteValues.FromTime(time)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            default: throw new NotSupportedException($"Expected a value that can be copied, but found {value.GetType().Name}.");
        }
    }

    static object Parse(JsonElement value, Type type) => type switch
    {
        _ when type == typeof(string) => value.GetString()!,
        _ when type == typeof(byte[]) => value.GetBytesFromBase64(),
        _ when type == typeof(bool) => value.GetBoolean(),
        _ when type == typeof(int) => value.GetInt32(),
        _ when type == typeof(long) => value.GetInt64(),
        _ when type == typeof(decimal) => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        _ => SqliteValues.ToTime(value.GetInt64()),
    };

    public static string Quoted(string name) => $"\"{name}\"";
}
