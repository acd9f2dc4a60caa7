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
    public async Task The_sign_in_is_accessible()
    {
        var visitor = await chromium.VisitAsync(host, "auditor");

        await visitor.Page.Context.ClearCookiesAsync();

        await IsAccessibleAsync(visitor.Page, "/sign-in");
    }

    static async Task IsAccessibleAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await Expect(page.Locator(".ant-skeleton")).ToHaveCountAsync(0);

        await page.ShouldBeAccessibleAsync(path);
    }
}
