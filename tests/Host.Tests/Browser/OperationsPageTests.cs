using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Trait("Category", "Browser")]
public sealed class OperationsPageTests(TestHost host, Chromium chromium) : IClassFixture<TestHost>, IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task An_operator_sees_why_a_case_stands_still_what_cancelling_it_would_end_and_cancels_it_with_a_reason()
    {
        var number = await FailingCaseAsync(host);
        var admin = await chromium.VisitAsync(host, "admin", width: 390, height: 844);

        await admin.Page.GotoAsync("/operations");
        var stuck = admin.Page.Locator("li", new() { HasText = number });
        await Expect(stuck).ToContainTextAsync("A step failed");
        await stuck.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Cancel case" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync("The contract cannot be written");
        await admin.Button("Show what would happen").ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Region, new() { Name = "What would happen" })).ToContainTextAsync("ends");
        (await admin.OverflowAsync()).Should().BeLessThanOrEqualTo(0);
        await admin.Button("Carry out").ClickAsync();

        await Expect(admin.Page.GetByText("Done. The case goes on.")).ToBeVisibleAsync();
        await Expect(stuck).ToHaveCountAsync(0);
        admin.Complaints.Should().BeEmpty();
    }

    /// <summary>Its contract cannot be written: the font has no sign for a character of its purpose.</summary>
    internal static async Task<string> FailingCaseAsync(TestHost host)
    {
        using var officer = await host.AsAsync("officer");
        var application = await A.LoanApplicationAsync(host);
        application["purpose"] = "Shop for 𪚥";
        var number = (await (await officer.SendAsync(A.Submit(application))).OkAsync()).Text("number")!;
        await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.GetProperty("hasIncident").GetBoolean());
        return number;
    }
}
