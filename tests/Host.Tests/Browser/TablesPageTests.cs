using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class TablesPageTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_row_that_is_taken_away_shows_as_a_gap_and_cannot_be_saved()
    {
        var owner = await chromium.VisitAsync(host, "owner");
        await owner.Page.GotoAsync("/tables/authority-matrix");
        await owner.Button("Edit").ClickAsync();
        await Expect(owner.Page.GetByText("Every case has exactly one row")).ToBeVisibleAsync();

        await owner.Button("Small and good: decided by the machine").First.ClickAsync();
        await owner.Button("Remove row").ClickAsync();

        await Expect(owner.Page.GetByText("Nobody decides").First).ToBeVisibleAsync();
        await Expect(owner.Page.GetByText("Expected one row for every case, but none covers").First).ToBeVisibleAsync();
        await owner.Page.GetByPlaceholder("Why").FillAsync("Less work");
        await Expect(owner.Button("Save as an edition")).ToBeDisabledAsync();
        await owner.Button("Try").ClickAsync();
        await Expect(owner.Page.GetByText("Stay")).ToBeVisibleAsync();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_calendar_is_a_picture_of_a_year_with_its_holidays()
    {
        var manager = await chromium.VisitAsync(host, "manager");

        await manager.Page.GotoAsync("/tables/calendars/cn");

        await Expect(manager.Page.GetByText("October")).ToBeVisibleAsync();
        await Expect(manager.Page.Locator("td[data-kind=off]").First).ToBeVisibleAsync();
        await Expect(manager.Page.GetByText("The calendar covers 2020-01-01 to 2026-12-31")).ToBeVisibleAsync();
        await Expect(manager.Button("Edit")).ToHaveCountAsync(0);
        manager.Complaints.Should().BeEmpty();
    }
}
