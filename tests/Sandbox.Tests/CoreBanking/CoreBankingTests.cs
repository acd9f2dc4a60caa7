namespace Lendflow.Sandbox.Tests.CoreBanking;

public sealed class CoreBankingTests
{
    [Fact]
    public async Task A_loan_is_booked_and_stands_in_the_ledger()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var answer = await sandbox.BookAsync("i/pay/1", 1000m);

        ((int)answer.StatusCode).Should().Be(201);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"amount\":1000.00,\"currency\":\"CNY\"");
        var ledger = await sandbox.LedgerAsync();
        var entry = ledger.GetProperty("entries")[0];
        entry.Text("reference").Should().Be("L-2026-0001");
        entry.Text("kind").Should().Be("disbursement");
        entry.Text("idempotencyKey").Should().Be("i/pay/1");
        entry.GetProperty("attempts").GetInt32().Should().Be(1);
        ledger.GetProperty("totals").GetRawText().Should().Be("{\"CNY\":1000.00}");
    }

    [Fact]
    public async Task A_hundred_parallel_posts_under_one_key_make_one_booking()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => sandbox.BookAsync("i/pay/1")));

        answers.Count(answer => (int)answer.StatusCode == 201).Should().Be(1);
        answers.Count(answer => (int)answer.StatusCode == 200).Should().Be(99);
        var bodies = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));
        bodies.Distinct().Should().ContainSingle();
        var entries = (await sandbox.LedgerAsync()).GetProperty("entries");
        entries.GetArrayLength().Should().Be(1);
        entries[0].GetProperty("attempts").GetInt32().Should().Be(100);
    }

    [Fact]
    public async Task Another_request_under_a_used_key_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.BookAsync("i/pay/1", 1000m);

        (await sandbox.BookAsync("i/pay/1", 1001m).JsonAsync()).Text("code").Should().Be("idempotency-key-reused");
        (await sandbox.EntriesAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_request_without_a_key_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.PostAsync("core/loans", A.Loan()).JsonAsync();

        answer.Text("code").Should().Be("idempotency-key-missing");
        (await sandbox.EntriesAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("0", "CNY")]
    [InlineData("-1", "CNY")]
    [InlineData("10.001", "CNY")]
    [InlineData("10", "yuan")]
    public async Task An_impossible_amount_is_refused(string amount, string currency)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.BookAsync("k", decimal.Parse(amount), currency).JsonAsync()).Text("code").Should().Be("invalid-loan");
        (await sandbox.EntriesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_booking_is_reversed_once()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"core/loans/{(await sandbox.BookAsync("pay").JsonAsync()).Text("bookingId")}/reversals";

        var first = await sandbox.PostAsync(path, null, "back").StatusAsync();
        var again = await sandbox.PostAsync(path, null, "back").StatusAsync();
        var otherKey = await sandbox.PostAsync(path, null, "back-2").JsonAsync();

        (first, again).Should().Be((201, 200));
        otherKey.Text("code").Should().Be("already-reversed");
        (await sandbox.LedgerAsync()).GetProperty("totals").GetRawText().Should().Be("{\"CNY\":0.00}");
    }

    [Fact]
    public async Task A_booking_that_does_not_exist_cannot_be_reversed()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.PostAsync("core/loans/bk-1/reversals", null, "back").StatusAsync()).Should().Be(404);
    }

    [Fact]
    public async Task The_ledger_of_one_reference_shows_its_entries_alone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostAsync("core/loans", A.Loan(1m, "CNY", "L-1"), "1");
        await sandbox.PostAsync("core/loans", A.Loan(2m, "USD", "L-2"), "2");

        var ledger = await sandbox.LedgerAsync("?reference=L-2");

        ledger.GetProperty("entries").GetArrayLength().Should().Be(1);
        ledger.GetProperty("totals").GetRawText().Should().Be("{\"USD\":2.00}");
    }

    [Fact]
    public async Task A_reset_empties_the_ledger_for_good()
    {
        var options = new SandboxOptions { DataFile = A.NewFile() };
        await using (var sandbox = await TestSandbox.StartAsync(options))
        {
            await sandbox.BookAsync("pay");
            await sandbox.PostAsync("reset", null);
            (await sandbox.EntriesAsync()).Should().Be(0);
        }

        await using var restarted = await TestSandbox.StartAsync(options);
        (await restarted.EntriesAsync()).Should().Be(0);
    }
}
