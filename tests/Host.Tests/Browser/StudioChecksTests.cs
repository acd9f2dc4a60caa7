using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>The list of what checks found, beside Studio's editor.</summary>
[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class StudioChecksTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task Findings_are_listed_gravest_first_and_lead_to_their_step()
    {
        await DraftAsync("checks-flawed", flow =>
        {
            flow["variables"]!.AsArray().Add(JsonNode.Parse("""{"id":"idle","name":"idle","typeName":"String"}"""));
            Step(flow, "scoring").Remove("application");
        });
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);

        await OpenAsync(owner.Page, "checks-flawed");
        await Expect(owner.Page.GetByRole(AriaRole.Img, new() { Name = "1 error" })).ToBeVisibleAsync();
        await owner.Page.Locator("#checks-tab").ClickAsync();
        await Expect(owner.Page.Locator(".lf-check code")).ToHaveTextAsync(["missing-input", "unused-variable"]);
        await owner.Page.ShouldBeAccessibleAsync("what is ours around Studio", "#bar", "#checks");
        await owner.Page.Locator("button.lf-check").ClickAsync();

        await Expect(owner.Page.Locator(".x6-node-selected elsa-activity-wrapper")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Score the application"));
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task What_is_found_follows_every_save()
    {
        await DraftAsync("checks-saved", _ => { });
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await OpenAsync(owner.Page, "checks-saved");
        await owner.Page.Locator("#checks-tab").ClickAsync();
        await Expect(owner.Page.GetByText("Nothing found. This version can be published.")).ToBeVisibleAsync();

        await StudioCanvas.DropAsync(owner.Page, "Lending", "Scoring");

        await Expect(owner.Page.Locator(".lf-check code", new() { HasText = "missing-input" }).First).ToBeVisibleAsync();
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task On_a_phone_the_list_is_a_sheet_in_Chinese_that_gives_way_to_the_step()
    {
        await DraftAsync("checks-phone", flow => Step(flow, "scoring").Remove("application"));
        var owner = await chromium.VisitAsync(host, "owner", width: 390, height: 844);
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await owner.Page.EvaluateAsync("localStorage.setItem('lendflow.language', 'zh')");

        await OpenAsync(owner.Page, "checks-phone");
        await owner.Page.Locator("#checks-tab").ClickAsync();
        await owner.Page.Locator("button.lf-check", new() { HasText = "信用评分" }).ClickAsync();

        await Expect(owner.Page.Locator(".x6-node-selected")).ToBeInViewportAsync();
        await Expect(owner.Page.Locator("#checks-list")).ToBeHiddenAsync();
        (await owner.OverflowAsync()).Should().BeLessThanOrEqualTo(0);
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Findings_that_cannot_be_had_are_asked_for_again()
    {
        await DraftAsync("checks-away", _ => { });
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await owner.Page.RouteAsync("**/findings?*", route => route.AbortAsync("failed"));
        await OpenAsync(owner.Page, "checks-away");
        await owner.Page.Locator("#checks-tab").ClickAsync();
        await Expect(owner.Page.Locator("#checks-list").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await owner.Page.UnrouteAllAsync();
        await owner.Button("Check again").ClickAsync();

        await Expect(owner.Page.GetByText("Nothing found. This version can be published.")).ToBeVisibleAsync();
        traffic.Troubles.Should().OnlyContain(t => t.StartsWith("net::ERR_FAILED") && t.Contains("/findings?"), "that was cut off on purpose");
        owner.Complaints.Should().OnlyContain(c => c.Contains("ERR_FAILED"), "the browser says so for the same reason");
    }

    /// <summary>A draft of the shipped flow, changed.</summary>
    async Task DraftAsync(string definitionId, Action<JsonObject> change)
    {
        using var owner = await host.AsAsync("owner");
        var flow = JsonNode.Parse(await owner.GetStringAsync("/api/flows/loan-origination/export"))!.AsObject();
        (flow["id"], flow["definitionId"], flow["name"], flow["isPublished"]) = (null, definitionId, definitionId, false);
        change(flow);
        await (await owner.PutAsync($"/api/flows/{definitionId}/draft", Answers.Json(flow.ToJsonString()))).OkAsync();
    }

    static JsonObject Step(JsonObject flow, string id) => flow["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == id)!.AsObject();

    static async Task OpenAsync(IPage page, string definitionId)
    {
        await page.GotoAsync($"/studio/workflows/definitions/{definitionId}/edit");
        await Expect(page.Locator("elsa-activity-wrapper").First).ToBeVisibleAsync();
        await StudioCanvas.SettledAsync(page);
    }
}
