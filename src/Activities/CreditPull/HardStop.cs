using System.Diagnostics;
using Lendflow.Activities.Tables;

namespace Lendflow.Activities.CreditPull;

/// <summary>A rule that stopped the case (拦截).</summary>
/// <param name="ReasonCode">Code of kind hard stop.</param>
/// <param name="Message">For staff: "Expected …, but …".</param>
public sealed record HardStop(string ReasonCode, string Message)
{
    /// <summary>Every rule that stops the case. A rule whose measure is not known yet stops nothing, so the negative list can be
    /// asked before the bureau.</summary>
    /// <param name="companyStatus">From the company register; null before it was asked.</param>
    /// <param name="report">Null before the bureau was asked.</param>
    public static IReadOnlyList<HardStop> Find(AdmissionRules rules, LoanApplication application, string? companyStatus, CreditReport? report) =>
    [
        .. from rule in rules.HardStops
           let problem = rule.Measure.IsNumber()
               ? ProblemOf(rule, Number(rule.Measure, report))
               : ProblemOf(rule, Text(rule.Measure, application.Borrower, companyStatus, report))
           where problem is not null
           select new HardStop(rule.Reason, problem),
    ];

    static string? ProblemOf(HardStopRule rule, decimal? found)
    {
        var name = TableObject.Word(rule.Measure);
        if (found > rule.Above) return $"Expected {name} at most {rule.Above}, but found {found}";
        return found < rule.Below ? $"Expected {name} at least {rule.Below}, but found {found}" : null;
    }

    static string? ProblemOf(HardStopRule rule, string? found) =>
        found is not null && rule.In.Contains(found, StringComparer.OrdinalIgnoreCase)
            ? $"Expected {TableObject.Word(rule.Measure)} not among those the rule stops, but found {found}"
            : null;

    static decimal? Number(Measure measure, CreditReport? report) => measure switch
    {
        Measure.Defaults => report?.Defaults,
        Measure.Delinquencies12m => report?.Delinquencies12m,
        Measure.Inquiries6m => report?.Inquiries6m,
        Measure.Score => report?.Score,
        Measure.OpenLoans => report?.OpenLoans,
        Measure.TotalDebt => report?.TotalDebt,
        _ => throw new UnreachableException(),
    };

    static string? Text(Measure measure, Borrower borrower, string? companyStatus, CreditReport? report) => measure switch
    {
        Measure.SocialCreditCode => borrower.SocialCreditCode,
        Measure.Sector => borrower.Industry is { Length: >= 2 } industry ? industry[..2] : null,
        Measure.CompanyStatus => companyStatus,
        Measure.Blacklisted => report is null ? null : report.IsBlacklisted ? "yes" : "no",
        _ => throw new UnreachableException(),
    };
}
