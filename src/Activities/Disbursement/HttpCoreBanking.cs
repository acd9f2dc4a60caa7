using Lendflow.Activities.Outside;

namespace Lendflow.Activities.Disbursement;

/// <summary>The core banking system over HTTP.</summary>
public sealed class HttpCoreBanking(OutsideCall core) : ICoreBanking
{
    public async Task<OutsideResult<Booking>> BookAsync(
        LoanToBook loan, string idempotencyKey, CancellationToken cancellation)
    {
        // Adding 0.00 keeps the value and makes it show at least two decimals, as the wire asks for.
        var body = loan with { Amount = loan.Amount + 0.00m };
        var request = new OutsideRequest(HttpMethod.Post, "core/loans", body, idempotencyKey);
        var result = await core.AskAsync<Booking>("a booking", request, cancellation);
        return result.Unless(booking => booking.Amount == loan.Amount && booking.Currency == loan.Currency
            ? null
            : $"Expected a booking with amount {loan.Amount:0.00##} {loan.Currency}, " +
              $"but the core banking answered {booking.Amount:0.00##} {Shown(booking.Currency)}.");
    }

    public Task<OutsideResult<Reversal>> ReverseAsync(
        string bookingId, string idempotencyKey, CancellationToken cancellation)
    {
        var path = $"core/loans/{Uri.EscapeDataString(bookingId)}/reversals";
        var request = new OutsideRequest(HttpMethod.Post, path, Body: null, idempotencyKey);
        return core.AskAsync<Reversal>("a reversal", request, cancellation);
    }

    public async Task<OutsideResult<IReadOnlyList<LedgerEntry>>> ReadLedgerAsync(
        string reference, CancellationToken cancellation)
    {
        var request = new OutsideRequest(HttpMethod.Get, $"core/ledger?reference={Uri.EscapeDataString(reference)}");
        var result = await core.AskAsync<Ledger>("a ledger", request, cancellation);
        return result.Select(ledger => ledger.Entries);
    }

    private static string Shown(string currency) =>
        currency.Length == 3 && currency.All(char.IsAsciiLetterUpper) ? currency : "in something that is no currency";

    private sealed record Ledger(IReadOnlyList<LedgerEntry> Entries);
}
