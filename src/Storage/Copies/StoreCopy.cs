using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Copies;

/// <summary>A table of a copy: how many rows it has, and a hash over them that does not depend on the database.</summary>
public sealed record CopiedTable(string Name, long Rows, string Hash);

/// <summary>Carries a whole store in a file from one database to another: JSON lines, compressed. Each table begins with a line that
/// names its columns and ends with one that says how many rows there were and what their hash is.</summary>
/// <param name="others">Contexts with further tables of the same database. They lend their models only.</param>
public sealed class StoreCopy(LendflowDatabase database, IReadOnlyList<DbContext> others)
{
    const int FormatVersion = 1;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Writes everything as it is at one moment. What is committed afterwards is not in the copy: stop the hosts before.</summary>
    public async Task<IReadOnlyList<CopiedTable>> WriteAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        await using var reading = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        WriteLine(packed, new Head(FormatVersion, Tables(db).Count));
        var copied = new List<CopiedTable>();
        foreach (var table in Tables(db))
        {
            WriteLine(packed, new Beginning(table.Name, table.Columns));
            copied.Add(await SumAsync(table, db.Database.GetDbConnection(), row => packed.Write([.. row, (byte)'\n']), cancellationToken));
            WriteLine(packed, copied[^1]);
        }
        return copied;
    }

    /// <summary>Reads a copy into a store that holds nothing, in one transaction, and counts and hashes what is there afterwards.</summary>
    /// <exception cref="StoreCopyException">The store is not empty, the file is damaged or of another version of the program, or what
    /// was written is not what was read. Nothing was changed.</exception>
    public async Task<IReadOnlyList<CopiedTable>> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        await using var writing = await db.Database.BeginTransactionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        var tables = Tables(db);
        foreach (var table in tables) await ExpectEmptyAsync(connection, table, cancellationToken);

        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true));
        var copied = await FillAsync(connection, tables, lines, cancellationToken);
        foreach (var (table, expected) in tables.Zip(copied))
        {
            var found = await SumAsync(table, connection, _ => { }, cancellationToken);
            if (found != expected) throw new StoreCopyException($"Expected {expected.Rows} rows with hash {expected.Hash} in {expected.Name} after the copy, but there are {found.Rows} with {found.Hash}.");
        }
        await writing.CommitAsync(cancellationToken);
        return copied;
    }

    IReadOnlyList<StoredTable> Tables(LendflowDb db) => [.. StoredTable.Of(db), .. others.SelectMany(StoredTable.Of)];

    static async Task<CopiedTable> SumAsync(StoredTable table, DbConnection connection, Action<ReadOnlySpan<byte>> write, CancellationToken cancellationToken)
    {
        var (sum, buffer) = (new TableSum(), new ArrayBufferWriter<byte>());
        await using var select = table.Select(connection);
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(buffer)) table.Write(rows, json);
            sum.Add(buffer.WrittenSpan);
            write(buffer.WrittenSpan);
        }
        return new CopiedTable(table.Name, sum.Rows, sum.Hash);
    }

    static async Task ExpectEmptyAsync(DbConnection connection, StoredTable table, CancellationToken cancellationToken)
    {
        if (await ScalarAsync(connection, $"SELECT 1 FROM {StoredTable.Quoted(table.Name)} LIMIT 1", cancellationToken) is not null)
            throw new StoreCopyException($"Expected an empty store, but the table {table.Name} has rows: a copy goes only into a store that no host was started on.");
    }

    static async Task<IReadOnlyList<CopiedTable>> FillAsync(DbConnection connection, IReadOnlyList<StoredTable> tables, StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            var head = await ReadLineAsync<Head>(lines, cancellationToken);
            if (head.Lendflow != FormatVersion || head.Tables != tables.Count)
                throw new StoreCopyException($"Expected a copy in format {FormatVersion} with {tables.Count} tables, but found format {head.Lendflow} with {head.Tables}: copy with the version of the program that wrote it.");
            var copied = new List<CopiedTable>();
            foreach (var table in tables) copied.Add(await FillAsync(connection, table, lines, cancellationToken));
            return copied;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new StoreCopyException($"Expected a whole copy, but it is damaged: {damaged.Message}");
        }
    }

    static async Task<CopiedTable> FillAsync(DbConnection connection, StoredTable table, StreamReader lines, CancellationToken cancellationToken)
    {
        var beginning = await ReadLineAsync<Beginning>(lines, cancellationToken);
        if (beginning.Table != table.Name || !beginning.Columns.SequenceEqual(table.Columns))
            throw new StoreCopyException($"Expected table {table.Name} with {string.Join(", ", table.Columns)}, but found {beginning.Table} with {string.Join(", ", beginning.Columns)}: copy with the version of the program that wrote it.");

        await using var insert = table.Insert(connection);
        var rows = 0L;
        while (true)
        {
            var line = await NextAsync(lines, cancellationToken);
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                if (table.CountedColumn is { } counted && rows > 0) await CountOnAsync(connection, table, counted, cancellationToken);
                return json.RootElement.Deserialize<CopiedTable>(Json)!;
            }
            table.Fill(insert, json.RootElement);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            rows++;
        }
    }

    /// <summary>PostgreSQL counts in a sequence of its own, which does not see rows that bring their number.</summary>
    static async Task CountOnAsync(DbConnection connection, StoredTable table, string column, CancellationToken cancellationToken)
    {
        if (connection is not Npgsql.NpgsqlConnection) return;
        await ScalarAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT setval(pg_get_serial_sequence('{StoredTable.Quoted(table.Name)}', '{column}'), (SELECT max({StoredTable.Quoted(column)}) FROM {StoredTable.Quoted(table.Name)}))"), cancellationToken);
    }

    static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    static void WriteLine<T>(Stream to, T line) => to.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n']);

    static async Task<T> ReadLineAsync<T>(StreamReader lines, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<T>(await NextAsync(lines, cancellationToken), Json) ?? throw new JsonException("a line is empty.");

    static async Task<string> NextAsync(StreamReader lines, CancellationToken cancellationToken) =>
        await lines.ReadLineAsync(cancellationToken) ?? throw new InvalidDataException("it ends too early.");

    sealed record Head(int Lendflow, int Tables);

    sealed record Beginning(string Table, IReadOnlyList<string> Columns);
}

/// <summary>A copy that cannot be read into this store; the message says why.</summary>
public sealed class StoreCopyException(string message) : Exception(message);
