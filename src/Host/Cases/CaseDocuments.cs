using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Engine.Expressions;
using Lendflow.Host.Api;
using Lendflow.Storage.Documents;

namespace Lendflow.Host.Cases;

/// <summary>The documents of cases, between the store and what flows and pages know of them.</summary>
sealed class CaseDocuments(DocumentStore store, TimeProvider clock)
{
    /// <summary>What the store keeps beside the bytes.</summary>
    sealed record Details(DateOnly? IssuedOn, DateOnly? ExpiresOn, IReadOnlyDictionary<string, string>? Fields);

    /// <summary>Keeps a checked file; when this completes it is on disk.</summary>
    public async Task<CaseDocument> AddAsync(string id, string number, CheckedFile file, CancellationToken cancellationToken)
    {
        var details = Values.From(new Details(file.IssuedOn, file.ExpiresOn, file.Fields));
        var document = new NewDocument(id, number, file.Kind, file.FileName, file.ContentType, clock.GetUtcNow(), details);
        var (outcome, kept) = await store.KeepAsync(document, file.Content, cancellationToken);
        return outcome == DocumentOutcome.IdTaken
            ? throw new InvalidOperationException($"Expected document id {id} to be new, but other bytes are kept under it.")
            : ToCase(kept);
    }

    public async Task<IReadOnlyList<CaseDocument>> ListAsync(string number, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(number, cancellationToken)).Select(ToCase)];

    /// <returns>Null when the case has no such document.</returns>
    public async Task<(CaseDocument Document, Stream Content)?> OpenAsync(string number, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } document && document.CaseNumber == number
        && await store.OpenAsync(id, cancellationToken) is { } content
            ? (ToCase(document), content)
            : null;

    /// <summary>The latest document of each kind with its bytes, and with what its owner read from it.</summary>
    public async Task<IReadOnlyList<CheckedFile>> LatestAsync(string folder, IReadOnlyDictionary<string, Paper> papers, CancellationToken cancellationToken)
    {
        var files = new List<CheckedFile>();
        foreach (var document in (await ListAsync(folder, cancellationToken)).GroupBy(d => d.Kind).Select(kind => kind.Last()))
        {
            var paper = papers.GetValueOrDefault(document.Kind) ?? new Paper();
            using var content = new MemoryStream();
            await (await store.OpenAsync(document.Id, cancellationToken))!.CopyToAsync(content, cancellationToken);
            files.Add(new CheckedFile(document.Kind, document.FileName, document.ContentType, content.ToArray(), paper.IssuedOn, paper.ExpiresOn, paper.Fields ?? new Dictionary<string, string>()));
        }
        return files;
    }

    static CaseDocument ToCase(StoredDocument stored)
    {
        var details = Values.To<Details>(stored.Metadata);
        return new CaseDocument(stored.Id, stored.Kind, stored.FileName, stored.MediaType, stored.Size, stored.Sha256,
            details?.IssuedOn, details?.ExpiresOn, details?.Fields ?? new Dictionary<string, string>(), stored.AddedAt);
    }
}

/// <summary>An uploaded file whose content was looked at.</summary>
/// <param name="FileName">The last part of the given name, so that it is no path.</param>
sealed record CheckedFile(
    string Kind, string FileName, string ContentType, byte[] Content, DateOnly? IssuedOn, DateOnly? ExpiresOn, IReadOnlyDictionary<string, string> Fields)
{
    const int LongestName = 200;

    public static string NameOf(string given)
    {
        var last = given.Split('/', '\\')[^1].Trim();
        var clean = new string([.. last.Where(c => !char.IsControl(c))]);
        return clean.Length == 0 ? "document" : clean[Math.Max(0, clean.Length - LongestName)..];
    }
}
