using Lendflow.Activities.Disbursement;

namespace Lendflow.Activities.Tests.Disbursement;

public sealed class ConditionsPrecedentTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    static readonly DisbursementFacts Ready = new(200_000m, 200_000m, Now.AddHours(-1), "ab12", "AB12", [], Now.AddDays(5), DocumentsAreComplete: true);

    [Fact]
    public void A_case_that_is_ready_has_no_unmet_condition() => Unmet(Ready).Should().BeEmpty();

    [Fact]
    public void Every_unmet_condition_is_told_at_once()
    {
        var nothing = new DisbursementFacts(200_000m, null, null, null, null, ["blacklisted", "company-revoked"], null, false);

        Unmet(nothing).Select(unmet => unmet.Condition).Should().Equal(Condition.Approved, Condition.ContractSigned,
            Condition.NoHardStop, Condition.NoHardStop, Condition.ReportValid, Condition.DocumentsComplete);
    }

    [Theory]
    [InlineData(200_000.01, "Expected an amount above 0 up to the approved 200000.00, but found 200000.01")]
    [InlineData(0, "Expected an amount above 0 up to the approved 200000.00, but found 0.00")]
    public void No_more_is_paid_out_than_was_approved(double amount, string problem)
    {
        Unmet(Ready with { Amount = (decimal)amount }).Should().Equal(new UnmetCondition(Condition.AmountWithinApproval, problem, IsWaivable: false));
    }

    [Theory]
    [InlineData("ab12", "ab13")]
    [InlineData("ab12", null)]
    [InlineData(null, null)]
    [InlineData("", "")]
    public void A_contract_with_another_hash_or_none_holds_the_money_back(string? announced, string? stored)
    {
        Unmet(Ready with { AnnouncedSha256 = announced, StoredSha256 = stored }).Should().ContainSingle().Which.Condition.Should().Be(Condition.ContractUnchanged);
    }

    [Fact]
    public void A_waiver_excuses_an_old_report_but_never_a_missing_signature()
    {
        var facts = Ready with { ReportValidUntil = Now.AddDays(-1), SignedAt = null };
        Waiver[] waivers = [new(Condition.ReportValid, "director", "Pulled again next week", Now), new(Condition.ContractSigned, "director", "Urgent", Now)];

        ConditionsPrecedent.Unmet(facts, waivers, Now).Should().ContainSingle().Which.Condition.Should().Be(Condition.ContractSigned);
    }

    static IReadOnlyList<UnmetCondition> Unmet(DisbursementFacts facts) => ConditionsPrecedent.Unmet(facts, [], Now);
}
