using Lendflow.Activities.Tables;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>Checks the documents of a case against its checklist.</summary>
public static class DocumentCheckDecision
{
    /// <summary>Checks every document the checklist names; of several of one kind the latest upload counts.</summary>
    /// <param name="reasons">Wording of the findings.</param>
    /// <param name="today">Date on which age and validity are judged.</param>
    public static DocumentCheckResult Check(
        LoanApplication application, IEnumerable<CaseDocument> documents, Checklist checklist, IReadOnlyList<ReasonCode> reasons, DateOnly today)
    {
        var latest = documents.GroupBy(document => document.Kind)
            .ToDictionary(same => same.Key, same => same.OrderBy(document => document.UploadedAt).Last());
        var findings = checklist.Documents
            .SelectMany(asked => latest.TryGetValue(asked.Kind, out var document)
                ? DocumentRules.Check(application, document, asked, today)
                : Missing(asked))
            .Select(fault => Worded(fault, reasons))
            .ToList();
        return new DocumentCheckResult(Outcome(findings), findings);
    }

    static IEnumerable<DocumentFault> Missing(ChecklistDocument asked) => asked.Required
        ? [new DocumentFault(asked, null, ReasonCodes.DocumentMissing, "Expected the document, but it is missing")]
        : [];

    static DocumentCheckOutcome Outcome(IEnumerable<DocumentFinding> findings)
    {
        var codes = findings.Where(finding => !finding.IsWarning).Select(finding => finding.Code).ToList();
        if (codes.Count == 0) return DocumentCheckOutcome.Complete;
        return codes.All(code => code == ReasonCodes.DocumentMissing) ? DocumentCheckOutcome.Incomplete : DocumentCheckOutcome.Invalid;
    }

    static DocumentFinding Worded(DocumentFault fault, IReadOnlyList<ReasonCode> reasons)
    {
        var reason = reasons.First(reason => reason.Code == fault.Code);
        return new DocumentFinding(fault.Asked.Kind, fault.Document?.Id, fault.Code, fault.IsWarning, fault.Message,
            $"{fault.Asked.Name}: {reason.Customer}", $"{fault.Asked.NameZh}：{reason.CustomerZh}");
    }
}

/// <summary>What the check found.</summary>
/// <param name="Findings">In the order of the checklist; warnings included.</param>
public sealed record DocumentCheckResult(DocumentCheckOutcome Outcome, IReadOnlyList<DocumentFinding> Findings);

/// <summary>How the documents stand.</summary>
public enum DocumentCheckOutcome
{
    /// <summary>Nothing to object to; there may be warnings.</summary>
    Complete,

    /// <summary>Required documents are missing; those that came are right.</summary>
    Incomplete,

    /// <summary>At least one document that came is wrong; others may be missing too.</summary>
    Invalid,
}

/// <summary>One objection.</summary>
/// <param name="Kind">Document type of the checklist.</param>
/// <param name="DocumentId">The document objected to; null when it is missing.</param>
/// <param name="Code">Reason code of kind rework.</param>
/// <param name="IsWarning">Whether it is only to be looked at and holds nothing up.</param>
/// <param name="Message">For staff: "Expected …, but …".</param>
/// <param name="Customer">For the applicant.</param>
public sealed record DocumentFinding(
    string Kind, string? DocumentId, string Code, bool IsWarning, string Message, string Customer, string CustomerZh);
