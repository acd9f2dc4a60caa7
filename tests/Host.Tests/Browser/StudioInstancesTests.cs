using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>The list of instances, and a run that a failure holds, in the genuine Studio.</summary>
[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class StudioInstancesTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_waiting_run_is_cancelled_and_then_deleted_from_the_bulk_menu()
    {
        using var api = await host.AsAsync("owner");
        await RunAsync(api, "bulk-list", "Elsa.Event", "eventName");
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        var row = owner.Page.Locator("#stage tbody tr", new() { HasText = "bulk-list" });

        await owner.Page.GotoAsync("/studio/workflows/instances");
        await Expect(row).ToContainTextAsync("Suspended");
        await InBulkAsync(owner.Page, row, "Cancel");
        await Expect(row).ToContainTextAsync("Cancelled");
        await InBulkAsync(owner.Page, row, "Delete");

        await Expect(row).ToHaveCountAsync(0);
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_failed_step_is_skipped_beside_the_viewer_and_the_viewer_shows_it()
    {
        using var api = await host.AsAsync("owner");
        var run = await RunAsync(api, "failed-view", "Elsa.Fault", "message");
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);

        await owner.Page.GotoAsync($"/studio/workflows/instances/{run}/view");
        await owner.Page.Locator("#incidents").GetByRole(AriaRole.Button, new() { Name = "Skip" }).ClickAsync();
        var dialog = owner.Page.Locator("dialog[open]");
        await owner.Page.ShouldBeAccessibleAsync("the way out of a failure", "#bar", "#incidents");
        await dialog.Locator("textarea").FillAsync("Known, and harmless");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Skip" }).ClickAsync();

        await Expect(owner.Page.Locator("#incidents")).ToBeHiddenAsync();
        await TestHost.UntilAsync(api, $"/elsa/api/workflow-instances/{run}", i => i.Text("subStatus") == "Finished");
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task The_way_out_of_a_failure_is_in_Chinese_and_fits_a_phone()
    {
        using var api = await host.AsAsync("owner");
        var run = await RunAsync(api, "failed-phone", "Elsa.Fault", "message");
        var owner = await chromium.VisitAsync(host, "owner", width: 390, height: 844);
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await owner.Page.EvaluateAsync("localStorage.setItem('lendflow.language', 'zh')");

        await owner.Page.GotoAsync($"/studio/workflows/instances/{run}/view");
        await owner.Page.Locator("#incidents").GetByRole(AriaRole.Button, new() { Name = "重试" }).ClickAsync();

        var dialog = owner.Page.Locator("dialog[open]");
        await Expect(dialog.Locator("textarea")).ToBeInViewportAsync(new() { Ratio = 1 });
        (await dialog.InnerTextAsync()).Should().NotMatchRegex("[A-Za-z]{4,}", "everything said there is ours");
        await owner.Page.ShouldBeAccessibleAsync("the dialog", "dialog");
        (await owner.OverflowAsync()).Should().BeLessThanOrEqualTo(0);
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_publisher_is_offered_to_publish_and_nothing_that_draws()
    {
        var publisher = await chromium.VisitAsync(host, "publisher");
        var page = publisher.Page;
        var traffic = new Traffic(page, host.ClientOptions.BaseAddress);

        await page.GotoAsync("/studio/workflows/definitions");
        await page.Locator("#stage tbody tr .mud-menu button").First.ClickAsync();

        await Expect(page.GetByText("You can look at everything and publish")).ToBeVisibleAsync();
        await Expect(page.Locator(".mud-popover-open .mud-menu-item:visible")).ToHaveTextAsync(["View", "Publish", "Unpublish", "Export"]);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" })).ToHaveCountAsync(0);
        traffic.Troubles.Should().BeEmpty();
        publisher.Complaints.Should().BeEmpty();
    }

    static async Task InBulkAsync(IPage page, ILocator row, string action)
    {
        await row.Locator("input[type=checkbox]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bulk actions" }).ClickAsync();
        await page.Locator(".mud-popover-open .mud-menu-item", new() { HasText = action }).ClickAsync();
        await StudioCanvas.PressUntilGoneAsync(page.Locator(".mud-dialog button").Last, page.Locator(".mud-dialog"));
    }

    static async Task<string> RunAsync(HttpClient api, string flow, string type, string input)
    {
        var drawn = """{"model":{"definitionId":"FLOW","name":"FLOW","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{"id":"s","type":"TYPE","version":1,"INPUT":{"typeName":"String","expression":{"type":"Literal","value":"never"}}}]}}}""";
        await (await api.PostAsync("/elsa/api/workflow-definitions", Answers.Json(drawn.Replace("FLOW", flow).Replace("TYPE", type).Replace("INPUT", input)))).OkAsync();
        var run = await api.PostAsync($"/elsa/api/workflow-definitions/{flow}/execute", Answers.Json("{}"));
        return run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }
}
