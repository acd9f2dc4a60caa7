using Lendflow.Activities.Disbursement;
using Lendflow.Activities.Outside;
using Lendflow.Sandbox;
using Lendflow.Sandbox.Tests;

namespace Lendflow.Activities.Tests.Outside;

public sealed class HttpCoreBankingTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_loan_is_booked_once_however_often_it_is_asked_for()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        using var line = Line.To(sandbox.Address);
        var core = new HttpCoreBanking(line);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => core.BookAsync(Loan(), "i/pay/1", Ct)));

        answers.Distinct().Should().ContainSingle().Which.Should().BeOfType<Answered<Booking>>()
            .Which.Value.Amount.Should().Be(1000m);
        (await EntriesAsync(core)).Should().ContainSingle().Which.Attempts.Should().Be(20);
    }

    [Fact]
    public async Task Lost_answers_are_asked_for_again_and_money_moves_once()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { core = new { loseAnswerRate = 0.5 }, seed = 3 });
        using var line = Line.To(sandbox.Address, Line.Quick with { Retries = 12 });
        var core = new HttpCoreBanking(line);

        foreach (var number in Enumerable.Range(0, 30))
            (await core.BookAsync(Loan(), $"i{number}/pay/1", Ct)).Should().BeOfType<Answered<Booking>>();

        var entries = await EntriesAsync(core);
        entries.Should().HaveCount(30);
        entries.Sum(entry => entry.Attempts).Should().BeGreaterThan(40);
    }

    [Fact]
    public async Task Through_every_fault_at_once_each_loan_is_paid_out_exactly_once()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        await sandbox.SwitchOnAsync(new { core = new { errorRate = 0.2, loseAnswerRate = 0.2, garbageRate = 0.2 }, seed = 5 });
        using var line = Line.To(sandbox.Address, Line.Once);
        var core = new HttpCoreBanking(line);

        foreach (var number in Enumerable.Range(0, 30))
        {
            while (await core.BookAsync(Loan(), $"i{number}/pay/1", Ct) is not Answered<Booking>)
            {
                // Asked again under the same key, as the runner does with an effect whose outcome is unclear.
            }
        }

        var entries = await EntriesAsync(core);
        entries.Select(entry => entry.IdempotencyKey).Should().OnlyHaveUniqueItems().And.HaveCount(30);
        entries.Sum(entry => entry.Amount).Should().Be(30_000m);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_leaves_one_booking_to_be_found()
    {
        var clock = new ManualTimeProvider();
        var clockOfCore = new ManualTimeProvider();
        await using var sandbox = await OutsideSandbox.StartAsync(new SandboxOptions { Time = clockOfCore });
        await sandbox.SwitchOnAsync(new { core = new { timeoutRate = 1 } });
        using var line = Line.To(sandbox.Address, Line.Once, clock);
        var core = new HttpCoreBanking(line);

        var booking = core.BookAsync(Loan(), "i/pay/1", Ct);
        await clockOfCore.TimerSetAsync(TimeSpan.FromMinutes(2));
        clock.Advance(Line.Once.PerTry);

        (await booking).Should().BeOfType<Unavailable<Booking>>();
        (await EntriesAsync(core)).Should().ContainSingle();
    }

    [Theory]
    [InlineData("999.00", "CNY", "but the core banking answered 999.00 CNY.")]
    [InlineData("1000.00", "USD", "but the core banking answered 1000.00 USD.")]
    [InlineData("1000.00", "Wang Fang", "but the core banking answered 1000.00 in something that is no currency.")]
    public async Task A_booking_of_something_else_is_not_accepted(string amount, string currency, string but)
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync(
            (201, $$"""{"bookingId":"bk-1","bookedAt":"2026-03-02T01:00:00Z","amount":{{amount}},"currency":"{{currency}}"}"""));
        using var line = Line.To(counterparty.Address);

        var result = await new HttpCoreBanking(line).BookAsync(Loan(), "k", Ct);

        result.Should().Be(new Unavailable<Booking>($"Expected a booking with amount 1000.00 CNY, {but}"));
    }

    [Fact]
    public async Task A_loan_the_core_banking_cannot_book_is_refused_with_its_reason()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        using var line = Line.To(sandbox.Address);
        var core = new HttpCoreBanking(line);
        await core.BookAsync(Loan(), "used", Ct);

        var invalid = await core.BookAsync(Loan(10.001m), "k", Ct);
        var reused = await core.BookAsync(Loan(2000m), "used", Ct);

        invalid.Should().BeOfType<Refused<Booking>>().Which.Code.Should().Be("invalid-loan");
        reused.Should().BeOfType<Refused<Booking>>().Which.Code.Should().Be("idempotency-key-reused");
    }

    [Fact]
    public async Task A_booking_is_reversed_once()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        using var line = Line.To(sandbox.Address);
        var core = new HttpCoreBanking(line);
        var booking = ((Answered<Booking>)await core.BookAsync(Loan(), "pay", Ct)).Value;

        var first = await core.ReverseAsync(booking.BookingId, "back", Ct);
        var again = await core.ReverseAsync(booking.BookingId, "back", Ct);
        var otherKey = await core.ReverseAsync(booking.BookingId, "back-2", Ct);
        var unknown = await core.ReverseAsync("bk/../1", "back-3", Ct);

        again.Should().Be(first).And.BeOfType<Answered<Reversal>>();
        otherKey.Should().BeOfType<Refused<Reversal>>().Which.Code.Should().Be("already-reversed");
        unknown.Should().BeOfType<Refused<Reversal>>().Which.Code.Should().Be("unknown-booking");
        (await EntriesAsync(core)).Select(entry => entry.Kind).Should().Equal("disbursement", "reversal");
    }

    private static LoanToBook Loan(decimal amount = 1000m) =>
        new("L-2026-0001", "Hengxin Trading", "6222000000001", amount, "CNY", 12);

    private static async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(HttpCoreBanking core) =>
        ((Answered<IReadOnlyList<LedgerEntry>>)await core.ReadLedgerAsync("L-2026-0001", Ct)).Value;
}
