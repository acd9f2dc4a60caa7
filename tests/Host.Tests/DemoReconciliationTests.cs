using Lendflow.Activities.Disbursement;
using Lendflow.Host.Api;
using Lendflow.Host.Cli.Demo;

namespace Lendflow.Host.Tests;

/// <summary>The comparison must find every way in which money and cases can disagree.</summary>
public sealed class DemoReconciliationTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Cases_that_agree_with_the_ledger_leave_nothing_to_say()
    {
        var differences = Compare([Case("A", "disbursed", 100.10m), Case("B", "declined", 50m)], [Booking("A", 100.10m)]);

        differences.Should().BeEmpty();
    }

    [Fact]
    public void A_case_that_was_acknowledged_and_is_gone_is_named()
    {
        var differences = Reconciliation.Differences(new HashSet<string> { "A" }, [], []);

        differences.Should().ContainSingle().Which.Should().StartWith("A: Expected a case");
    }

    [Fact]
    public void A_case_that_has_not_ended_is_named()
    {
        Compare([Case("A", "running", 100m)], []).Should().ContainSingle().Which.Should().Contain("is running in intake");
    }

    [Fact]
    public void A_loan_paid_twice_is_named_with_the_total_it_spoils()
    {
        var differences = Compare([Case("A", "disbursed", 100m)], [Booking("A", 100m, "1"), Booking("A", 100m, "2")]);

        differences.Should().Equal(
            "A: Expected one booking, but core banking has 2.",
            "CNY: Expected 100.00 booked in total, as the cases say, but core banking has 200.00.");
    }

    [Fact]
    public void A_loan_never_paid_is_named()
    {
        Compare([Case("A", "disbursed", 100m)], []).Should().Contain("A: Expected one booking, but core banking has 0.");
    }

    [Fact]
    public void A_cent_too_much_is_named()
    {
        Compare([Case("A", "disbursed", 100m)], [Booking("A", 100.01m)]).Should().Contain("A: Expected CNY 100.00 booked, but core banking has CNY 100.01.");
    }

    [Fact]
    public void Money_for_a_declined_case_is_named_unless_it_was_taken_back()
    {
        var booking = Booking("A", 100m);

        Compare([Case("A", "declined", 100m)], [booking]).Should().Contain(d => d.StartsWith("A: Expected no booking"));
        Compare([Case("A", "declined", 100m)], [booking, booking with { Kind = "reversal" }]).Should().BeEmpty();
    }

    static IReadOnlyList<string> Compare(IReadOnlyList<CaseSummaryView> cases, IReadOnlyList<LedgerEntry> ledger) =>
        Reconciliation.Differences(cases.Select(c => c.Number).ToHashSet(), cases, ledger);

    static CaseSummaryView Case(string number, string status, decimal amount) => new()
    {
        Number = number, Status = status, Stage = "intake", Track = "fast", Product = "working-capital", Branch = "beijing", Borrower = "Some Ltd", Amount = amount, Currency = "CNY",
        Grade = "A", SubmittedAt = Now, UpdatedAt = Now, FinishedAt = Now, WaitingFor = null, HasIncident = false,
    };

    static LedgerEntry Booking(string reference, decimal amount, string id = "1") => new($"bk-{id}", reference, amount, "CNY", "disbursement", Now, $"key-{id}", 1);
}
