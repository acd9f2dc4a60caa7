using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>Faults of Studio's package that lose work, and that must not from here: the list is in docs/decisions/0014.</summary>
[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class StudioFaultsTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    Traffic _traffic = null!;

    [BrowserFact]
    public async Task A_touch_of_the_bar_beside_the_palette_loses_nothing()
    {
        var (owner, api, flow) = await OpenAsync("fault-bar");
        var page = owner.Page;
        await StudioCanvas.DropAsync(page, "Console", "Write Line", 60, 60);

        var canvas = (await StudioCanvas.Canvas(page).BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(canvas.X - 5, canvas.Y + 200);
        await Expect(page.Locator("elsa-activity-wrapper")).ToHaveCountAsync(1);
        await StudioCanvas.DropAsync(page, "Console", "Write Line", 60, 200);

        await TestHost.UntilAsync(api, Latest(flow), d => Steps(d) == 2);
        ShouldHaveGoneWell(owner);
    }

    [BrowserFact]
    public async Task What_was_drawn_last_is_saved_before_another_page_of_Studio_is_shown()
    {
        var (owner, api, flow) = await OpenAsync("fault-left");
        var page = owner.Page;
        await StudioCanvas.DropAsync(page, "Console", "Write Line", 60, 60);

        await new StudioPanes(page).OpenAsync("WriteLine1", "Text");
        await page.Locator("form.mud-form input").First.FillAsync("typed last");
        await page.Locator(".lf-tabs").GetByText("Instances").ClickAsync();

        await Expect(page.Locator("elsa-workflow-instance-list")).ToBeVisibleAsync();
        await StudioCanvas.SettledAsync(page);
        await Expect(page.Locator("elsa-workflow-instance-list")).ToBeVisibleAsync();
        var drawn = await api.GetStringAsync(Latest(flow));
        drawn.Should().Contain("typed last");
        ShouldHaveGoneWell(owner);
    }

    [BrowserFact]
    public async Task The_browser_asks_before_a_tab_is_closed_on_what_is_not_saved_yet()
    {
        var (owner, _, _) = await OpenAsync("fault-closed");
        var page = owner.Page;
        await StudioCanvas.DropAsync(page, "Console", "Write Line", 60, 60);
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        var saving = new TaskCompletionSource();
        await page.RouteAsync("**/elsa/api/workflow-definitions", async route =>
        {
            await saving.Task; // A slow line.
            await route.ContinueAsync();
        });

        await new StudioPanes(page).OpenAsync("WriteLine1", "Text");
        await page.Locator("form.mud-form input").First.FillAsync("typed last");
        await page.RunAndWaitForRequestAsync(() => page.Keyboard.PressAsync("Tab"), "**/elsa/api/workflow-definitions");
        await page.CloseAsync(new() { RunBeforeUnload = true });

        (await asked.Task).Should().Be("beforeunload");
        saving.SetResult();
        ShouldHaveGoneWell(owner);
    }

    [BrowserFact]
    public async Task What_was_typed_into_a_code_editor_is_kept_whatever_is_pressed_next()
    {
        var (owner, api, flow) = await OpenAsync("fault-typed", """
            {"id":"script","name":"RunJavaScript1","type":"Elsa.RunJavaScript","version":1,"metadata":{"designer":{"position":{"x":30,"y":40},"size":{"width":180,"height":50}}}},
            {"id":"line","name":"WriteLine1","type":"Elsa.WriteLine","version":1,"metadata":{"designer":{"position":{"x":330,"y":40},"size":{"width":160,"height":50}}}}
            """);
        var (page, panes) = (owner.Page, new StudioPanes(owner.Page));

        await panes.OpenAsync("RunJavaScript1", "Script");
        await panes.WriteAsync("Script", "'begun'");
        await panes.TypeIntoAsync("Script", "'another step'");
        await page.Locator("elsa-activity-wrapper", new() { HasText = "WriteLine1" }).ClickAsync();
        await Expect(panes.Control("Text")).ToBeVisibleAsync();
        await TestHost.UntilAsync(api, Latest(flow), d => d.ToString().Contains("another step", StringComparison.Ordinal));

        await panes.OpenAsync("RunJavaScript1", "Script");
        await panes.WriteAsync("Script", "'begun again'");
        await panes.TypeIntoAsync("Script", "'published'");
        var asked = await StudioCanvas.PublishAsync(page);

        StudioCanvas.IsSaveOf(asked, "'published'").Should().BeTrue("{0} was sent", asked.Request.PostData);
        ShouldHaveGoneWell(owner);
    }

    /// <summary>A new flow, open in the editor; of nothing, when no steps are given.</summary>
    async Task<(Visitor Owner, HttpClient Api, string Flow)> OpenAsync(string flow, string steps = "")
    {
        var api = await host.AsAsync("owner");
        var model = """{"model":{"definitionId":"FLOW","name":"FLOW","root":{"id":"f","type":"Elsa.Flowchart","activities":[STEPS]}}}""".Replace("FLOW", flow).Replace("STEPS", steps);
        await (await api.PostAsync("/elsa/api/workflow-definitions", Answers.Json(model))).OkAsync();
        var owner = await chromium.VisitAsync(host, "owner");
        _traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await StudioCanvas.OpenAsync(owner.Page, flow, steps: steps.Split("\"type\"").Length - 1);
        await Expect(StudioCanvas.Canvas(owner.Page)).ToBeVisibleAsync();
        return (owner, api, flow);
    }

    void ShouldHaveGoneWell(Visitor owner)
    {
        _traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    static string Latest(string flow) => $"/elsa/api/workflow-definitions/by-definition-id/{flow}?versionOptions=Latest";

    static int Steps(JsonElement definition) => definition.GetProperty("root").TryGetProperty("activities", out var steps) ? steps.GetArrayLength() : 0;
}
