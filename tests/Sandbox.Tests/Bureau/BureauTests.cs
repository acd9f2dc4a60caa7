using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Sandbox.Tests.Bureau;

public sealed class BureauTests
{
    [Fact]
    public async Task A_borrower_who_consented_gets_the_same_report_every_time()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Time = new ManualTimeProvider() });

        var first = await sandbox.PostAsync("bureau/reports", A.Inquiry()).JsonAsync();
        var second = await sandbox.PostAsync("bureau/reports", A.Inquiry()).JsonAsync();

        first.GetRawText().Should().Be(second.GetRawText());
        first.EnumerateObject().Select(field => field.Name).Should().Equal(
            "reportId", "outcome", "score", "delinquencies12m", "defaults", "openLoans", "totalDebt", "inquiries6m",
            "isBlacklisted", "issuedAt", "validUntil");
        first.GetProperty("validUntil").GetDateTimeOffset().Should().Be(new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_consent_there_is_no_report(string? consent)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var answer = await sandbox.PostAsync("bureau/reports", A.Inquiry(consent: consent));

        ((int)answer.StatusCode).Should().Be(403);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("code").Should().Be("no-consent");
    }

    [Fact]
    public async Task A_request_that_lacks_fields_is_told_which()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        using var answer = await sandbox.PostAsync("bureau/reports", new { consentReference = "c" });

        ((int)answer.StatusCode).Should().Be(400);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("detail").Should().Contain("'socialCreditCode', 'residentId'");
    }
}
