using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class InboxPageTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_day_of_work_needs_no_mouse()
    {
        var (number, _) = await A.TaskForManagersAsync(host);
        var desk = await DeskAsync("manager");

        await desk.ListAsync("scope=available");
        await desk.PressAsync("/");
        await desk.TypeAsync(number);
        await Expect(desk.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = number })).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator("[data-row-key]")).ToHaveCountAsync(1);
        await desk.PressAsync("Enter", "Enter");
        await desk.ClaimAsync();
        await desk.StartAsync("q", "Ask");
        await desk.ChooseAsync("analyst");
        await desk.PressAsync("Tab");
        await Expect(desk.Dialog("Ask").Locator("textarea")).ToBeFocusedAsync();
        await desk.TypeAsync("Did you see the stock?");
        await desk.PressAsync("Control+Enter");
        await desk.SeesAsync("1 open question");
        await desk.PressAsync("1");
        await desk.TypeAsync("Sound business, enough cash flow.");
        await desk.PressAsync("Control+Enter");

        await desk.SeesAsync("Completed: Approve");
        await Expect(desk.Task).ToBeHiddenAsync();
        await desk.PressAsync("?");
        await Expect(desk.Dialog("Keyboard shortcuts")).ToContainTextAsync("Take the task that loses most by waiting");
    }

    [BrowserFact]
    public async Task Of_two_who_want_one_task_one_has_it_and_the_other_reads_who()
    {
        var task = await AFlow.ReviewAsync(host, "RACE-1", quorum: 2);
        var other = await host.AsAsync("manager");
        var desk = await DeskAsync("admin");
        await desk.OpenAsync(task["managers"]);
        var manager = await DeskAsync("manager");
        await manager.OpenAsync(task["managers"]);

        // The page does not hear of it before it asks: what was seen is what is claimed.
        await manager.Page.RouteAsync("**/api/tasks/*", route => route.AbortAsync());
        await manager.Page.RouteAsync("**/api/live", route => route.AbortAsync());
        await (await task["managers"].ActAsync(other, "claim")).OkAsync();
        await manager.PressAsync("c");

        await manager.SeesAsync("Someone else was faster");
        await manager.SeesAsync("manager did Claim");
        await desk.SeesAsync("Claimed by Mei Manager");
    }

    [BrowserFact]
    public async Task Many_are_claimed_and_completed_at_once_where_the_flow_allows_it()
    {
        foreach (var number in new[] { "ROUTINE-1", "ROUTINE-2", "ROUTINE-3" }) await AFlow.RoutineAsync(host, number);
        var desk = await DeskAsync("manager");

        await desk.ListAsync("scope=available&search=ROUTINE-");
        await desk.PressAsync("Shift+X");
        await desk.SeesAsync("3 tasks selected");
        await desk.Page.GetByRole(AriaRole.Region, new() { Name = "What to do with the selected tasks" }).GetByRole(AriaRole.Button, new() { Name = "Claim" }).ClickAsync();
        await desk.SeesAsync("All 3 are done");
        await desk.PressAsync("Enter");
        await desk.ListAsync("scope=mine&search=ROUTINE-");
        await desk.PressAsync("Shift+X");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Complete…" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Radio, new() { Name = "Done" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Do it for 3 tasks" }).ClickAsync();

        await desk.SeesAsync("All 3 are done");
    }

    [BrowserFact]
    public async Task A_view_is_saved_with_its_filters_and_found_again()
    {
        await AFlow.RoutineAsync(host, "VIEW-1");
        var desk = await DeskAsync("manager");

        await desk.ListAsync("scope=team&due=week&group=step&search=VIEW-");
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Tick the list" })).ToBeVisibleAsync();
        await desk.PressAsync("Shift+V");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save this view…" }).ClickAsync();
        await desk.TypeAsync("This week");
        await desk.PressAsync("Enter");
        await desk.SeesAsync("is saved");
        await desk.ListAsync("scope=mine");
        await desk.PressAsync("Shift+V");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "This week", Exact = true }).ClickAsync();

        await Expect(desk.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("scope=team.*group=step.*due=week"));
    }

    [BrowserFact]
    public async Task A_new_task_appears_without_a_reload()
    {
        var desk = await DeskAsync("manager");
        await desk.ListAsync("scope=available&search=ARRIVES-");
        await desk.SeesAsync("No task matches");

        await AFlow.RoutineAsync(host, "ARRIVES-1");

        await Expect(desk.Page.GetByText("ARRIVES-1")).ToBeVisibleAsync(new() { Timeout = 4_000 });
    }

    async Task<InboxDesk> DeskAsync(string user) => new(await chromium.VisitAsync(host, user));
}
