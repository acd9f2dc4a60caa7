using Lendflow.Activities.Outside;

namespace Lendflow.Activities.CreditPull;

/// <summary>The credit bureau over HTTP.</summary>
public sealed class HttpCreditBureau(OutsideCall bureau) : ICreditBureau
{
    public async Task<OutsideResult<CreditReport>> PullAsync(CreditInquiry inquiry, CancellationToken cancellation)
    {
        var request = new OutsideRequest(HttpMethod.Post, "bureau/reports", inquiry);
        var result = await bureau.AskAsync<CreditReport>("a credit report", request, cancellation);
        return result.Unless(Contradiction);
    }

    private static string? Contradiction(CreditReport report) => report switch
    {
        { Outcome: "hit", Score: null } =>
            "Expected a credit report with a score, but the credit bureau answered a hit without one.",
        { Outcome: "hit", Score: < 300 or > 900 } =>
            $"Expected a score from 300 to 900, but the credit bureau answered {report.Score}.",
        { Outcome: "thin", Score: not null } =>
            "Expected no score on a thin file, but the credit bureau answered one.",
        { Outcome: not ("hit" or "thin") } =>
            "Expected the outcome hit or thin, but the credit bureau answered another one.",
        { Delinquencies12m: < 0 } or { Defaults: < 0 } or { OpenLoans: < 0 } or { Inquiries6m: < 0 } or { TotalDebt: < 0 } =>
            "Expected counts and debt of at least 0, but the credit bureau answered a negative one.",
        _ when report.ValidUntil <= report.IssuedAt =>
            "Expected a credit report that is valid after its issue, but the credit bureau answered one that is not.",
        _ => null,
    };
}
