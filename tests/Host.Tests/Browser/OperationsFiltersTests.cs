using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>More stands still here than fits a page, so nothing else is looked for on this host.</summary>
[Trait("Category", "Browser")]
public sealed class OperationsFiltersTests(TestHost host, Chromium chromium) : IClassFixture<TestHost>, IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task An_operator_pages_through_what_stands_still_and_looks_for_one_reason_alone()
    {
        const int Page = 25;
        for (var i = 0; i <= Page; i++) await OperationsPageTests.FailingCaseAsync(host);
        var admin = await chromium.VisitAsync(host, "admin");

        await admin.Page.GotoAsync("/operations");
        var failed = admin.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "A step failed" });
        await Expect(failed).ToHaveCountAsync(Page);
        await admin.Page.GetByRole(AriaRole.Listitem, new() { Name = "2", Exact = true }).ClickAsync();
        await Expect(failed).Not.ToHaveCountAsync(Page);
        await Expect(failed.First).ToBeVisibleAsync();
        await ChooseAsync(admin.Page, "Reason", "Waits for nothing");

        await Expect(admin.Page.GetByText("Nothing that stands still fits these filters")).ToBeVisibleAsync();
        admin.Page.Url.Should().EndWith("/operations?reason=waitsForNothing");
        await ChooseAsync(admin.Page, "Reason", "A step failed");
        await Expect(failed).ToHaveCountAsync(Page);
        await admin.Button("Clear filters").ClickAsync();
        await Expect(admin.Button("Clear filters")).ToHaveCountAsync(0);
        admin.Complaints.Should().BeEmpty();
    }

    static async Task ChooseAsync(IPage page, string filter, string choice)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = filter }).ClickAsync();
        await page.Locator(".ant-select-item-option").Filter(new() { HasText = choice }).ClickAsync();
        await Expect(page.Locator(".ant-select-item-option:visible")).ToHaveCountAsync(0);
    }
}
