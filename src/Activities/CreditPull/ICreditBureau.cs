using Lendflow.Activities.Outside;

namespace Lendflow.Activities.CreditPull;

/// <summary>The credit bureau. Asking is a read: it may be repeated.</summary>
public interface ICreditBureau
{
    /// <summary>Pulls the report on one borrower. Refused with <c>no-consent</c> when the inquiry names no consent.</summary>
    Task<OutsideResult<CreditReport>> PullAsync(CreditInquiry inquiry, CancellationToken cancellation);
}

/// <summary>A question to the bureau.</summary>
/// <param name="SocialCreditCode">The borrower, 18 characters.</param>
/// <param name="ResidentId">The legal representative, 18 characters.</param>
/// <param name="ConsentReference">Where the borrower's consent is on record; the bureau refuses a blank one.</param>
public sealed record CreditInquiry(string SocialCreditCode, string ResidentId, string ConsentReference);
