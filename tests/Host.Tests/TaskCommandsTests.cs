using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Host.Tests;

[Collection(nameof(OneHost))]
public sealed class TaskCommandsTests(TestHost host)
{
    [Fact]
    public async Task A_task_is_suspended_resumed_and_looked_at_again_later()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();

        var suspended = await (await claimed.ActAsync(manager, "suspend", new { reason = "Asked for the lease", waitingFor = "applicant" })).OkAsync();
        var resumed = await (await suspended.ActAsync(manager, "resume")).OkAsync();
        var later = await (await resumed.ActAsync(manager, "follow-up", new { at = "2099-01-01T09:00:00Z" })).OkAsync();

        suspended.Text("status").Should().Be("suspended");
        suspended.Text("waitingFor").Should().Be("applicant");
        resumed.Text("status").Should().Be("reserved");
        var page = await manager.GetFromJsonAsync<JsonElement>("/api/tasks?scope=followUp&pageSize=200");
        page.GetProperty("items").EnumerateArray().Select(t => t.Text("id")).Should().Contain(later.Text("id"));
        await (await later.ActAsync(manager, "release")).OkAsync();
    }

    [Fact]
    public async Task Authority_does_not_pass_by_delegation_nor_by_substitution()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var (manager, analyst) = (await host.AsAsync("manager"), await host.AsAsync("analyst"));
        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();

        var delegated = await (await claimed.ActAsync(manager, "delegate", new { to = "analyst" })).ProblemAsync(403);
        var assigned = await (await claimed.ActAsync(manager, "assign", new { to = "analyst" })).ProblemAsync(403);
        var absence = await (await manager.PostAsJsonAsync("/api/absences", new { substitute = "analyst", from = "2020-01-01T00:00:00Z", until = "2099-01-01T00:00:00Z", reason = "leave" })).OkAsync();
        var mine = await analyst.GetFromJsonAsync<JsonElement>($"/api/tasks?scope=mine&search={number}");
        var completed = await (await claimed.ActAsync(analyst, "complete", new { outcome = "Approve" })).ProblemAsync(403);

        delegated.Text("detail").Should().StartWith("Expected a member of managers, who decide");
        assigned.Text("detail").Should().Be("Expected a member of managers, but analyst is not one.");
        mine.GetProperty("totalCount").GetInt32().Should().Be(1, "a substitute sees the tasks of the absent");
        completed.Text("detail").Should().StartWith("Expected a member of managers, who decide");
        await (await analyst.DeleteAsync($"/api/absences/{absence.Text("id")}")).ProblemAsync(403);
        (await manager.DeleteAsync($"/api/absences/{absence.Text("id")}")).IsSuccessStatusCode.Should().BeTrue();
        (await analyst.GetFromJsonAsync<JsonElement>($"/api/tasks?scope=mine&search={number}")).GetProperty("totalCount").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_question_reaches_who_is_asked_and_a_comment_keeps_whom_it_addresses()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var (manager, analyst) = (await host.AsAsync("manager"), await host.AsAsync("analyst"));

        var asked = await (await task.ActAsync(manager, "ask", new { to = "analyst", text = "Is the lease valid?" })).OkAsync();
        var inbox = await analyst.GetFromJsonAsync<JsonElement>($"/api/tasks?scope=asked&search={number}");
        var answered = await (await task.ActAsync(analyst, "answer", new { questionId = "q1", text = "Until 2029." })).OkAsync();
        var commented = await (await task.ActAsync(manager, "comment", new { comment = "Thanks @analyst, not @nobody." })).OkAsync();

        asked.GetProperty("questions")[0].Text("to").Should().Be("analyst");
        inbox.GetProperty("totalCount").GetInt32().Should().Be(1);
        answered.GetProperty("questions")[0].Text("reply").Should().Be("Until 2029.");
        commented.GetProperty("history").EnumerateArray().Last().GetProperty("mentions").EnumerateArray().Select(m => m.GetString()).Should().Equal("analyst");
        await (await task.ActAsync(manager, "attach", new { documentId = "none" })).ProblemAsync(422);
    }

    [Fact]
    public async Task Who_submitted_a_case_is_let_through_only_by_a_second_person()
    {
        var officer = await host.AsAsync("manager");
        var receipt = await (await officer.SendAsync(A.Submit(await A.LoanApplicationAsync(host, 600_000m)))).OkAsync();
        var of = await TestHost.UntilAsync(officer, $"/api/applications/{receipt.Text("number")}", c => c.GetProperty("openTasks").GetArrayLength() > 0);
        var task = of.GetProperty("openTasks")[0];
        var (manager, admin) = (await host.AsAsync("manager"), await host.AsAsync("admin"));

        var refused = await (await task.ActAsync(manager, "claim")).ProblemAsync(403);
        var asked = await (await task.ActAsync(manager, "override", new { reason = "The only manager on duty, the seller leaves at noon" })).OkAsync();
        await (await asked.ActAsync(manager, "override/grant")).ProblemAsync(403);
        var granted = await (await asked.ActAsync(admin, "override/grant")).OkAsync();
        var claimed = await (await granted.ActAsync(manager, "claim")).OkAsync();

        refused.Text("detail").Should().Be("Expected someone who has not acted on this case, but manager did submit");
        claimed.GetProperty("override").Text("grantedBy").Should().Be("admin");
        claimed.Text("assignee").Should().Be("manager");
    }

    [Fact]
    public async Task A_case_is_withdrawn_from_its_task_unless_the_task_went_on()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var manager = await host.AsAsync("manager");
        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();

        await (await task.ActAsync(manager, "withdraw", new { reason = "The applicant found another bank" })).ProblemAsync(409);
        (await claimed.ActAsync(manager, "withdraw", new { reason = "The applicant found another bank" })).IsSuccessStatusCode.Should().BeTrue();

        (await manager.GetFromJsonAsync<JsonElement>($"/api/applications/{number}")).Text("status").Should().Be("withdrawn");
        (await manager.GetFromJsonAsync<JsonElement>($"/api/tasks/{task.Text("id")}")).Text("status").Should().Be("cancelled");
    }

    [Fact]
    public async Task Colleagues_are_listed_with_their_groups()
    {
        var people = await (await host.AsAsync("officer")).GetFromJsonAsync<JsonElement>("/api/people");

        people.EnumerateArray().Single(p => p.Text("name") == "manager").GetProperty("groups").EnumerateArray().Select(g => g.GetString()).Should().Equal("managers");
    }
}
