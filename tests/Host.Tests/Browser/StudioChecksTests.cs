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
    public async Task A_finding_inside_another_step_leads_to_that_step_and_to_itself_once_the_inside_is_open()
    {
        using var api = await host.AsAsync("owner");
        await (await api.PostAsync("/elsa/api/workflow-definitions", Answers.Json(Nested))).OkAsync();
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await OpenAsync(owner.Page, "checks-nested");
        await owner.Page.Locator("#checks-tab").ClickAsync();
        var finding = owner.Page.Locator("button.lf-check", new() { HasText = "missing-input" }).First;
        var chosen = owner.Page.Locator(".x6-node-selected elsa-activity-wrapper:visible");

        await finding.ClickAsync();
        await Expect(chosen).ToContainTextAsync("Only sometimes");

        await OpenAsync(owner.Page, "checks-nested"); // What is selected has handles over its ports.
        await owner.Page.Locator("[data-port-name='Then']").ClickAsync();
        await Expect(owner.Page.Locator("elsa-activity-wrapper:visible", new() { HasText = "Inner score" })).ToBeVisibleAsync();
        await owner.Page.Locator("#checks-tab").ClickAsync();
        await finding.ClickAsync();
        await Expect(chosen).ToContainTextAsync("Inner score");
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    const string Nested = """
        {"model":{"definitionId":"checks-nested","name":"checks-nested","root":{"id":"outer","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"if1","name":"Only sometimes","type":"Elsa.If","version":1,"condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"True"}},
           "metadata":{"designer":{"position":{"x":60,"y":60},"size":{"width":220,"height":90}}},
           "then":{"id":"inner","type":"Elsa.Flowchart","version":1,"activities":[
             {"id":"deep","name":"Inner score","type":"Lending.Scoring","version":1,"metadata":{"designer":{"position":{"x":60,"y":60},"size":{"width":180,"height":50}}}}],"connections":[]}}],
          "connections":[]}},"publish":false}
        """;

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
