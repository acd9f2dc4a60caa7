using Lendflow.Activities.ESign;
using Lendflow.Storage.Documents;

namespace Lendflow.Host.Cases;

/// <summary>Keeps contracts among the documents of their case.</summary>
sealed class DocumentArchive(DocumentStore documents) : IDocumentArchive
{
    public async Task StoreAsync(string caseNumber, ArchivedDocument document, CancellationToken cancellationToken)
    {
        var kept = new NewDocument(document.Id, caseNumber, document.Kind, document.FileName, "application/pdf", document.At, default);
        if (await documents.SaveAsync(kept, document.Pdf, cancellationToken) == DocumentOutcome.IdTaken)
            throw new InvalidOperationException($"Expected the same bytes for document {document.Id} as when it was first archived, but they differ.");
    }
}
