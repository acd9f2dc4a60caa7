using Lendflow.Activities.Outside;

namespace Lendflow.Activities.Disbursement;

/// <summary>The core banking system, where money moves. Booking and reversing are effects: under one idempotency key they happen
/// once, however often they are asked for.</summary>
public interface ICoreBanking
{
    /// <summary>Pays a loan out. Answered only with a booking of exactly the amount and currency asked for.</summary>
    /// <param name="idempotencyKey">Names this one disbursement; at most 200 characters.</param>
    Task<OutsideResult<Booking>> BookAsync(LoanToBook loan, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Takes a booking back. Refused with <c>already-reversed</c> when it was reversed under another key, and with
    /// <c>unknown-booking</c> when there is none.</summary>
    Task<OutsideResult<Reversal>> ReverseAsync(string bookingId, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Reads what was booked under a reference, oldest first: reconciliation after an unclear answer. A read.</summary>
    Task<OutsideResult<IReadOnlyList<LedgerEntry>>> ReadLedgerAsync(string reference, CancellationToken cancellation);
}

/// <summary>A loan to be paid out.</summary>
/// <param name="Reference">The application number.</param>
/// <param name="Borrower">Registered name of the borrower.</param>
/// <param name="Account">The borrower's account.</param>
/// <param name="Amount">Above zero, two decimals at most.</param>
/// <param name="Currency">ISO 4217, for example <c>CNY</c>.</param>
/// <param name="TermMonths">Tenor in months, at least 1.</param>
public sealed record LoanToBook(
    string Reference, string Borrower, string Account, decimal Amount, string Currency, int TermMonths);

/// <summary>A disbursement the core banking has made.</summary>
public sealed record Booking(string BookingId, DateTimeOffset BookedAt, decimal Amount, string Currency);

/// <summary>A booking the core banking has taken back.</summary>
public sealed record Reversal(string ReversalId);

/// <summary>A line of the core banking's ledger.</summary>
/// <param name="Amount">Always above zero; <paramref name="Kind"/> gives the direction.</param>
/// <param name="Kind"><c>disbursement</c> or <c>reversal</c>.</param>
/// <param name="Attempts">How often this entry was asked for under its key, at least 1.</param>
public sealed record LedgerEntry(
    string BookingId,
    string Reference,
    decimal Amount,
    string Currency,
    string Kind,
    DateTimeOffset At,
    string IdempotencyKey,
    int Attempts);
