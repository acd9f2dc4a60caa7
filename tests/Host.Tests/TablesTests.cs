using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class TablesTests(TestHost host)
{
    [Fact]
    public async Task A_matrix_with_a_hole_is_refused_and_one_without_holds_from_its_day_on()
    {
        var owner = await host.AsAsync("owner");
        var draft = await MatrixAsync(owner);
        draft["version"] = 2;
        draft["effectiveFrom"] = "2090-01-01";
        var holed = draft.DeepClone();
        holed["rows"]!.AsArray().RemoveAt(0);

        var check = await (await owner.PostAsJsonAsync("/api/tables/check", new { name = "authority-matrix", table = holed })).OkAsync();
        var refused = await (await owner.PostAsJsonAsync("/api/tables", new { name = "authority-matrix", table = holed, reason = "Less work" })).ProblemAsync(422);
        await (await (await host.AsAsync("officer")).PostAsJsonAsync("/api/tables", new { name = "authority-matrix", table = draft, reason = "Mine" })).ProblemAsync(403);
        (await owner.PostAsJsonAsync("/api/tables", new { name = "authority-matrix", table = draft, reason = "From 2090 on" })).IsSuccessStatusCode.Should().BeTrue();

        check.GetProperty("problems")[0].Text("message").Should().Contain("none covers");
        refused.Text("detail").Should().StartWith("Expected");
        var editions = await owner.GetFromJsonAsync<JsonElement>("/api/tables/authority-matrix");
        editions.EnumerateArray().Select(e => e.GetProperty("version").GetInt32()).Should().Equal(1, 2);
        await (await owner.PostAsJsonAsync("/api/tables", new { name = "authority-matrix", table = draft, reason = "Again" })).ProblemAsync(422);
    }

    [Fact]
    public async Task A_draft_is_tried_on_the_cases_of_the_past()
    {
        await A.TaskForManagersAsync(host);
        var owner = await host.AsAsync("owner");
        var draft = await MatrixAsync(owner);
        foreach (var row in draft["rows"]!.AsArray().Where(row => row!["approvers"]!.AsArray().Count > 0)) row!["level"] = 9;

        var tried = await (await owner.PostAsJsonAsync("/api/tables/authority-matrix/try", new { table = draft, from = "2020-01-01T00:00:00Z", until = "2099-01-01T00:00:00Z" })).OkAsync();

        tried.GetProperty("changed").GetInt32().Should().BePositive();
        tried.GetProperty("moved")[0].GetProperty("to").GetProperty("level").GetInt32().Should().Be(9);
        tried.GetProperty("cases").GetInt32().Should().Be(tried.GetProperty("changed").GetInt32() + tried.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task The_calendar_knows_make_up_days_and_refuses_what_was_not_announced()
    {
        var officer = await host.AsAsync("officer");

        var days = await officer.GetFromJsonAsync<JsonElement>("/api/calendars/cn/days?from=2026-02-13&until=2026-02-15");
        var added = await officer.GetFromJsonAsync<JsonElement>("/api/calendars/cn/add?from=2026-02-14T17:30:00%2B08:00&minutes=60");
        var between = await officer.GetFromJsonAsync<JsonElement>("/api/calendars/cn/between?from=2026-02-14T17:30:00%2B08:00&until=2026-02-24T09:30:00%2B08:00");

        days.EnumerateArray().Select(d => (d.GetProperty("isWorked").GetBoolean(), d.Text("kind"))).Should().Equal((true, null), (true, "makeUp"), (false, "off"));
        added.GetProperty("at").GetDateTimeOffset().Should().Be(new DateTimeOffset(2026, 2, 24, 9, 30, 0, TimeSpan.FromHours(8)));
        between.GetProperty("minutes").GetDouble().Should().Be(60);
        (await (await officer.GetAsync("/api/calendars/cn/add?from=2027-03-01T09:00:00%2B08:00&minutes=60")).ProblemAsync(422)).Text("detail").Should().Contain("2026-12-31");
    }

    static async Task<JsonNode> MatrixAsync(HttpClient owner) =>
        JsonNode.Parse((await owner.GetFromJsonAsync<JsonElement>("/api/tables/authority-matrix"))[0].GetProperty("content").GetRawText())!;
}
