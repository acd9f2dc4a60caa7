using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Documents;

/// <summary>A document that somebody hands in for a case.</summary>
/// <param name="Id">Chosen by the caller; handing in the same document under the same id again has no effect.</param>
/// <param name="Metadata">What the kind of document says about itself, as data.</param>
public sealed record NewDocument(string Id, string CaseNumber, string Kind, string FileName, string MediaType, DateTimeOffset AddedAt, JsonElement Metadata);

/// <summary>A document of a case, without its bytes.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the bytes, in lower-case hex.</param>
public sealed record StoredDocument(
    string Id, string CaseNumber, string Kind, string FileName, string MediaType, long Size, string Sha256, DateTimeOffset AddedAt, JsonElement Metadata);

/// <summary>What became of a document that was handed in.</summary>
public enum DocumentOutcome
{
    Saved,
    /// <summary>The same bytes are there under this id.</summary>
    AlreadyThere,
    /// <summary>Other bytes are there under this id; they were not touched.</summary>
    IdTaken,
}

/// <summary>Documents of cases: they are added and read, never changed.</summary>
public sealed class DocumentStore(LendflowDatabase database)
{
    const string InsertDocument = """
        INSERT INTO documents (id, case_number, kind, file_name, media_type, size, sha256, added_at, metadata)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING
        """;

    const string InsertContent = "INSERT INTO document_contents (id, content) VALUES ($1, $2)";

    /// <summary>Keeps a document; completes when it is on disk. Contracts come through here, so it is on the hot path.</summary>
    public async Task<DocumentOutcome> SaveAsync(NewDocument document, byte[] content, CancellationToken cancellationToken) =>
        (await KeepAsync(document, content, cancellationToken)).Outcome;

    /// <summary>Keeps a document as <see cref="SaveAsync"/> does, and tells what is kept.</summary>
    public async Task<(DocumentOutcome Outcome, StoredDocument Kept)> KeepAsync(NewDocument document, byte[] content, CancellationToken cancellationToken)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var row = new Statement(InsertDocument,
            document.Id, document.CaseNumber, document.Kind, document.FileName, document.MediaType, content.LongLength, sha256, document.AddedAt, Bytes(document.Metadata));
        if (await database.InsertAsync(row, [new Statement(InsertContent, document.Id, content)], cancellationToken))
        {
            var addedAt = SqliteValues.ToTime(SqliteValues.FromTime(document.AddedAt)); // As precise as it is when it is read again.
            return (DocumentOutcome.Saved, new StoredDocument(document.Id, document.CaseNumber, document.Kind, document.FileName, document.MediaType, content.LongLength, sha256, addedAt, document.Metadata));
        }

        var there = await FindAsync(document.Id, cancellationToken) ?? throw new InvalidOperationException($"Expected document {document.Id}, because its id is taken, but there is none.");
        return (there.Sha256 == sha256 ? DocumentOutcome.AlreadyThere : DocumentOutcome.IdTaken, there);
    }

    /// <summary>The documents of a case, oldest first.</summary>
    public async Task<IReadOnlyList<StoredDocument>> ListAsync(string caseNumber, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await db.Documents.AsNoTracking().Where(d => d.CaseNumber == caseNumber).OrderBy(d => d.AddedAt).ThenBy(d => d.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ToDocument)];
    }

    /// <summary>Null when there is no such document.</summary>
    public async Task<StoredDocument?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var row = await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancellationToken);
        return row is null ? null : ToDocument(row);
    }

    /// <summary>The bytes of a document; null when there is no such document.</summary>
    public async Task<Stream?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var content = await db.DocumentContents.Where(c => c.Id == id).Select(c => c.Content).FirstOrDefaultAsync(cancellationToken);
        return content is null ? null : new MemoryStream(content, writable: false);
    }

    static byte[] Bytes(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonMarshal.GetRawUtf8Value(metadata).ToArray();

    static StoredDocument ToDocument(DocumentRow row) => new(
        row.Id, row.CaseNumber, row.Kind, row.FileName, row.MediaType, row.Size, row.Sha256, row.AddedAt, JsonElement.Parse(row.Metadata));
}
