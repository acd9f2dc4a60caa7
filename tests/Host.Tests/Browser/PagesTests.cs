using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class PagesTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task An_application_goes_from_the_form_over_the_inbox_to_the_money()
    {
        var officer = await chromium.VisitAsync(host, "officer");
        var application = await A.LoanApplicationAsync(host, 600_000m);

        var number = await new ApplyPages(officer).SubmitAsync(application);
        var manager = await chromium.VisitAsync(host, "manager");
        await ApproveAsync(manager, number);
        await manager.Page.GotoAsync($"/cases/{number}");

        await Expect(manager.Page.GetByText("Disbursed; the case is closed")).ToBeVisibleAsync();
        await Expect(manager.Page.GetByText("Disbursed", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(manager.Page.GetByText("Where the time went")).ToBeVisibleAsync();
        await Expect(manager.Page.GetByText("Completed with Approve")).ToBeVisibleAsync();
        officer.Complaints.Concat(manager.Complaints).Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Pages_fit_a_phone_without_errors()
    {
        var (number, task) = await A.TaskForManagersAsync(host);
        var director = await chromium.VisitAsync(host, "director", width: 390, height: 844);
        var owner = await chromium.VisitAsync(host, "owner", width: 390, height: 844);

        foreach (var path in new[] { "/inbox", $"/inbox/{task.GetProperty("id").GetString()}", "/cases", $"/cases/{number}", $"/cases/{number}?tab=data", $"/cases/{number}?tab=score", "/apply" })
            await FitsAsync(director, path);
        foreach (var path in new[] { "/flows", "/team", "/tables", "/tables/authority-matrix", "/tables/calendars/cn", "/deliveries" }) await FitsAsync(owner, path);
    }

    [BrowserFact]
    public async Task Everything_can_be_read_in_Chinese()
    {
        var officer = await chromium.VisitAsync(host, "officer", width: 390, height: 844);

        await officer.Page.GetByText("简体中文").ClickAsync();

        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "待办箱" })).ToBeVisibleAsync();
        await officer.Page.GotoAsync("/apply");
        await Expect(officer.Page.GetByText("流动资金贷款")).ToBeVisibleAsync();
        await Expect(officer.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
    }

    static async Task ApproveAsync(Visitor manager, string number)
    {
        await manager.Page.GetByPlaceholder("Borrower, number, task…").FillAsync(number);
        await manager.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = number }).GetByRole(AriaRole.Button).First.ClickAsync();
        await manager.Button("Claim").ClickAsync();
        await manager.Button("Approve").ClickAsync();
        await manager.Page.GetByLabel("Comment").FillAsync("Sound business, enough cash flow.");
        await manager.Button("Complete: Approve").ClickAsync();
        await Expect(manager.Page.GetByText("Completed: Approve")).ToBeVisibleAsync();
    }

    static async Task FitsAsync(Visitor visitor, string path)
    {
        await visitor.Page.GotoAsync(path);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".ant-skeleton")).ToHaveCountAsync(0);

        (await visitor.OverflowAsync()).Should().BeLessThanOrEqualTo(0, "{0} must fit", path);
        visitor.Complaints.Should().BeEmpty("{0} must work", path);
    }
}
