using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>The genuine Elsa Studio on our server. It runs in the browser, so nothing but a browser shows that it works.</summary>
[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class StudioTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_process_owner_opens_the_loan_flow_from_the_list_adds_a_step_and_publishes()
    {
        var (flow, steps) = await CopyOfLoanFlowAsync("studio-loan");
        var owner = await chromium.VisitAsync(host, "admin");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);

        await owner.Page.GotoAsync("/studio/workflows/definitions?search=studio-loan");
        await owner.Page.Locator("tbody tr", new() { HasText = flow }).Locator("td").Nth(2).ClickAsync();
        await Expect(owner.Page.Locator("elsa-activity-wrapper")).ToHaveCountAsync(steps);
        (await WithoutOurIconAsync(owner.Page)).Should().BeEmpty();

        await StudioCanvas.DropAsync(owner.Page, "Console", "Write Line");
        await Expect(owner.Page.Locator("elsa-activity-wrapper")).ToHaveCountAsync(steps + 1);
        var published = await StudioCanvas.PublishAsync(owner.Page);

        var answer = (await published.JsonAsync())!.Value;
        answer.TryGetProperty("workflowDefinition", out var definition).Should().BeTrue("the publication was answered {0}", answer);
        definition.GetProperty("isPublished").GetBoolean().Should().BeTrue();
        definition.GetProperty("root").GetProperty("activities").GetArrayLength().Should().Be(steps + 1);
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_publication_that_the_checks_refuse_says_why_in_Studio()
    {
        var (flow, steps) = await CopyOfLoanFlowAsync("studio-refused");
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await StudioCanvas.OpenAsync(owner.Page, flow, steps);

        await StudioCanvas.DropAsync(owner.Page, "Lending", "Scoring");
        await Expect(owner.Page.Locator("elsa-activity-wrapper")).ToHaveCountAsync(steps + 1);
        var refused = await StudioCanvas.PublishAsync(owner.Page);

        refused.Status.Should().Be(400);
        await Expect(owner.Page.GetByText("to be bound").First).ToBeVisibleAsync();
        await Expect(owner.Page.Locator("elsa-activity-wrapper")).ToHaveCountAsync(steps + 1);
        traffic.Troubles.Should().OnlyContain(t => t.StartsWith("400: POST") && t.EndsWith("/workflow-definitions"), "the refusal is all that may be answered so");
        owner.Complaints.Should().OnlyContain(c => c.Contains("400 (Bad Request)"), "the browser writes down the refusal");
    }

    [BrowserFact]
    public async Task A_case_can_be_watched_step_by_step_and_only_one_part_of_Studio_is_alive()
    {
        var (flow, _) = await CopyOfLoanFlowAsync("studio-watched");
        using var owner = await host.AsAsync("owner");
        var run = await owner.PostAsync($"/elsa/api/workflow-definitions/{flow}/execute", Answers.Json("""{"versionOptions":"Latest"}"""));
        var visitor = await chromium.VisitAsync(host, "auditor");
        var traffic = new Traffic(visitor.Page, host.ClientOptions.BaseAddress);

        await visitor.Page.GotoAsync("/studio/workflows/instances");
        await Expect(visitor.Page.GetByText("You can look at everything and change nothing.")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("elsa-workflow-instance-list tbody tr").First).ToBeVisibleAsync();
        await visitor.Page.EvaluateAsync($"history.pushState(null, '', '/studio/workflows/instances/{run.Headers.GetValues("x-elsa-workflow-instance-id").Single()}/view')");

        await Expect(visitor.Page.Locator("elsa-workflow-instance-viewer elsa-activity-wrapper", new() { HasText = "Check documents" })).ToBeVisibleAsync();
        await visitor.Page.Locator(".mud-tab", new() { HasText = "Incidents" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Expected input 'application'").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#stage > *")).ToHaveCountAsync(1);
        traffic.Troubles.Should().BeEmpty();
        visitor.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task The_back_button_leads_through_what_was_shown_in_Studio()
    {
        var owner = await chromium.VisitAsync(host, "owner");
        var page = owner.Page;
        var traffic = new Traffic(page, host.ClientOptions.BaseAddress);
        ILocator Shown(string part) => page.Locator($"#stage > elsa-workflow-{part}");

        await page.GotoAsync("/studio/workflows/definitions/loan-origination/edit");
        await ShouldStayAsync("definition-editor", "/definitions/loan-origination/edit");
        await page.Locator(".lf-tabs").GetByText("Instances").ClickAsync();
        await ShouldStayAsync("instance-list", "/instances?page=1&pageSize=10");
        await page.Locator(".lf-tabs").GetByText("Definitions").ClickAsync();
        await ShouldStayAsync("definition-list", "/definitions?page=1&pageSize=10");
        await page.GoBackAsync();
        await ShouldStayAsync("instance-list", "/instances?page=1&pageSize=10");
        await page.GoBackAsync();
        await ShouldStayAsync("definition-editor", "/definitions/loan-origination/edit");

        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();

        async Task ShouldStayAsync(string part, string address)
        {
            await Expect(Shown(part)).ToBeVisibleAsync();
            await StudioCanvas.SettledAsync(page);
            await Expect(Shown(part)).ToBeVisibleAsync();
            page.Url.Should().EndWith($"/studio/workflows{address}", "a list writes its page into the address of what is shown");
        }
    }

    [BrowserFact]
    public async Task An_editor_that_was_left_leaves_nothing_behind()
    {
        var owner = await chromium.VisitAsync(host, "owner");
        var (page, alive) = (owner.Page, new List<int>());
        var traffic = new Traffic(page, host.ClientOptions.BaseAddress);
        await page.GotoAsync("/studio/workflows/definitions/loan-origination/edit");

        for (var visits = 0; visits < 4; visits++)
        {
            if (visits > 0) await page.GoBackAsync();
            await Expect(page.Locator("elsa-activity-wrapper").First).ToBeVisibleAsync();
            await StudioCanvas.SettledAsync(page);
            await page.Locator(".lf-tabs").GetByText("Instances").ClickAsync();
            await Expect(page.Locator("elsa-workflow-instance-list table").First).ToBeVisibleAsync();
            await StudioCanvas.SettledAsync(page);
            alive.Add(await NodesAsync(page));
        }

        for (var collections = 0; collections < 5 && alive[^1] > alive[1] + 1_000; collections++) alive.Add(await NodesAsync(page)); // One that has just been left may still be held by what is about to end.

        alive[^1].Should().BeLessThan(alive[1] + 1_000, "an editor has 2,500 nodes, and two more were left since; alive were {0}", string.Join(", ", alive));
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    /// <summary>How many nodes the browser holds once it has thrown away what nothing refers to. What ends with the first collection is freed by
    /// the second.</summary>
    static async Task<int> NodesAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("HeapProfiler.collectGarbage");
        await StudioCanvas.SettledAsync(page);
        await tools.SendAsync("HeapProfiler.collectGarbage");
        return (await tools.SendAsync("Memory.getDOMCounters"))!.Value.GetProperty("nodes").GetInt32();
    }

    [BrowserFact]
    public async Task Whoever_is_not_signed_in_signs_in_and_comes_back_to_Studio()
    {
        var owner = await chromium.VisitAsync(host, "owner", width: 390, height: 844);
        var page = owner.Page;
        await page.Context.ClearCookiesAsync();
        var traffic = new Traffic(page, host.ClientOptions.BaseAddress);

        await page.GotoAsync("/studio/workflows/definitions/loan-origination/edit");
        await page.GetByLabel("User name").FillAsync("owner");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestHost.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Expect(page.Locator("elsa-activity-wrapper").First).ToBeVisibleAsync();
        page.Url.Should().EndWith("/studio/workflows/definitions/loan-origination/edit");
        (await owner.OverflowAsync()).Should().BeLessThanOrEqualTo(0, "the page must fit a phone");
        traffic.Troubles.Where(t => !t.StartsWith("401: GET ", StringComparison.Ordinal)).Should().BeEmpty("but for who asks before the sign-in");
        owner.Complaints.Should().OnlyContain(c => c.Contains("401 (Unauthorized)"), "whoever is not signed in is told so");
    }

    /// <returns>The definition id, and how many steps are drawn.</returns>
    async Task<(string Flow, int Steps)> CopyOfLoanFlowAsync(string definitionId)
    {
        using var admin = await host.AsAsync("admin");
        var file = JsonNode.Parse(await admin.GetStringAsync("/elsa/api/workflow-definitions/loan-origination/export?versionOptions=Published"))!.AsObject();
        (file["id"], file["definitionId"], file["name"]) = (null, definitionId, definitionId);
        await (await admin.PostAsync("/elsa/api/workflow-definitions/import", Answers.Json(file.ToJsonString()))).OkAsync();
        return (definitionId, file["root"]!["activities"]!.AsArray().Count);
    }

    /// <summary>Steps of lending on the canvas that are drawn with Studio's icon for unknown types.</summary>
    static Task<string[]> WithoutOurIconAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('elsa-activity-wrapper')]
          .filter(step => /"type":"Lend/.test(step.getAttribute('activity-json')))
          .filter(step => !getComputedStyle(step.querySelector('.activity-icon'), '::before').maskImage.includes('svg'))
          .map(step => step.textContent)
        """);
}

/// <summary>What a page asks for, and what goes wrong with it.</summary>
internal sealed class Traffic
{
    readonly ConcurrentQueue<string> _troubles = [];

    public Traffic(IPage page, Uri home)
    {
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != home.Authority) _troubles.Enqueue($"asked a stranger: {request.Url}");
        };
        page.RequestFailed += (_, request) =>
        {
            if (request.Failure != "net::ERR_ABORTED") _troubles.Enqueue($"{request.Failure}: {request.Url}"); // Asked for by a page that was left.
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) _troubles.Enqueue($"{response.Status}: {response.Request.Method} {response.Url}");
        };
    }

    public IReadOnlyCollection<string> Troubles => _troubles;
}
