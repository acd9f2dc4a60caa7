using System.ComponentModel.DataAnnotations;
using Lendflow.Activities;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Definitions;
using Lendflow.Host.Cases;

namespace Lendflow.Host.Api;

/// <summary>An application with the documents handed in at once; others can follow.</summary>
sealed record SubmittedApplication(
    string Product, decimal Amount, int TermMonths, string Purpose, string Channel, string Branch, Borrower Borrower, Consent Consent,
    IReadOnlyList<SubmittedDocument>? Documents = null)
{
    const int MostDocuments = 30;

    public LoanApplication ToApplication() => new(Product, Amount, TermMonths, Purpose, Channel, Branch, Borrower, Consent);

    /// <summary>Everything that is wrong with it; and its files, decoded, when nothing is.</summary>
    public (IReadOnlyList<Problem> Problems, IReadOnlyList<CheckedFile> Files) Check(TablesInForce tables, DateOnly today)
    {
        var problems = ApplicationRules.Check(ToApplication(), tables, today).Select(p => new Problem($"$.{p.Path}", End(p.Message))).ToList();
        var kinds = tables.FindChecklist(Product, Borrower.Segment)?.Documents.Select(d => d.Kind).ToList();
        var files = new List<CheckedFile>();
        if (Documents is { Count: > MostDocuments }) problems.Add(new Problem("$.documents", $"Expected at most {MostDocuments} documents, but found {Documents.Count}."));
        foreach (var (index, document) in (Documents ?? []).Take(MostDocuments).Index())
            if (document.Check(kinds, $"$.documents[{index}]", problems) is { } file) files.Add(file);
        return (problems, files);
    }

    static string End(string sentence) => sentence.EndsWith('.') ? sentence : sentence + ".";
}

/// <summary>A document inside an application.</summary>
/// <param name="Kind">Document type of the checklist.</param>
/// <param name="IssuedOn">Date on the document.</param>
/// <param name="ExpiresOn">Last day of validity; 9999-12-31 for an unlimited time.</param>
/// <param name="Fields">Fields read from the document by name.</param>
sealed record SubmittedDocument(
    string Kind, string FileName, string ContentBase64, DateOnly? IssuedOn = null, DateOnly? ExpiresOn = null, IReadOnlyDictionary<string, string>? Fields = null)
{
    /// <param name="kinds">Null when the checklist cannot be known, for which there are other problems.</param>
    public CheckedFile? Check(IReadOnlyList<string>? kinds, string path, List<Problem> problems)
    {
        if (kinds is not null && !kinds.Contains(Kind)) problems.Add(new Problem($"{path}.kind", $"Expected one of {string.Join(", ", kinds)}, but found {Kind}."));
        if (ContentBase64.Length / 4L * 3 > DocumentContent.Largest + 2)
            problems.Add(new Problem($"{path}.contentBase64", $"Expected a file of at most {DocumentContent.Largest} bytes, but it is larger."));
        else if (Decode() is not { } content) problems.Add(new Problem($"{path}.contentBase64", "Expected a file as base64, but it is not base64."));
        else if (DocumentContent.TypeOf(content, out var problem) is not { } type) problems.Add(new Problem($"{path}.contentBase64", problem));
        else return new CheckedFile(Kind, CheckedFile.NameOf(FileName), type, content, IssuedOn, ExpiresOn, Fields ?? new Dictionary<string, string>());
        return null;
    }

    byte[]? Decode()
    {
        var content = new byte[ContentBase64.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(ContentBase64, content, out var length) ? content[..length] : null;
    }
}

/// <summary>What the applicant gets: the number under which the case is known.</summary>
sealed record Receipt(
    string Number, [property: AllowedValues("running", "approved", "disbursed", "declined", "blocked", "withdrawn")] string Status, string? Stage,
    [property: AllowedValues("instant", "fast", "standard")] string? Track, DateTimeOffset SubmittedAt);
