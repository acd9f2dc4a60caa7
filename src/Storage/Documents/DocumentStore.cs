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
    /// <summary>Keeps a document; completes when it is on disk.</summary>
    public async Task<DocumentOutcome> SaveAsync(NewDocument document, byte[] content, CancellationToken cancellationToken)
    {
        var row = ToRow(document, content);
        try
        {
            return await database.WriteAsync(Save, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another node may have saved the same id at the same moment; when it did not, the failure stands.
            await using var db = database.OpenForReading();
            if (await OutcomeAsync(db) is { } outcome) return outcome;
            throw;
        }

        async Task<DocumentOutcome> Save(LendflowDb db)
        {
            if (await OutcomeAsync(db) is { } outcome) return outcome;
            db.Documents.Add(row);
            db.DocumentContents.Add(new DocumentContentRow { Id = row.Id, Content = content });
            await db.SaveChangesAsync(CancellationToken.None);
            return DocumentOutcome.Saved;
        }

        async Task<DocumentOutcome?> OutcomeAsync(LendflowDb db)
        {
            var there = await db.Documents.Where(d => d.Id == row.Id).Select(d => d.Sha256).FirstOrDefaultAsync(CancellationToken.None);
            if (there is null) return null;
            return there == row.Sha256 ? DocumentOutcome.AlreadyThere : DocumentOutcome.IdTaken;
        }
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

    static DocumentRow ToRow(NewDocument document, byte[] content) => new()
    {
        Id = document.Id,
        CaseNumber = document.CaseNumber,
        Kind = document.Kind,
        FileName = document.FileName,
        MediaType = document.MediaType,
        Size = content.LongLength,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        AddedAt = document.AddedAt,
        Metadata = document.Metadata.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonMarshal.GetRawUtf8Value(document.Metadata).ToArray(),
    };

    static StoredDocument ToDocument(DocumentRow row) => new(
        row.Id, row.CaseNumber, row.Kind, row.FileName, row.MediaType, row.Size, row.Sha256, row.AddedAt, JsonElement.Parse(row.Metadata));
}
