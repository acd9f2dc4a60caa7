using Lendflow.Sandbox.Faults;

namespace Lendflow.Sandbox.Bureau;

/// <summary>The credit bureau: reports on borrowers who consented, valid for 30 days.</summary>
internal static class BureauEndpoints
{
    private static readonly Refusal NoConsent = new(
        403, "no-consent", "Expected a reference to the borrower's consent, but there is none.");

    private static readonly Refusal NoBorrower = new(
        422, "no-borrower", "Expected the social credit code and the resident id of the borrower, but one is empty.");

    public static void MapBureau(this IEndpointRouteBuilder app, FaultSwitch faults, TimeProvider time) =>
        app.MapPost("/bureau/reports", (Inquiry inquiry) => Report(inquiry, time.GetUtcNow()))
            .AddEndpointFilter(faults.At("bureau"));

    private static IResult Report(Inquiry inquiry, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(inquiry.ConsentReference))
            return NoConsent.ToHttp();
        if (string.IsNullOrWhiteSpace(inquiry.SocialCreditCode) || string.IsNullOrWhiteSpace(inquiry.ResidentId))
            return NoBorrower.ToHttp();

        var file = CreditFile.Of(inquiry.SocialCreditCode);
        return Results.Json(new
        {
            ReportId = Wire.Id("cr", $"{inquiry.SocialCreditCode}/{now:yyyy-MM-dd}"),
            file.Outcome,
            file.Score,
            file.Delinquencies12m,
            file.Defaults,
            file.OpenLoans,
            file.TotalDebt,
            file.Inquiries6m,
            file.IsBlacklisted,
            IssuedAt = now,
            ValidUntil = now.AddDays(30),
        });
    }

    private sealed record Inquiry(string SocialCreditCode, string ResidentId, string? ConsentReference = null);
}
