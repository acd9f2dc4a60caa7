using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class TasksTests(TestHost host)
{
    [Fact]
    public async Task A_manager_finds_claims_and_completes_the_task_of_a_case()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");

        var available = await manager.GetFromJsonAsync<JsonElement>($"/api/tasks?scope=available&search={number}");
        var claimed = await (await ActAsync(manager, task, "claim")).OkAsync();
        var mine = await manager.GetFromJsonAsync<JsonElement>($"/api/tasks?scope=mine&search={number}");
        var completed = await (await ActAsync(manager, claimed, "complete", new { outcome = "Approve", comment = "Sound business" })).OkAsync();

        available.GetProperty("items")[0].Text("id").Should().Be(task.Text("id"));
        available.GetProperty("counts").GetProperty("available").GetInt32().Should().BePositive();
        claimed.Text("assignee").Should().Be("manager");
        claimed.Text("whyNot").Should().Contain("manager claimed it");
        mine.GetProperty("totalCount").GetInt32().Should().Be(1);
        completed.Text("status").Should().Be("completed");
        var paid = await TestHost.UntilAsync(manager, $"/api/applications/{number}", c => c.Text("status") == "disbursed");
        paid.GetProperty("opinions")[0].Text("actor").Should().Be("manager");
        paid.GetProperty("approval").Text("decision").Should().Be("approved");
    }

    [Fact]
    public async Task Who_is_no_candidate_sees_no_task_and_may_not_claim_it()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var reviewer = await host.AsAsync("reviewer");

        var available = await reviewer.GetFromJsonAsync<JsonElement>($"/api/tasks?scope=available&search={number}");
        var seen = await reviewer.GetFromJsonAsync<JsonElement>($"/api/tasks/{task.Text("id")}");

        available.GetProperty("totalCount").GetInt32().Should().Be(0);
        seen.GetProperty("claimable").GetBoolean().Should().BeFalse();
        seen.Text("whyNot").Should().StartWith("Expected a member of managers");
        await (await ActAsync(reviewer, task, "claim")).ProblemAsync(403);
        await (await reviewer.GetAsync("/api/tasks?scope=all")).ProblemAsync(403);
    }

    [Fact]
    public async Task A_task_that_went_on_refuses_commands_on_what_it_was_and_names_who_acted()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        await (await ActAsync(manager, task, "claim")).OkAsync();

        var problem = await (await ActAsync(manager, task, "claim")).ProblemAsync(409);

        problem.Text("detail").Should().Contain("manager did Claim");
    }

    [Fact]
    public async Task An_unknown_outcome_and_missing_reasons_are_refused_and_the_task_stays_open()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        var claimed = await (await ActAsync(manager, task, "claim")).OkAsync();

        var unknown = await (await ActAsync(manager, claimed, "complete", new { outcome = "Perhaps", comment = "" })).ProblemAsync(422);
        var bare = await (await ActAsync(manager, claimed, "complete", new { outcome = "Decline" })).ProblemAsync(422);

        unknown.Paths().Should().Equal("$.outcome");
        bare.Paths().Should().BeEquivalentTo("$.comment", "$.reasonCodes");
        (await manager.GetFromJsonAsync<JsonElement>($"/api/tasks/{task.Text("id")}")).Text("status").Should().Be("reserved");
    }

    [Fact]
    public async Task A_repeated_command_is_answered_as_the_first_time_and_a_second_one_is_refused()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        var claimed = await (await ActAsync(manager, task, "claim")).OkAsync();
        var decline = new { outcome = "Decline", comment = "Unsaleable stock", reasonCodes = new[] { "unacceptable-purpose" } };

        await (await ActAsync(manager, claimed, "complete", decline, "op-1")).OkAsync();
        await (await ActAsync(manager, claimed, "complete", decline, "op-1")).OkAsync();

        await (await ActAsync(manager, claimed, "complete", decline)).ProblemAsync(409);
    }

    [Fact]
    public async Task Somebody_else_may_not_complete_a_claimed_task()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var claimed = await (await ActAsync(await host.AsAsync("manager"), task, "claim")).OkAsync();

        await (await ActAsync(await host.AsAsync("director"), claimed, "complete", new { outcome = "Approve" })).ProblemAsync(403);
    }

    [Fact]
    public async Task Nobody_can_be_handed_a_task_who_does_not_exist()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        var claimed = await (await ActAsync(manager, task, "claim")).OkAsync();

        (await (await ActAsync(manager, claimed, "delegate", new { to = "nobody" })).ProblemAsync(422)).Paths().Should().Equal("$.to");
        (await (await ActAsync(manager, claimed, "forward", new { group = "nobodies" })).ProblemAsync(422)).Paths().Should().Equal("$.group");
        await (await manager.PostAsJsonAsync("/api/tasks/none/claim", new { revision = 1 })).ProblemAsync(404);
        await (await manager.GetAsync("/api/tasks?scope=everything")).ProblemAsync(400);
    }

    static Task<HttpResponseMessage> ActAsync(HttpClient person, JsonElement task, string action, object? more = null, string? operationId = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["revision"] = task.GetProperty("revision").GetInt32();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tasks/{task.Text("id")}/{action}") { Content = Answers.Json(body.ToJsonString()) };
        if (operationId is not null) request.Headers.Add("Operation-Id", operationId);
        return person.SendAsync(request);
    }
}
