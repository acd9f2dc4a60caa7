using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

/// <summary>What operators see of cases that do not get on, and what they do about it.</summary>
[Collection(nameof(OneHost))]
public sealed class OperationsTests(TestHost host)
{
    [Fact]
    public async Task A_case_with_an_incident_is_listed_with_its_step_and_is_gone_from_the_list_once_it_was_cancelled()
    {
        using var admin = await host.AsAsync("admin");
        var number = await FailingCaseAsync();
        var stuck = await StuckAsync(admin, number);

        var steps = await admin.GetFromJsonAsync<JsonElement>($"/api/operations/instances/{stuck.Text("instanceId")}/steps");
        var cancel = await admin.PostAsJsonAsync($"/api/instances/{stuck.Text("instanceId")}/alterations", new { alterations = new[] { new { type = "cancel" } }, reason = "Cannot be written" });
        var after = await TestHost.UntilAsync(admin, "/api/operations?pageSize=200", o => OfCase(o, number).Count == 0);

        stuck.Text("reason").Should().Be("incident");
        stuck.Text("detail").Should().StartWith("Expected");
        steps.EnumerateArray().Select(s => s.Text("id")).Should().Contain(stuck.Text("what"));
        cancel.StatusCode.Should().Be(HttpStatusCode.OK);
        after.GetProperty("underWay").GetProperty("commitsLastMinute").GetInt32().Should().BePositive();
    }

    [Fact]
    public async Task An_incident_of_any_instance_is_retried_with_a_reason()
    {
        using var admin = await host.AsAsync("admin");
        var number = await FailingCaseAsync();
        var stuck = await StuckAsync(admin, number);
        var path = $"/api/operations/instances/{stuck.Text("instanceId")}/incidents/retry";

        var without = await admin.PostAsJsonAsync(path, new { incidentId = stuck.Text("incidentId"), reason = "" });
        var retry = await admin.PostAsJsonAsync(path, new { incidentId = stuck.Text("incidentId"), reason = "Font was installed" });
        var again = await TestHost.UntilAsync(admin, "/api/operations?pageSize=200", o => OfCase(o, number).Any(s => s.Text("incidentId") != stuck.Text("incidentId")));

        without.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        retry.StatusCode.Should().Be(HttpStatusCode.Accepted);
        OfCase(again, number).Should().ContainSingle();
    }

    [Fact]
    public async Task What_does_not_get_on_is_found_by_reason_flow_and_age_and_page_by_page()
    {
        using var admin = await host.AsAsync("admin");
        var numbers = new[] { await FailingCaseAsync(), await FailingCaseAsync() };
        foreach (var number in numbers) await StuckAsync(admin, number);
        const string OfLoans = "reason=incident&flow=loan-origination";

        var all = await LookAsync(admin, OfLoans + "&pageSize=200");
        var first = await LookAsync(admin, OfLoans + "&pageSize=1");
        var second = await LookAsync(admin, OfLoans + "&pageSize=1&page=1");
        var others = await Task.WhenAll(LookAsync(admin, "reason=waitsForNothing&pageSize=200"), LookAsync(admin, "flow=another&pageSize=200"), LookAsync(admin, "olderThanMinutes=60&pageSize=200"));
        var unknown = await admin.GetAsync("/api/operations?reason=tired");

        numbers.Should().AllSatisfy(n => OfCase(all, n).Should().ContainSingle());
        all.GetProperty("stuckCount").GetInt32().Should().Be(all.GetProperty("stuck").GetArrayLength());
        first.GetProperty("stuckCount").GetInt32().Should().Be(all.GetProperty("stuckCount").GetInt32());
        Ids(first).Concat(Ids(second)).Should().Equal(Ids(all).Take(2));
        others.Should().AllSatisfy(o => numbers.Should().AllSatisfy(n => OfCase(o, n).Should().BeEmpty()));
        unknown.StatusCode.Should().Be(HttpStatusCode.BadRequest);

        static List<string?> Ids(JsonElement operations) => [.. operations.GetProperty("stuck").EnumerateArray().Select(s => s.Text("incidentId"))];
    }

    [Fact]
    public async Task Every_counterparty_is_shown_with_its_circuit_and_its_limit()
    {
        using var owner = await host.AsAsync("owner");
        await FailingCaseAsync();

        var operations = await TestHost.UntilAsync(owner, "/api/operations", o => o.GetProperty("counterparties").GetArrayLength() > 0);

        operations.GetProperty("counterparties").EnumerateArray().Should().Contain(c => c.Text("name") == "credit bureau" && c.Text("circuit") == "closed" && c.GetProperty("atOnce").GetInt32() == 16);
    }

    [Fact]
    public async Task Staff_may_not_look()
    {
        using var officer = await host.AsAsync("officer");

        (await officer.GetAsync("/api/operations")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    /// <summary>Its contract cannot be written: the font has no sign for a character of its purpose.</summary>
    async Task<string> FailingCaseAsync()
    {
        using var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        application["purpose"] = "Shop for 𪚥";
        return (await (await officer.SendAsync(A.Submit(application))).OkAsync()).Text("number")!;
    }

    static Task<JsonElement> LookAsync(HttpClient admin, string query) => admin.GetFromJsonAsync<JsonElement>($"/api/operations?{query}");

    static async Task<JsonElement> StuckAsync(HttpClient admin, string number) =>
        OfCase(await TestHost.UntilAsync(admin, "/api/operations?pageSize=200", o => OfCase(o, number).Count > 0), number).Single();

    static List<JsonElement> OfCase(JsonElement operations, string number) => [.. operations.GetProperty("stuck").EnumerateArray().Where(s => s.Text("case") == number)];
}
