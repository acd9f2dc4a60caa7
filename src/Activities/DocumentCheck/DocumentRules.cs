using Lendflow.Activities.Tables;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>The checks of one document that is there.</summary>
internal static class DocumentRules
{
    public static IEnumerable<DocumentFault> Check(LoanApplication application, CaseDocument document, ChecklistDocument asked, DateOnly today)
    {
        DocumentFault Fault(string code, string message, bool isWarning = false) => new(asked, document, code, message, isWarning);

        if (document.Bytes <= 0) yield return Fault(ReasonCodes.DocumentEmpty, "Expected a file with content, but it is empty");

        if (!asked.Accepts.Contains(document.ContentType))
            yield return Fault(ReasonCodes.DocumentWrongType, $"Expected {string.Join(" or ", asked.Accepts)}, but found {document.ContentType}");

        foreach (var (code, message) in Age(document, asked, today).Concat(Expiry(document, asked, today))) yield return Fault(code, message);

        foreach (var (field, path) in asked.MustMatch)
            foreach (var (code, message, isWarning) in Field(document, field, path, application, today)) yield return Fault(code, message, isWarning);
    }

    static IEnumerable<(string Code, string Message)> Age(CaseDocument document, ChecklistDocument asked, DateOnly today)
    {
        if (document.IssuedOn > today)
            yield return (ReasonCodes.DocumentDateFuture, $"Expected a date of issue not after {today:yyyy-MM-dd}, but found {document.IssuedOn:yyyy-MM-dd}");
        if (asked.MaxAgeDays is not { } days) yield break;

        if (document.IssuedOn is not { } issued)
            yield return (ReasonCodes.DocumentDateMissing, $"Expected a date of issue at most {days} days ago, but the document carries none");
        else if (issued.DayNumber + days < today.DayNumber)
            yield return (ReasonCodes.DocumentTooOld, $"Expected a date of issue at most {days} days ago, but {issued:yyyy-MM-dd} is {today.DayNumber - issued.DayNumber} days ago");
    }

    static IEnumerable<(string Code, string Message)> Expiry(CaseDocument document, ChecklistDocument asked, DateOnly today)
    {
        if (document.ExpiresOn < today)
            yield return (ReasonCodes.DocumentExpired, $"Expected a document valid on {today:yyyy-MM-dd}, but it expired on {document.ExpiresOn:yyyy-MM-dd}");
        else if (asked.MustNotExpire && document.ExpiresOn is null)
            yield return (ReasonCodes.DocumentDateMissing, "Expected a last day of validity, but the document carries none");
    }

    static IEnumerable<(string Code, string Message, bool IsWarning)> Field(
        CaseDocument document, string field, string path, LoanApplication application, DateOnly today)
    {
        if (!document.Fields.TryGetValue(field, out var found) || string.IsNullOrWhiteSpace(found))
        {
            yield return (ReasonCodes.DocumentFieldMissing, $"Expected the field {field}, but none was read from the document", false);
            yield break;
        }

        var stated = ApplicationFields.ByPath[path](application);
        if (Plain(found) != Plain(stated))
            yield return (ReasonCodes.DocumentFieldMismatch, $"Expected {field} to be {stated} as in {path}, but found {found}", false);

        if (path.EndsWith("residentId", StringComparison.Ordinal) && !ResidentId.TryParse(Plain(found), today, out _, out var idProblem))
            yield return (ReasonCodes.DocumentFieldInvalid, idProblem, false);
        if (!path.EndsWith("socialCreditCode", StringComparison.Ordinal)) yield break;

        if (!SocialCreditCode.TryParse(Plain(found), out var code, out var codeProblem))
            yield return (ReasonCodes.DocumentFieldInvalid, codeProblem, false);
        else if (!code.OrganisationCodeIsRight)
            yield return (ReasonCodes.DocumentFieldInvalid, $"Expected a right check character within organisation code {code.OrganisationCode}, but it differs", true);
    }

    // Scans add blanks, and mix up full-width with ASCII characters and small with capital letters.
    static string Plain(string text) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character)).Select(HalfWidth)).ToUpperInvariant();

    static char HalfWidth(char character) => character is >= '！' and <= '～' ? (char)(character - '！' + '!') : character;
}

/// <summary>An objection before it is worded for the applicant.</summary>
internal sealed record DocumentFault(ChecklistDocument Asked, CaseDocument? Document, string Code, string Message, bool IsWarning = false);
