using System.Net;
using System.Net.Sockets;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.Outside;
using Lendflow.Sandbox.Tests;

namespace Lendflow.Activities.Tests.Outside;

public sealed class OutsideCallTests
{
    private const string Booked = """{"bookingId":"bk-1","bookedAt":"2026-03-02T01:00:00Z","amount":1000.00,"currency":"CNY"}""";

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_transient_failure_is_retried_under_the_same_key(int status)
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((status, ""), (status, ""), (201, Booked));
        using var line = Line.To(counterparty.Address);

        var result = await BookAsync(line);

        result.Should().BeOfType<Answered<Booking>>();
        var keys = new[] { await counterparty.NextAsync(), await counterparty.NextAsync(), await counterparty.NextAsync() };
        keys.Should().OnlyContain(heard => heard.IdempotencyKey == "i/pay/1");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task A_refusal_is_not_retried(int status)
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((status, ""));
        using var line = Line.To(counterparty.Address);

        var result = await BookAsync(line);

        result.Should().Be(new Refused<Booking>(
            $"http-{status}", $"Expected a booking, but the core banking refused with {status} (http-{status})."));
        counterparty.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_counterparty_that_stays_down_is_unavailable_after_all_retries()
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((503, ""));
        using var line = Line.To(counterparty.Address, Line.Quick with { Retries = 2 });

        var result = await BookAsync(line);

