using Lendflow.Sandbox.Faults;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Sandbox.CoreBanking;

/// <summary>The core banking system: pays loans out, takes bookings back, shows its ledger.</summary>
internal static class CoreBankingEndpoints
{
    public static void MapCoreBanking(this IEndpointRouteBuilder app, FaultSwitch faults, Ledger ledger)
    {
        var loans = app.MapGroup("/core/loans").AddEndpointFilter(faults.At("core"));
        loans.MapPost("", ([FromHeader(Name = "Idempotency-Key")] string? key, LoanRequest loan) =>
            Keyed(key, present => ledger.Book(loan, present)
                .ToHttp(booked => new { booked.BookingId, BookedAt = booked.At, booked.Amount, booked.Currency })));
        loans.MapPost("/{bookingId}/reversals", ([FromHeader(Name = "Idempotency-Key")] string? key, string bookingId) =>
            Keyed(key, present => ledger.Reverse(bookingId, present).ToHttp(reversed => new { reversed.ReversalId })));

        // No faults here: the ledger is how a test finds out what really happened.
        app.MapGet("/core/ledger", (string? reference) =>
        {
            var entries = ledger.Entries(reference);
            return new { Entries = entries, Totals = LedgerEntry.Totals(entries) };
        });
    }

    private static IResult Keyed(string? key, Func<string, IResult> act) =>
        key is not null && Refusal.IsKey(key) ? act(key) : Refusal.KeyMissing.ToHttp();
}
