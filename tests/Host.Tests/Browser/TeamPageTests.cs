using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class TeamPageTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_manager_hands_a_task_over_by_selection()
    {
        var (number, _) = await A.TaskForManagersAsync(host);
        var manager = await chromium.VisitAsync(host, "manager");
        await manager.Page.GotoAsync("/team");

        await manager.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Credit manager" }).First.GetByRole(AriaRole.Button).First.ClickAsync();
        await manager.Page.GetByPlaceholder("Borrower, number, task…").FillAsync(number);
        await manager.Page.GetByLabel($"Approve the loan {number}").CheckAsync();
        await manager.Page.GetByLabel("Hand over to").FillAsync("Mei");
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.Button("Hand over").ClickAsync();

        await Expect(manager.Page.GetByText("1 task handed to Mei Manager")).ToBeVisibleAsync();
        var mine = await (await host.AsAsync("manager")).GetFromJsonAsync<JsonElement>($"/api/tasks?scope=mine&search={number}");
        mine.GetProperty("totalCount").GetInt32().Should().Be(1);
        manager.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task An_absence_is_entered_and_shown_with_who_covers()
    {
        var api = await host.AsAsync("manager");
        var now = TimeProvider.System.GetUtcNow();
        var absence = await (await api.PostAsJsonAsync("/api/absences", new { person = "director", substitute = "analyst", from = now.AddHours(-1), until = now.AddDays(2), reason = "annual leave" })).OkAsync();
        var manager = await chromium.VisitAsync(host, "manager");

        await manager.Page.GotoAsync("/team");

        await Expect(manager.Page.GetByText("covers Dara Director")).ToBeVisibleAsync();
        await Expect(manager.Page.GetByText("covered by Ana Analyst")).ToBeVisibleAsync();
        await manager.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Dara Director" }).GetByRole(AriaRole.Button).ClickAsync();
        await manager.Page.GetByRole(AriaRole.Tooltip).GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await Expect(manager.Page.GetByText("Nobody is away")).ToBeVisibleAsync();
        absence.GetProperty("id").GetString().Should().NotBeNull();
        manager.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task The_bell_counts_what_is_new_and_is_silent_once_it_is_read()
    {
        var admin = await chromium.VisitAsync(host, "admin");

        await admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notices, \\d+ new$") }).ClickAsync();
        await Expect(admin.Page.GetByText("the work calendar ends").First).ToBeVisibleAsync();
        await admin.Button("Mark all as read").ClickAsync();

        await Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Notices", Exact = true })).ToHaveCountAsync(1);
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Delivery log" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Delivery log" })).ToBeVisibleAsync();
    }
}
