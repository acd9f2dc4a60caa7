using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class AccessibilityTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task The_pages_of_staff_are_accessible()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var manager = await chromium.VisitAsync(host, "manager");

        foreach (var path in new[] { "/inbox", "/team", $"/inbox/{task.Text("id")}", "/cases", $"/cases/{number}", $"/cases/{number}?tab=data", $"/cases/{number}?tab=score", "/apply" })
            await IsAccessibleAsync(manager.Page, path);
    }

    [BrowserFact]
    public async Task The_pages_are_accessible_on_a_phone()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var director = await chromium.VisitAsync(host, "director", width: 390, height: 844);

        foreach (var path in new[] { "/inbox", "/team", "/tables", "/tables/authority-matrix", "/tables/calendars/cn", $"/inbox/{task.Text("id")}", $"/cases/{number}", "/apply" })
            await IsAccessibleAsync(director.Page, path);
    }

    [BrowserFact]
    public async Task The_pages_of_process_owners_are_accessible()
    {
        var owner = await chromium.VisitAsync(host, "owner");

        foreach (var path in new[] { "/flows", "/flows/import", "/tables", "/tables/authority-matrix", "/tables/calendars/cn", "/tables/sla-policies", "/deliveries" }) await IsAccessibleAsync(owner.Page, path);
    }

    [BrowserFact]
    public async Task The_dialogs_of_a_task_are_accessible()
    {
        var (_, task) = await A.TaskForManagersAsync(host);
        await (await task.ActAsync(await host.AsAsync("manager"), "claim")).OkAsync();
        var manager = new InboxDesk(await chromium.VisitAsync(host, "manager"));
        await manager.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await manager.OpenAsync(task);
        await manager.SeesAsync("Choose an outcome");

        foreach (var (key, name) in new[] { ("p", "Pause"), ("q", "Ask"), ("m", "Comment"), ("l", "Follow up"), ("t", "Attach a document"), ("d", "Delegate"), ("f", "Forward"), ("a", "Assign"), ("r", "Return for rework"), ("w", "Applicant withdraws") })
        {
            await manager.StartAsync(key, name);
            await manager.Page.ShouldBeAccessibleAsync($"the dialog {name}");
            await manager.Page.Keyboard.PressAsync("Escape");
            await Expect(manager.Dialog(name)).ToHaveCountAsync(0);
        }
    }

    [BrowserFact]
    public async Task What_opens_over_a_page_is_accessible()
    {
        var (number, _) = await A.TaskForManagersAsync(host);
        var manager = await chromium.VisitAsync(host, "manager");

        await OpensAsync(manager, $"/inbox?search={number}", "Shift+F");
        await OpensAsync(manager, $"/inbox?search={number}", "?");
        await OpensAsync(manager, "/team", manager.Button("Enter an absence"));
        await OpensAsync(manager, "/team", manager.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Credit manager" }).First.GetByRole(AriaRole.Button).First);
        await OpensAsync(manager, $"/cases/{number}?tab=documents", manager.Page.GetByRole(AriaRole.Button, new() { Name = "Upload document" }));
        await OpensAsync(manager, "/cases", manager.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notices") }));
    }

    [BrowserFact]
    public async Task The_sign_in_is_accessible()
    {
        var visitor = await chromium.VisitAsync(host, "auditor");

        await visitor.Page.Context.ClearCookiesAsync();

        await IsAccessibleAsync(visitor.Page, "/sign-in");
    }

    static Task OpensAsync(Visitor visitor, string path, string key) => OpensAsync(visitor.Page, path, () => visitor.Page.Keyboard.PressAsync(key));

    static Task OpensAsync(Visitor visitor, string path, ILocator button) => OpensAsync(visitor.Page, path, () => button.ClickAsync());

    static async Task OpensAsync(IPage page, string path, Func<Task> open)
    {
        await IsAccessibleAsync(page, path);
        await open();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync($"what opens over {path}");
    }

    static async Task IsAccessibleAsync(IPage page, string path)
    {
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce }); // What is half faded in would seem to lack contrast.
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await Expect(page.Locator(".ant-skeleton")).ToHaveCountAsync(0);

        await page.ShouldBeAccessibleAsync(path);
    }
}
