using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class InboxTests(TestHost host)
{
    [Fact]
    public async Task Many_tasks_are_claimed_at_once_and_each_has_its_own_result()
    {
        var (_, one) = await A.TaskForManagersAsync(host);
        var (_, other) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        await (await other.ActAsync(manager, "claim")).OkAsync();

        var results = await (await manager.PostAsJsonAsync("/api/inbox/bulk", new { action = "claim", items = new object[] { Item(one), Item(other), new { id = (string?)"none", revision = 0 } } })).OkAsync();
        var completed = await (await manager.PostAsJsonAsync("/api/inbox/bulk", new { action = "complete", outcome = "Approve", items = new[] { new { id = one.Text("id"), revision = 1 } } })).OkAsync();

        results.EnumerateArray().Select(r => r.GetProperty("status").GetInt32()).Should().Equal(200, 409, 404);
        results[1].Text("problem").Should().Contain("manager did Claim");
        completed[0].GetProperty("status").GetInt32().Should().Be(403);
        completed[0].Text("problem").Should().StartWith("Expected a step whose flow lets many be completed at once");
        await (await manager.PostAsJsonAsync("/api/inbox/bulk", new { action = "suspend", items = new[] { Item(one) } })).ProblemAsync(422);
    }

    [Fact]
    public async Task What_to_take_next_is_ordered_by_expected_loss_and_an_inbox_is_counted()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");

        var next = await manager.GetFromJsonAsync<JsonElement>("/api/inbox/next?count=200");
        var counts = await manager.GetFromJsonAsync<JsonElement>("/api/inbox/counts?scope=available&by=stage");

        var losses = next.EnumerateArray().Select(n => n.GetProperty("expectedLoss").GetDouble()).ToList();
        losses.Should().BeInDescendingOrder();
        next.EnumerateArray().Select(n => n.GetProperty("task").Text("id")).Should().Contain(task.Text("id"));
        counts.EnumerateArray().Sum(c => c.GetProperty("count").GetInt32()).Should().BePositive();
        await (await manager.GetAsync("/api/inbox/counts?by=colour")).ProblemAsync(400);
    }

    [Fact]
    public async Task A_view_saved_by_one_is_seen_by_the_group_it_is_shared_with()
    {
        var (manager, analyst) = (await host.AsAsync("manager"), await host.AsAsync("analyst"));

        await (await manager.PutAsJsonAsync("/api/inbox/views/late", new { name = "Late", query = "scope=team&sort=due", revision = 0, sharedWith = "managers" })).OkAsync();

        (await manager.GetFromJsonAsync<JsonElement>("/api/inbox/views"))[0].Text("query").Should().Be("scope=team&sort=due");
        (await analyst.GetFromJsonAsync<JsonElement>("/api/inbox/views")).GetArrayLength().Should().Be(0);
        await (await manager.PutAsJsonAsync("/api/inbox/views/late", new { name = "Late", query = "scope=all", revision = 0 })).ProblemAsync(409);
        await (await analyst.PutAsJsonAsync("/api/inbox/views/mine", new { name = "Mine", query = "", revision = 0, sharedWith = "managers" })).ProblemAsync(422);
    }

    [Fact]
    public async Task Whoever_is_asked_is_told_once()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var (manager, reviewer) = (await host.AsAsync("manager"), await host.AsAsync("reviewer"));

        await (await task.ActAsync(manager, "ask", new { to = "reviewer", text = "Is the lease valid?" })).OkAsync();
        var told = await TestHost.UntilAsync(reviewer, "/api/notices?unread=true", n => n.GetProperty("items").EnumerateArray().Any(i => i.Text("caseNumber") == number));

        told.GetProperty("items").EnumerateArray().Count(i => i.Text("caseNumber") == number).Should().Be(1);
        told.GetProperty("unread").GetInt32().Should().BePositive();
        (await reviewer.PostAsJsonAsync("/api/notices/read", new { until = "2099-01-01T00:00:00Z" })).IsSuccessStatusCode.Should().BeTrue();
        (await reviewer.GetFromJsonAsync<JsonElement>("/api/notices?unread=true")).GetProperty("totalCount").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task The_clock_of_a_task_stands_still_while_the_applicant_is_waited_for()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();

        var suspended = await (await claimed.ActAsync(manager, "suspend", new { reason = "Asked for the lease", waitingFor = "applicant" })).OkAsync();
        var paused = await manager.GetFromJsonAsync<JsonElement>($"/api/applications/{number}/clocks");
        var resumed = await (await suspended.ActAsync(manager, "resume")).OkAsync();
        var clocks = await manager.GetFromJsonAsync<JsonElement>($"/api/applications/{number}/clocks");

        claimed.GetProperty("clock").Text("status").Should().Be("running");
        suspended.GetProperty("clock").Text("status").Should().Be("paused");
        suspended.GetProperty("dueAt").ValueKind.Should().Be(JsonValueKind.Null);
        resumed.GetProperty("clock").GetProperty("spans").GetArrayLength().Should().Be(3);
        paused[0].Text("status").Should().Be("paused", "the case waits with its task");
        clocks[0].Text("key").Should().Be("case");
        clocks[0].GetProperty("targetMinutes").GetDouble().Should().BePositive();
    }

    static object Item(JsonElement task) => new { id = task.Text("id"), revision = task.GetProperty("revision").GetInt32() };
}
