namespace Lendflow.Activities.Tables;

/// <summary>The reason codes that decisions give by themselves. <c>reason-codes.json</c> must word each of them; codes that people
/// choose, and those of hard-stop rules, live in the tables alone.</summary>
public static class ReasonCodes
{
    public const string DocumentMissing = "document-missing";
    public const string DocumentEmpty = "document-empty";
    public const string DocumentWrongType = "document-wrong-type";
    public const string DocumentDateMissing = "document-date-missing";
    public const string DocumentDateFuture = "document-date-future";
    public const string DocumentTooOld = "document-too-old";
    public const string DocumentExpired = "document-expired";
    public const string DocumentFieldMissing = "document-field-missing";
    public const string DocumentFieldInvalid = "document-field-invalid";
    public const string DocumentFieldMismatch = "document-field-mismatch";
    public const string ConsentMissing = "consent-missing";
    public const string ConsentExpired = "consent-expired";
    public const string ConsentNotYetGiven = "consent-not-yet-given";

    internal static IEnumerable<(string Code, ReasonKind Kind)> Known { get; } =
        from code in new[]
        {
            DocumentMissing, DocumentEmpty, DocumentWrongType, DocumentDateMissing, DocumentDateFuture, DocumentTooOld, DocumentExpired,
            DocumentFieldMissing, DocumentFieldInvalid, DocumentFieldMismatch, ConsentMissing, ConsentExpired, ConsentNotYetGiven,
        }
        select (code, ReasonKind.Rework);
}
