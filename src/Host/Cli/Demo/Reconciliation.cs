using Lendflow.Activities.Disbursement;
using Lendflow.Host.Api;

namespace Lendflow.Host.Cli.Demo;

/// <summary>Holds what the cases say against what core banking has booked.</summary>
static class Reconciliation
{
    static readonly string[] Ends = ["disbursed", "declined", "blocked", "withdrawn"];

    /// <summary>Everything that does not agree; nothing when all does, to the cent.</summary>
    /// <param name="submitted">Numbers the server acknowledged: these must exist and have ended.</param>
    /// <param name="cases">Every case of the server.</param>
    /// <param name="ledger">Every entry of core banking.</param>
    public static IReadOnlyList<string> Differences(IReadOnlySet<string> submitted, IReadOnlyList<CaseSummaryView> cases, IReadOnlyList<LedgerEntry> ledger)
    {
        var standing = Standing(ledger);
        var disbursed = cases.Where(c => c.Status == "disbursed").ToList();
        return
        [
            .. submitted.Except(cases.Select(c => c.Number)).Order().Select(n => $"{n}: Expected a case, because its number was acknowledged, but there is none."),
            .. cases.Where(c => submitted.Contains(c.Number) && !Ends.Contains(c.Status)).Select(c => $"{c.Number}: Expected it to have ended, but it is {c.Status} in {c.Stage}."),
            .. disbursed.SelectMany(c => DifferencesOf(c, [.. standing[c.Number]])),
            .. standing.Where(g => disbursed.All(c => c.Number != g.Key)).Select(g => $"{g.Key}: Expected no booking, because no such case was disbursed, but core banking has {string.Join(", ", g.Select(e => e.BookingId))}."),
            .. TotalDifferences(disbursed, [.. standing.SelectMany(g => g)]),
        ];
    }

    /// <summary>Bookings that were not taken back, by case number.</summary>
    static ILookup<string, LedgerEntry> Standing(IReadOnlyList<LedgerEntry> ledger)
    {
        var reversed = ledger.Where(e => e.Kind == "reversal").Select(e => e.BookingId).ToHashSet();
        return ledger.Where(e => e.Kind == "disbursement" && !reversed.Contains(e.BookingId)).ToLookup(e => e.Reference);
    }

    static IEnumerable<string> DifferencesOf(CaseSummaryView @case, IReadOnlyList<LedgerEntry> bookings)
    {
        if (bookings.Count != 1) yield return $"{@case.Number}: Expected one booking, but core banking has {bookings.Count}.";
        foreach (var booking in bookings.Where(b => b.Amount != @case.Amount || b.Currency != @case.Currency))
            yield return $"{@case.Number}: Expected {@case.Currency} {@case.Amount:N2} booked, but core banking has {booking.Currency} {booking.Amount:N2}.";
    }

    static IEnumerable<string> TotalDifferences(IReadOnlyList<CaseSummaryView> disbursed, IReadOnlyList<LedgerEntry> booked) =>
        from currency in disbursed.Select(c => c.Currency).Union(booked.Select(b => b.Currency)).Order()
        let cases = disbursed.Where(c => c.Currency == currency).Sum(c => c.Amount)
        let ledger = booked.Where(b => b.Currency == currency).Sum(b => b.Amount)
        where cases != ledger
        select $"{currency}: Expected {cases:N2} booked in total, as the cases say, but core banking has {ledger:N2}.";
}

/// <summary>What core banking's books look like on the wire.</summary>
sealed record LedgerPage(IReadOnlyList<LedgerEntry> Entries);
