using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Tests.Tables;

namespace Lendflow.Activities.Tests.CreditPull;

public sealed class CreditPullDecisionTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    static readonly CreditReport Report = new("r-1", "hit", 700, 0, 0, 1, 50_000m, 2, IsBlacklisted: false, Now.AddDays(-10), Now.AddDays(20));

    [Fact]
    public void With_consent_and_no_report_the_bureau_is_asked() => Before(null).Should().Be(new CreditPullStep.Pull());

    [Fact]
    public void A_report_is_reused_through_its_last_moment()
    {
        Before(Report with { ValidUntil = Now }).Should().BeOfType<CreditPullStep.Reuse>();
        Before(Report with { ValidUntil = Now.AddSeconds(-1) }).Should().BeOfType<CreditPullStep.Pull>();
        Before(Report with { IssuedAt = Now.AddSeconds(1) }).Should().BeOfType<CreditPullStep.Pull>();
    }

    [Theory]
    [InlineData(false, 0, "consent-missing")]
    [InlineData(true, null, "consent-missing")]
    [InlineData(true, 1, "consent-not-yet-given")]
    [InlineData(true, -181, "consent-expired")]
    public void Without_a_valid_consent_not_even_a_held_report_is_used(bool given, int? days, string code)
    {
        var consent = new Consent(given, days is { } offset ? Now.AddDays(offset) : null);

        CreditPullDecision.Before(consent, Report, Shipped.Tables.Admission, Now).Should().Be(new CreditPullStep.Refuse(code));
    }

    [Fact]
    public void A_good_report_is_clear_and_one_without_a_score_is_thin()
    {
        Judge(Report).Should().Be(new CreditFinding.Clear());
        Judge(Report with { Outcome = "thin", Score = null }).Should().Be(new CreditFinding.Thin());
    }

    [Fact]
    public void Every_rule_that_stops_is_told()
    {
        var bad = Report with { Score = null, Outcome = "thin", IsBlacklisted = true, Defaults = 1, Delinquencies12m = 7, Inquiries6m = 21 };

        Judge(bad, "revoked").Should().BeEquivalentTo(new CreditFinding.Stopped(
        [
            new("company-revoked", "Expected company-status not among those the rule stops, but found revoked"),
            new("blacklisted", "Expected blacklisted not among those the rule stops, but found yes"),
            new("too-many-defaults", "Expected defaults at most 0, but found 1"),
            new("too-many-delinquencies", "Expected delinquencies12m at most 6, but found 7"),
            new("too-many-inquiries", "Expected inquiries6m at most 20, but found 21"),
        ]));
    }

    [Theory]
    [InlineData(450, false)]
    [InlineData(449, true)]
    public void The_score_floor_is_the_lowest_score_that_passes(int score, bool stops)
    {
        (Judge(Report with { Score = score }) is CreditFinding.Stopped).Should().Be(stops);
    }

    [Fact]
    public void Lists_stop_before_the_bureau_is_asked()
    {
        var rules = Shipped.Tables.Admission;
        var listed = rules with { HardStops = [rules.HardStops[0] with { In = [A.SocialCreditCode] }] };
        var publicOffice = A.LoanApplication with { Borrower = A.LoanApplication.Borrower with { Industry = "921110" } };

        HardStop.Find(listed, A.LoanApplication, null, null).Should().ContainSingle().Which.ReasonCode.Should().Be("negative-listed");
        HardStop.Find(rules, publicOffice, null, null).Should().ContainSingle().Which.ReasonCode.Should().Be("excluded-sector");
        HardStop.Find(rules, A.LoanApplication, null, null).Should().BeEmpty();
    }

    static CreditPullStep Before(CreditReport? held) => CreditPullDecision.Before(A.LoanApplication.Consent, held, Shipped.Tables.Admission, Now);

    static CreditFinding Judge(CreditReport report, string status = "active") =>
        CreditPullDecision.Judge(A.LoanApplication, report, status, Shipped.Tables.Admission);
}
