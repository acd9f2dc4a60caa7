using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Lendflow.Engine.Running;
using Lendflow.Storage.Copies;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>A batch of cases that left the store.</summary>
/// <param name="File">Where they are now.</param>
/// <param name="Sha256">Of the file, in lower-case hex; it stands beside it too.</param>
public sealed record ArchivedBatch(string File, int Cases, int Rows, string Sha256);

/// <summary>Takes ended cases out of the store, with everything known of them, documents included, into files of compressed JSON lines.</summary>
/// <remarks>A file is written, flushed and read again before anything is removed, and the removal checks that nothing has changed
/// since: a crash in between leaves a case in the store and in a file, never in neither.</remarks>
public sealed class CaseArchive(LendflowDatabase database)
{
    /// <summary>The tables that hold rows of a case, and how to find them, in the order in which they are written. Removed the other way round.</summary>
    static readonly (string Table, string Of)[] Belongings =
    [
        ("instances", "id IN ({0})"),
        ("log", "instance_id IN ({0})"),
        ("tasks", "instance_id IN ({0})"),
        ("incidents", "instance_id IN ({0})"),
        ("operations", "instance_id IN ({0})"),
        ("documents", "case_number IN (SELECT correlation_id FROM instances WHERE id IN ({0}) AND parent_instance_id IS NULL)"),
        ("own_applications", "number IN (SELECT correlation_id FROM instances WHERE id IN ({0}) AND parent_instance_id IS NULL)"),
        ("document_contents", "id IN (SELECT d.id FROM documents d JOIN instances i ON i.correlation_id = d.case_number WHERE i.id IN ({0}) AND i.parent_instance_id IS NULL)"),
    ];

    /// <summary>Archives and removes the cases that ended longest ago.</summary>
    /// <param name="endedBefore">Only those that ended before.</param>
    /// <param name="most">So many at most: small batches keep other writers waiting for milliseconds only.</param>
    /// <param name="name">Of the file, without its ending; new for each batch.</param>
    /// <returns>Null when there was nothing to archive.</returns>
    public async Task<ArchivedBatch?> TakeAsync(DateTimeOffset endedBefore, int most, string folder, string name, CancellationToken cancellationToken)
    {
        var cases = await FindAsync(endedBefore, most, cancellationToken);
        if (cases.Count == 0) return null;
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.jsonl.gz");
        var rows = await WriteAsync(file, cases, cancellationToken);
        var sha256 = await CheckAsync(file, rows, cancellationToken);
        await File.WriteAllTextAsync(file + ".sha256", $"{sha256}  {Path.GetFileName(file)}\n", cancellationToken);
        var removed = await database.WriteAsync(db => RemoveAsync(db, cases), isKept: _ => true, cancellationToken);
        return new ArchivedBatch(file, removed, rows, sha256);
    }

    /// <summary>Instances that ended and that nobody who goes on belongs to: no job to do, no parent or child that is open.</summary>
    async Task<IReadOnlyDictionary<string, long>> FindAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        // By age, for which there is an index: who ended before a moment began before it.
        return await Ended(db).Where(i => i.CreatedAt < endedBefore && i.FinishedAt < endedBefore).OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).Take(most)
            .Select(i => new { i.Id, i.Revision }).ToDictionaryAsync(i => i.Id, i => i.Revision, cancellationToken);
    }

    static IQueryable<InstanceRow> Ended(LendflowDb db)
    {
        var (running, faulted) = (nameof(WorkflowStatus.Running), nameof(WorkflowSubStatus.Faulted));
        return db.Instances.AsNoTracking()
            .Where(i => i.Status != running && i.SubStatus != faulted && !db.Jobs.Any(j => j.InstanceId == i.Id))
            .Where(i => i.ParentInstanceId == null || !db.Instances.Any(p => p.Id == i.ParentInstanceId && (p.Status == running || p.SubStatus == faulted)))
            .Where(i => !db.Instances.Any(c => c.ParentInstanceId == i.Id && (c.Status == running || c.SubStatus == faulted)));
    }

    async Task<int> WriteAsync(string file, IReadOnlyDictionary<string, long> cases, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        await using var reading = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var tables = StoredTable.Of(db).ToDictionary(t => t.Name);
        await using var stream = File.Create(file);
        await using var packed = new GZipStream(stream, CompressionLevel.Optimal);
        var (rows, buffer) = (0, new ArrayBufferWriter<byte>());
        foreach (var (name, of) in Belongings)
        {
            await using var select = tables[name].Select(db.Database.GetDbConnection());
            select.CommandText += $" WHERE {string.Format(System.Globalization.CultureInfo.InvariantCulture, of, InList(cases.Keys))}";
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            for (; await reader.ReadAsync(cancellationToken); rows++)
            {
                buffer.ResetWrittenCount();
                using (var json = new Utf8JsonWriter(buffer)) Write(json, tables[name], reader);
                packed.Write([.. buffer.WrittenSpan, (byte)'\n']);
            }
        }
        await packed.FlushAsync(cancellationToken);
        stream.Flush(flushToDisk: true);
        return rows;
    }

    static void Write(Utf8JsonWriter json, StoredTable table, System.Data.Common.DbDataReader row)
    {
        json.WriteStartObject();
        json.WriteString("table", table.Name);
        json.WritePropertyName("columns");
        JsonSerializer.Serialize(json, table.Columns);
        json.WritePropertyName("row");
        table.Write(row, json);
        json.WriteEndObject();
    }

    /// <summary>Reads the file as somebody would who needs it in ten years.</summary>
    /// <exception cref="InvalidDataException">It does not hold what was written.</exception>
    static async Task<string> CheckAsync(string file, int rows, CancellationToken cancellationToken)
    {
        await using (var stream = File.OpenRead(file))
        using (var lines = new StreamReader(new GZipStream(stream, CompressionMode.Decompress)))
        {
            var found = 0;
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.GetProperty("columns").GetArrayLength() == json.RootElement.GetProperty("row").GetArrayLength()) found++;
            }
            if (found != rows) throw new InvalidDataException($"Expected {rows} rows in {file}, but there are {found}: nothing is removed.");
        }
        await using var again = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(again, cancellationToken));
    }

    /// <summary>Those that have changed since they were read stay, and are archived again another time.</summary>
    static async Task<int> RemoveAsync(LendflowDb db, IReadOnlyDictionary<string, long> cases)
    {
        var ids = cases.Keys.ToList();
        var now = await db.Instances.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Revision }).ToListAsync(CancellationToken.None);
        var same = now.Where(i => cases[i.Id] == i.Revision).Select(i => i.Id).ToList();
        var numbers = db.Instances.Where(i => same.Contains(i.Id) && i.ParentInstanceId == null && i.CorrelationId != null).Select(i => i.CorrelationId!);
        var documents = db.Documents.Where(d => numbers.Contains(d.CaseNumber));
        await db.DocumentContents.Where(c => documents.Any(d => d.Id == c.Id)).ExecuteDeleteAsync(CancellationToken.None);
        await documents.ExecuteDeleteAsync(CancellationToken.None);
        await db.OwnApplications.Where(a => numbers.Contains(a.Number)).ExecuteDeleteAsync(CancellationToken.None);
        await CaseRemoval.RemoveAsync(db, db.Instances.Where(i => same.Contains(i.Id)));
        return same.Count;
    }

    /// <summary>Ids are made by this program or checked by it; quotes are doubled all the same.</summary>
    static string InList(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => $"'{id.Replace("'", "''")}'"));
}
