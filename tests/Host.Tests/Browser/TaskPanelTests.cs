using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class TaskPanelTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_task_is_delegated_done_by_the_other_and_comes_back()
    {
        var task = await AFlow.RoutineAsync(host, "DELEGATE-1");
        await (await task.ActAsync(await host.AsAsync("manager"), "claim")).OkAsync();
        var (manager, director) = (await DeskAsync("manager"), await DeskAsync("director"));

        await manager.OpenAsync(task);
        await manager.SeesAsync("Choose an outcome");
        await manager.StartAsync("d", "Delegate");
        await manager.ChooseAsync("director");
        await manager.PressAsync("Control+Enter");
        await manager.SeesAsync("Claimed by Dara Director");
        await director.OpenAsync(task);
        await director.SeesAsync("Delegated by Mei Manager");
        await director.PressAsync("b");

        await director.SeesAsync("Handed back");
        await manager.SeesAsync("Choose an outcome");
    }

    [BrowserFact]
    public async Task A_substitute_sees_and_does_the_tasks_of_who_is_away()
    {
        var tasks = await AFlow.ReviewAsync(host, "AWAY-1", quorum: 2);
        var now = TimeProvider.System.GetUtcNow();
        var absent = await (await (await host.AsAsync("reviewer")).PostAsJsonAsync("/api/absences", new { substitute = "officer", from = now.AddMinutes(-1), until = now.AddHours(1) })).OkAsync();
        var officer = await DeskAsync("officer");

        await officer.OpenAsync(tasks["reviewers"]);
        await officer.ClaimAsync();
        await officer.SeesAsync("You do this in place of Rui Reviewer, who is away.");
        await officer.PressAsync("1", "Control+Enter");

        await officer.SeesAsync("Completed: Approve");
        (await (await host.AsAsync("reviewer")).DeleteAsync(new Uri($"/api/absences/{absent.Text("id")}", UriKind.Relative))).IsSuccessStatusCode.Should().BeTrue();
    }

    [BrowserFact]
    public async Task A_review_is_followed_to_its_quorum()
    {
        var tasks = await AFlow.ReviewAsync(host, "QUORUM-1", quorum: 2);
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(tasks["managers"]);
        await manager.SeesAsync("0 of 2 needed to approve");

        await tasks["analysts"].CompleteAsync(host, "analyst", "Approve");
        await manager.SeesAsync("1 of 2 needed to approve");
        await manager.ClaimAsync();
        await manager.PressAsync("1", "Control+Enter");

        await manager.SeesAsync("Completed: Approve");
        await manager.OpenAsync(tasks["reviewers"]);
        await manager.SeesAsync("2 of 2 needed to approve");
        await manager.SeesAsync("No longer asked");
    }

    [BrowserFact]
    public async Task A_veto_decides_a_review_alone()
    {
        var tasks = await AFlow.ReviewAsync(host, "VETO-1", quorum: 2);
        var analyst = await DeskAsync("analyst");
        await analyst.OpenAsync(tasks["analysts"]);
        await analyst.SeesAsync("Veto");

        await tasks["managers"].CompleteAsync(host, "manager", "Decline");

        await analyst.SeesAsync("The veto decides");
        await analyst.SeesAsync("This task is finished.");
    }

    [BrowserFact]
    public async Task A_deadlock_goes_to_one_person_who_decides()
    {
        var tasks = await AFlow.ReviewAsync(host, "DEADLOCK-1", quorum: 2, seats: """[{"group":"analysts"},{"group":"reviewers"}]""");
        var director = await DeskAsync("director");

        await tasks["analysts"].CompleteAsync(host, "analyst", "Approve");
        await tasks["reviewers"].CompleteAsync(host, "reviewer", "Decline");
        await director.ListAsync("scope=available&search=DEADLOCK-1");
        await director.PressAsync("j", "Enter");
        await director.SeesAsync("The seats cannot agree. One person decides now.");
        await director.SeesAsync("Decides the deadlock");
        await director.ClaimAsync();
        await director.PressAsync("1", "Control+Enter");

        await director.SeesAsync("Completed: Approve");
    }

    [BrowserFact]
    public async Task The_clock_stands_still_until_the_applicant_has_answered()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        await (await task.ActAsync(await host.AsAsync("manager"), "claim")).OkAsync();
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(task);
        await manager.SeesAsync("Choose an outcome");

        await manager.StartAsync("p", "Pause");
        await manager.TypeAsync("Asked for the lease");
        await manager.PressAsync("Control+Enter");
        await manager.SeesAsync("Waiting for the applicant");
        await manager.SeesAsync("Asked for the lease");
        await manager.PressAsync("g");

        await manager.SeesAsync("The clock runs again.");
        await manager.SeesAsync("Choose an outcome");
    }

    [BrowserFact]
    public async Task Who_is_asked_answers_without_having_the_task()
    {
        var tasks = await AFlow.ReviewAsync(host, "ASK-1", quorum: 2);
        await (await tasks["managers"].ActAsync(await host.AsAsync("manager"), "ask", new { to = "officer", text = "Is the lease valid?" })).OkAsync();
        var officer = await DeskAsync("officer");

        await officer.ListAsync("scope=asked&search=ASK-1");
        await officer.PressAsync("j", "Enter");
        await officer.SeesAsync("Mei Manager asks you");
        await officer.StartAsync("y", "Answer");
        await officer.TypeAsync("Until 2029.");
        await officer.PressAsync("Control+Enter");

        await officer.SeesAsync("Answered.");
        await Expect(officer.Page.GetByRole(AriaRole.Tab, new() { Name = "Discussion (1)" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_refusal_is_read_where_it_was_asked()
    {
        var tasks = await AFlow.ReviewAsync(host, "REFUSED-1", quorum: 2);
        await tasks["analysts"].ActAsync(await host.AsAsync("analyst"), "claim");
        var analyst = await DeskAsync("analyst");
        await analyst.OpenAsync(tasks["analysts"]);
        await analyst.SeesAsync("Choose an outcome");

        await analyst.StartAsync("d", "Delegate");
        await analyst.ChooseAsync("analyst");
        await analyst.PressAsync("Control+Enter");

        await Expect(analyst.Dialog("Delegate").GetByRole(AriaRole.Alert)).ToContainTextAsync("Expected somebody else, but analyst has the task.");
    }

    async Task<InboxDesk> DeskAsync(string user) => new(await chromium.VisitAsync(host, user));
}