        result.Should().Be(new Unavailable<Booking>("Expected a booking, but the core banking answered 503."));
        counterparty.Calls.Should().Be(3);
    }

    [Fact]
    public async Task A_slow_counterparty_is_asked_so_many_questions_at_once_and_every_turn_is_given_back()
    {
        var clock = new ManualTimeProvider();
        var limits = Line.Once with { AtOnce = 1, Total = TimeSpan.FromSeconds(10), PerTry = TimeSpan.FromSeconds(60) };
        await using var counterparty = await Counterparty.ThatIsSilentAsync();
        using var line = Line.To(counterparty.Address, limits, clock);

        var first = BookAsync(line);
        await counterparty.NextAsync();
        var second = BookAsync(line);
        var state = line.State;
        clock.Advance(limits.Total);
        await first;
        // The second was told that there was no turn for it, or got the first one's turn in the last moment.
        if (await Task.WhenAny(second, counterparty.NextAsync()) != second) clock.Advance(limits.Total);

        state.Should().Be(new OutsideLineState("core banking", "closed", 1, 1));
        (await second).Should().BeOfType<Unavailable<Booking>>();
        line.State.UnderWay.Should().Be(0);
    }

    [Fact]
    public async Task A_counterparty_that_is_not_there_is_unavailable()
    {
        using var line = Line.To(UnusedAddress());

        var result = await BookAsync(line);

        result.Should().Be(new Unavailable<Booking>("Expected a booking, but the connection to the core banking failed."));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("[1, 2]")]
    [InlineData("{\"bookingId\": \"bk-1\", \"bookedAt\"")]
    [InlineData("{\"bookingId\": \"bk-1\", \"amount\": 1000}")]
    [InlineData("{\"bookingId\": null, \"bookedAt\": \"2026-03-02T01:00:00Z\", \"amount\": 1000, \"currency\": \"CNY\"}")]
    [InlineData("{\"bookingId\": \"bk-1\", \"bookedAt\": \"soon\", \"amount\": 1000, \"currency\": \"CNY\"}")]
    [InlineData("{\"bookingId\": \"bk-1\", \"bookedAt\": \"2026-03-02T01:00:00Z\", \"amount\": 1e99, \"currency\": \"CNY\"}")]
    public async Task Garbage_is_no_answer_and_does_not_throw(string body)
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((201, body));
        using var line = Line.To(counterparty.Address);

        var result = await BookAsync(line);

        result.Should().BeOfType<Unavailable<Booking>>()
            .Which.Message.Should().StartWith("Expected a booking, but the core banking answered something else (201, ");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((307, ""));
        using var line = Line.To(counterparty.Address);

        (await BookAsync(line)).Should().BeOfType<Unavailable<Booking>>();
        counterparty.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_try_is_given_up_after_its_time()
    {
        var clock = new ManualTimeProvider();
        await using var counterparty = await Counterparty.ThatIsSilentAsync();
        using var line = Line.To(counterparty.Address, Line.Once, clock);

        var booking = BookAsync(line);
        await counterparty.NextAsync();
        clock.Advance(Line.Once.PerTry);

        (await booking).Should().Be(new Unavailable<Booking>("Expected a booking, but the core banking did not answer in time."));
    }

    [Fact]
    public async Task All_tries_together_are_given_up_after_their_time()
    {
        var clock = new ManualTimeProvider();
        var limits = Line.Quick with { Total = TimeSpan.FromSeconds(10), PerTry = TimeSpan.FromSeconds(60) };
        await using var counterparty = await Counterparty.ThatIsSilentAsync();
        using var line = Line.To(counterparty.Address, limits, clock);

        var booking = BookAsync(line);
        await counterparty.NextAsync();
        clock.Advance(limits.Total);

        (await booking).Should().BeOfType<Unavailable<Booking>>();
        counterparty.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_a_cancellation_and_no_result()
    {
        using var giveUp = new CancellationTokenSource();
        await using var counterparty = await Counterparty.ThatIsSilentAsync();
        using var line = Line.To(counterparty.Address);

        var booking = new HttpCoreBanking(line).BookAsync(Loan, "k", giveUp.Token);
        await counterparty.NextAsync();
        await giveUp.CancelAsync();

        await booking.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task The_circuit_opens_after_failures_and_closes_when_the_counterparty_is_back()
    {
        var clock = new ManualTimeProvider();
        var log = new CollectedLog();
        await using var counterparty = await Counterparty.ThatAnswersAsync((503, ""), (503, ""), (201, Booked));
        using var line = Line.To(counterparty.Address, Line.Once with { CircuitTries = 2 }, clock, log);

        await BookAsync(line);
        await BookAsync(line);
        var open = await BookAsync(line);
        var callsWhileOpen = counterparty.Calls;
        clock.Advance(TimeSpan.FromSeconds(16));
        var halfOpen = await BookAsync(line);
        var closed = await BookAsync(line);

        open.Should().BeOfType<Unavailable<Booking>>().Which.Message.Should().Contain("failed too often just now");
        callsWhileOpen.Should().Be(2);
        halfOpen.Should().BeOfType<Answered<Booking>>();
        closed.Should().BeOfType<Answered<Booking>>();
        log.Lines.Should().Equal(
            "Warning: The core banking failed too often and is left alone for 00:00:15 ",
            "Information: The core banking answers again ");
    }

    [Fact]
    public async Task The_circuit_of_one_counterparty_leaves_the_others_alone()
    {
        await using var broken = await Counterparty.ThatAnswersAsync((503, ""));
        await using var sound = await Counterparty.ThatAnswersAsync((201, Booked));
        using var toBroken = Line.To(broken.Address, Line.Once with { CircuitTries = 2 });
        using var toSound = Line.To(sound.Address, Line.Once with { CircuitTries = 2 });

        foreach (var _ in Enumerable.Range(0, 3))
            await BookAsync(toBroken);

        broken.Calls.Should().Be(2);
        (await BookAsync(toSound)).Should().BeOfType<Answered<Booking>>();
    }

    [Fact]
    public async Task Refusals_do_not_open_the_circuit()
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((422, ""));
        using var line = Line.To(counterparty.Address, Line.Once with { CircuitTries = 2 });

        foreach (var _ in Enumerable.Range(0, 5))
            (await BookAsync(line)).Should().BeOfType<Refused<Booking>>();
    }

    [Fact]
    public async Task What_a_counterparty_says_about_a_person_is_not_repeated()
    {
        var log = new CollectedLog();
        var gossip = """{"code":"Wang Fang 6222000000001","detail":"Wang Fang 6222000000001"}""";
        await using var counterparty = await Counterparty.ThatAnswersAsync((503, gossip), (422, gossip));
        using var line = Line.To(counterparty.Address, logger: log);

        var result = await BookAsync(line);

        result.Should().BeOfType<Refused<Booking>>().Which.Code.Should().Be("http-422");
        $"{result} {string.Join(' ', log.Lines)}".Should().NotContain("Wang").And.NotContain("6222");
        log.Lines.Should().ContainSingle().Which.Should().Contain("Try 1 at the core banking failed (status 503)");
    }

    [Fact]
    public async Task A_key_with_chinese_words_travels()
    {
        await using var counterparty = await Counterparty.ThatAnswersAsync((201, Booked));
        using var line = Line.To(counterparty.Address);

        var result = await new HttpCoreBanking(line).BookAsync(Loan, "i/放款/1", CancellationToken.None);

        result.Should().BeOfType<Answered<Booking>>();
        (await counterparty.NextAsync()).IdempotencyKey.Should().Be(Uri.EscapeDataString("i/放款/1"));
    }

    private static readonly LoanToBook Loan = new("L-2026-0001", "Hengxin Trading", "6222000000001", 1000m, "CNY", 12);

    private static Task<OutsideResult<Booking>> BookAsync(OutsideCall line) =>
        new HttpCoreBanking(line).BookAsync(Loan, "i/pay/1", CancellationToken.None);

    private static Uri UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }
}
