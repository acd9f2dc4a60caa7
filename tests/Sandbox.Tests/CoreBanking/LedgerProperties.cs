using FsCheck;
using FsCheck.Fluent;
using Lendflow.Sandbox.CoreBanking;

namespace Lendflow.Sandbox.Tests.CoreBanking;

/// <summary>Whatever is asked of the ledger in whatever order: money is neither made nor lost.</summary>
public sealed class LedgerProperties
{
    private static readonly TimeProvider Clock = new ManualTimeProvider();

    [Fact]
    public void The_total_is_what_was_accepted_once_per_key()
    {
        Prop.ForAll(Requests(), requests =>
        {
            var ledger = new Ledger(Journal.Open(null), Clock);

            var expected = requests.Select(request => request.Ask(ledger)).Sum();

            var entries = ledger.Entries(null);
            return LedgerEntry.Totals(entries).GetValueOrDefault("CNY") == expected
                && entries.Select(entry => entry.IdempotencyKey).Distinct().Count() == entries.Count;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_booking_is_taken_back_twice()
    {
        Prop.ForAll(Requests(), requests =>
        {
            var ledger = new Ledger(Journal.Open(null), Clock);
            foreach (var request in requests)
                request.Ask(ledger);

            return ledger.Entries(null)
                .GroupBy(entry => entry.BookingId)
                .All(booking => booking.Count(entry => entry.Kind == "disbursement") == 1
                    && booking.Count(entry => entry.Kind == "reversal") <= 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_ledger_read_back_from_disk_is_the_same_ledger()
    {
        var file = A.NewFile();
        Prop.ForAll(Requests(), requests =>
        {
            File.Delete(file);
            IReadOnlyList<LedgerEntry> before;
            using (var journal = Journal.Open(file))
            {
                var ledger = new Ledger(journal, Clock);
                foreach (var request in requests)
                    request.Ask(ledger);
                before = ledger.Entries(null);
            }

            using var reopened = Journal.Open(file);
            return new Ledger(reopened, Clock).Entries(null).SequenceEqual(before);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Few keys and few amounts, so that repetitions and collisions are frequent.</summary>
    private static Arbitrary<Request[]> Requests()
    {
        var book = from key in Gen.Choose(1, 6) from cents in Gen.Choose(-1, 4) select new Request($"k{key}", cents / 100m, null);
        var reverse = from key in Gen.Choose(1, 9) from target in Gen.Choose(1, 7) select new Request($"k{key}", 0m, $"k{target}");
        return Gen.OneOf(book, reverse).ArrayOf().ToArbitrary();
    }

    /// <param name="Reverses">Key of the booking to take back; null books.</param>
    private sealed record Request(string Key, decimal Amount, string? Reverses)
    {
        /// <summary>What the answer alone says about the change of the total.</summary>
        public decimal Ask(Ledger ledger)
        {
            if (Reverses is null)
            {
                var loan = new LoanRequest("L", "B", "A", Amount, "CNY", 12);
                return ledger.Book(loan, Key) is Created<LoanBooked>(var booked) ? booked.Amount : 0;
            }

            var bookingId = Wire.Id("bk", Reverses);
            return ledger.Reverse(bookingId, Key) is Created<LoanReversed>
                ? -ledger.Entries(null).First(entry => entry.BookingId == bookingId).Amount
                : 0;
        }
    }
}
