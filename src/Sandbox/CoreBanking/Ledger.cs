namespace Lendflow.Sandbox.CoreBanking;

/// <summary>The books. Every entry is on disk before anybody hears of it; under one idempotency key there is one entry.</summary>
internal sealed class Ledger
{
    private readonly Journal _journal;
    private readonly TimeProvider _time;
    private readonly List<LedgerEntry> _entries = [];
    private readonly Dictionary<string, Keyed> _keys = [];
    private readonly Dictionary<string, LoanBooked> _bookings = [];
    private readonly HashSet<string> _reversed = [];

    public Ledger(Journal journal, TimeProvider time)
    {
        _journal = journal;
        _time = time;
        foreach (var fact in journal.Facts)
            Apply(fact);
    }

    /// <summary>Told of every new booking, by its reference.</summary>
    public event Action<string>? Booked;

    public Answer<LoanBooked> Book(LoanRequest loan, string key)
    {
        var fingerprint = Wire.Fingerprint("book", loan);
        var answer = Once<LoanBooked>(key, fingerprint, () => loan.Problem() is { } problem
            ? new Refused<LoanBooked>(new Refusal(422, "invalid-loan", problem))
            : new Created<LoanBooked>(new LoanBooked(
                Wire.Id("bk", key), loan.Reference, loan.Amount, loan.Currency, _time.GetUtcNow(), key, fingerprint)));
        if (answer is Created<LoanBooked>)
            Booked?.Invoke(loan.Reference);
        return answer;
    }

    public Answer<LoanReversed> Reverse(string bookingId, string key)
    {
        var fingerprint = Wire.Fingerprint("reverse", bookingId);
        return Once<LoanReversed>(key, fingerprint, () =>
        {
            if (!_bookings.ContainsKey(bookingId))
                return new Refused<LoanReversed>(new Refusal(404, "unknown-booking", "Expected a booking, but there is none with this id."));
            if (_reversed.Contains(bookingId))
                return new Refused<LoanReversed>(new Refusal(409, "already-reversed", "Expected an open booking, but it was reversed before."));
            return new Created<LoanReversed>(
                new LoanReversed(Wire.Id("rv", key), bookingId, _time.GetUtcNow(), key, fingerprint));
        });
    }

    /// <summary>The entries in the order they were made, all or those under one reference.</summary>
    public IReadOnlyList<LedgerEntry> Entries(string? reference)
    {
        lock (_journal.Turn)
            return _entries.Where(entry => reference is null || entry.Reference == reference).ToList();
    }

    public void Clear()
    {
        lock (_journal.Turn)
        {
            _entries.Clear();
            _keys.Clear();
            _bookings.Clear();
            _reversed.Clear();
        }
    }

    /// <summary>One request at a time: whoever comes second under a key sees what the first one did, and sees it on disk.</summary>
    private Answer<T> Once<T>(string key, string fingerprint, Func<Answer<T>> decide)
        where T : Fact
    {
        lock (_journal.Turn)
        {
            if (_keys.TryGetValue(key, out var keyed))
            {
                if (keyed.Fingerprint != fingerprint || keyed.Fact is not T same)
                    return new Refused<T>(Refusal.KeyReused);

                var repetition = new KeyRepeated(key);
                _journal.Note(repetition);
                Apply(repetition);
                return new Repeated<T>(same);
            }

            var answer = decide();
            if (answer is Created<T>(var fact))
            {
                _journal.Append(fact);
                Apply(fact);
            }

            return answer;
        }
    }

    private void Apply(Fact fact)
    {
        switch (fact)
        {
            case LoanBooked booked:
                _bookings.Add(booked.BookingId, booked);
                Add(booked, "disbursement", booked, booked.At, booked.IdempotencyKey, booked.Fingerprint);
                break;
            case LoanReversed reversed:
                _reversed.Add(reversed.BookingId);
                Add(reversed, "reversal", _bookings[reversed.BookingId], reversed.At, reversed.IdempotencyKey, reversed.Fingerprint);
                break;
            case KeyRepeated(var key) when _keys.TryGetValue(key, out var keyed):
                _entries[keyed.Index] = _entries[keyed.Index] with { Attempts = _entries[keyed.Index].Attempts + 1 };
                break;
        }
    }

    private void Add(Fact fact, string kind, LoanBooked loan, DateTimeOffset at, string key, string fingerprint)
    {
        _keys.Add(key, new Keyed(fact, fingerprint, _entries.Count));
        _entries.Add(new LedgerEntry(loan.BookingId, loan.Reference, loan.Amount, loan.Currency, kind, at, key, Attempts: 1));
    }

    private sealed record Keyed(Fact Fact, string Fingerprint, int Index);
}

/// <param name="Amount">Above zero; <paramref name="Kind"/> (<c>disbursement</c> or <c>reversal</c>) gives the direction.</param>
/// <param name="Attempts">How often the entry was asked for; a crash may lose repetitions, never the entry.</param>
internal sealed record LedgerEntry(
    string BookingId, string Reference, decimal Amount, string Currency, string Kind, DateTimeOffset At, string IdempotencyKey,
    int Attempts)
{
    /// <summary>What was paid out less what was taken back, by currency.</summary>
    public static SortedDictionary<string, decimal> Totals(IEnumerable<LedgerEntry> entries)
    {
        var totals = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var signed = entry.Kind == "reversal" ? -entry.Amount : entry.Amount;
            totals[entry.Currency] = totals.GetValueOrDefault(entry.Currency) + signed;
        }

        return totals;
    }
}

internal sealed record LoanRequest(
    string Reference, string Borrower, string Account, decimal Amount, string Currency, int TermMonths)
{
    /// <summary>Every problem in one sentence each; null when there is none.</summary>
    public string? Problem()
    {
        string?[] problems =
        [
            Reference.Length > 0 ? null : "Expected a reference, but it is empty.",
            Account.Length > 0 ? null : "Expected an account, but it is empty.",
            Amount > 0 && Amount == decimal.Round(Amount, 2) ? null : $"Expected an amount above zero with two decimals at most, but it is {Amount}.",
            Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper) ? null : "Expected a currency of three capital letters, but it is something else.",
            TermMonths >= 1 ? null : $"Expected a term of at least one month, but it is {TermMonths}.",
        ];
        var message = string.Join(' ', problems.OfType<string>());
        return message.Length > 0 ? message : null;
    }
}
