using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Outside;

namespace Lendflow.Activities.Tests.Outside;

public sealed class HttpCreditBureauTests
{
    private static readonly CreditInquiry Inquiry = new("91350100M000100Y43", "11010519491231002X", "consent-1");

    [Fact]
    public async Task A_report_is_pulled()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        using var line = Line.To(sandbox.Address);

        var result = await new HttpCreditBureau(line).PullAsync(Inquiry, CancellationToken.None);

        var report = result.Should().BeOfType<Answered<CreditReport>>().Which.Value;
        report.Outcome.Should().Be("hit");
        report.Score.Should().BeInRange(300, 900);
        report.ValidUntil.Should().Be(report.IssuedAt.AddDays(30));
    }

    [Fact]
    public async Task Every_report_of_the_bureau_is_understood()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        using var line = Line.To(sandbox.Address);
        var bureau = new HttpCreditBureau(line);

        var results = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(number => bureau.PullAsync(Inquiry with { SocialCreditCode = $"code-{number}" }, CancellationToken.None)));

        var outcomes = results.Select(result => ((Answered<CreditReport>)result).Value.Outcome);
        outcomes.Distinct().Should().BeEquivalentTo("hit", "thin");
    }

    [Fact]
    public async Task Without_consent_the_bureau_refuses()
    {
        await using var sandbox = await OutsideSandbox.StartAsync();
        using var line = Line.To(sandbox.Address);

        var result = await new HttpCreditBureau(line).PullAsync(Inquiry with { ConsentReference = "" }, CancellationToken.None);

        result.Should().BeOfType<Refused<CreditReport>>().Which.Code.Should().Be("no-consent");
    }

    [Theory]
    [InlineData("hit", "null", "0", "2026-04-01")]
    [InlineData("hit", "299", "0", "2026-04-01")]
    [InlineData("hit", "901", "0", "2026-04-01")]
    [InlineData("thin", "640", "0", "2026-04-01")]
    [InlineData("maybe", "640", "0", "2026-04-01")]
    [InlineData("hit", "640", "-1", "2026-04-01")]
    [InlineData("hit", "640", "0", "2026-02-01")]
    public async Task A_report_that_contradicts_itself_is_not_accepted(string outcome, string score, string defaults, string validUntil)
    {
        var report = $$"""
            {"reportId":"cr-1","outcome":"{{outcome}}","score":{{score}},"delinquencies12m":0,"defaults":{{defaults}},"openLoans":0,
             "totalDebt":0.00,"inquiries6m":0,"isBlacklisted":false,"issuedAt":"2026-03-02T00:00:00Z","validUntil":"{{validUntil}}T00:00:00Z"}
            """;
        await using var counterparty = await Counterparty.ThatAnswersAsync((200, report));
        using var line = Line.To(counterparty.Address);

        var result = await new HttpCreditBureau(line).PullAsync(Inquiry, CancellationToken.None);

        result.Should().BeOfType<Unavailable<CreditReport>>()
            .Which.Message.Should().MatchRegex("^Expected .*, but the credit bureau answered .*\\.$");
    }
}
