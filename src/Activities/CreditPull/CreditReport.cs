namespace Lendflow.Activities.CreditPull;

/// <summary>What the credit bureau knows about a borrower on one day.</summary>
/// <param name="ReportId">The bureau's number of the report.</param>
/// <param name="Outcome"><c>hit</c>, or <c>thin</c> when the bureau knows too little for a score.</param>
/// <param name="Score">300 (worst) to 900 (best); null exactly when the outcome is <c>thin</c>.</param>
/// <param name="Delinquencies12m">Payments late within the last twelve months, at least 0.</param>
/// <param name="Defaults">Loans ever defaulted, at least 0.</param>
/// <param name="OpenLoans">Loans open today, at least 0.</param>
/// <param name="TotalDebt">Outstanding on the open loans, in the local currency, at least 0.</param>
/// <param name="Inquiries6m">Inquiries by lenders within the last six months, at least 0.</param>
/// <param name="IsBlacklisted">Whether the borrower is on the list of dishonest judgment debtors.</param>
/// <param name="ValidUntil">After this moment the report must be pulled again.</param>
public sealed record CreditReport(
    string ReportId,
    string Outcome,
    int? Score,
    int Delinquencies12m,
    int Defaults,
    int OpenLoans,
    decimal TotalDebt,
    int Inquiries6m,
    bool IsBlacklisted,
    DateTimeOffset IssuedAt,
    DateTimeOffset ValidUntil);
