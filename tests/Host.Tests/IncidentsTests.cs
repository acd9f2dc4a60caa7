using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

/// <summary>A case whose contract cannot be written: the font has no sign for a character of its purpose.</summary>
[Collection(nameof(OneHost))]
public sealed class IncidentsTests(TestHost host)
{
    const string Undrawable = "Shop for 𪚥";

    [Fact]
    public async Task A_failed_step_leaves_the_case_with_an_incident_that_names_step_and_cause()
    {
        using var admin = await host.AsAsync("admin");

        var incident = await FailedAsync(admin, await SubmitAsync());

        incident.GetProperty("message").GetString().Should().StartWith("Expected");
        incident.GetProperty("cause").GetString().Should().Contain("U+2A6A5");
        incident.GetProperty("step").GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Who_operates_retries_it_and_meets_it_again_while_the_cause_is_there()
    {
        using var admin = await host.AsAsync("admin");
        var number = await SubmitAsync();
        var first = (await FailedAsync(admin, number)).GetProperty("id").GetString();

        var retry = await admin.PostAsJsonAsync($"/api/applications/{number}/incidents/{first}/retry", new { reason = "Font was installed" });
        var again = await TestHost.UntilAsync(admin, $"/api/applications/{number}", c => Open(c).Any(i => i.GetProperty("id").GetString() != first));

        retry.StatusCode.Should().Be(HttpStatusCode.Accepted);
        Open(again).Should().ContainSingle();
    }

    [Fact]
    public async Task Who_operates_skips_it_with_an_outcome_and_the_case_goes_on_from_there()
    {
        using var admin = await host.AsAsync("admin");
        var number = await SubmitAsync();
        var id = (await FailedAsync(admin, number)).GetProperty("id").GetString();

        var skip = await admin.PostAsJsonAsync($"/api/applications/{number}/incidents/{id}/skip", new { reason = "Applicant declined by phone", outcome = "Declined" });
        var ended = await TestHost.UntilAsync(admin, $"/api/applications/{number}", c => c.GetProperty("status").GetString() != "running");

        skip.StatusCode.Should().Be(HttpStatusCode.Accepted);
        ended.GetProperty("status").GetString().Should().Be("withdrawn");
        Open(ended).Should().BeEmpty();
    }

    [Fact]
    public async Task Staff_may_neither_retry_nor_skip()
    {
        using var admin = await host.AsAsync("admin");
        using var officer = await host.AsAsync("officer");
        var number = await SubmitAsync();
        var id = (await FailedAsync(admin, number)).GetProperty("id").GetString();

        var answer = await officer.PostAsJsonAsync($"/api/applications/{number}/incidents/{id}/skip", new { reason = "In a hurry", outcome = "Signed" });

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    async Task<string> SubmitAsync()
    {
        using var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        application["purpose"] = Undrawable;
        return (await (await officer.SendAsync(A.Submit(application))).OkAsync()).GetProperty("number").GetString()!;
    }

    static async Task<JsonElement> FailedAsync(HttpClient admin, string number)
    {
        var failed = await TestHost.UntilAsync(admin, $"/api/applications/{number}", c => c.GetProperty("hasIncident").GetBoolean());
        return Open(failed).Single();
    }

    static List<JsonElement> Open(JsonElement shown) => [.. shown.GetProperty("incidents").EnumerateArray().Where(i => i.GetProperty("isOpen").GetBoolean())];
}
