namespace Lendflow.Activities.DocumentCheck;

/// <summary>The fields of an application that a document can be compared with, by their path in the application.</summary>
internal static class ApplicationFields
{
    public static IReadOnlyDictionary<string, Func<LoanApplication, string>> ByPath { get; } =
        new SortedDictionary<string, Func<LoanApplication, string>>(StringComparer.Ordinal)
        {
            ["borrower.name"] = application => application.Borrower.Name,
            ["borrower.socialCreditCode"] = application => application.Borrower.SocialCreditCode,
            ["borrower.representative.name"] = application => application.Borrower.Representative.Name,
            ["borrower.representative.residentId"] = application => application.Borrower.Representative.ResidentId,
        };
}
