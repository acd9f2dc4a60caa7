using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>What is done by hand in Studio's editor.</summary>
static class StudioCanvas
{
    public static async Task OpenAsync(IPage page, string definitionId, int steps)
    {
        await page.GotoAsync($"/studio/workflows/definitions/{definitionId}/edit");
        await Expect(page.Locator("elsa-activity-wrapper")).ToHaveCountAsync(steps);
    }

    /// <summary>Drags an activity from the palette into the upper left corner of the canvas.</summary>
    public static async Task DropAsync(IPage page, string category, string activity)
    {
        var panel = page.Locator(".mud-expand-panel", new() { HasText = category }).First;
        await panel.Locator(".mud-expand-panel-header").ClickAsync();
        await Expect(panel.Locator(".mud-collapse-entered").First).ToBeVisibleAsync(); // While it opens, what is in it moves away from the mouse.
        var canvas = page.Locator(".x6-graph, .graph-container").First;
        await page.Locator(".mud-paper[draggable='true']", new() { HasText = activity }).First.DragToAsync(canvas, new() { TargetPosition = new() { X = 60, Y = 60 } });
    }

    /// <summary>Selects a step and presses Delete; its arrows go with it.</summary>
    public static async Task DeleteAsync(IPage page, string activityId)
    {
        await ZoomToFitAsync(page);
        await Step(page, activityId).ClickAsync();
        await SavedAsync(page, () => page.Keyboard.PressAsync("Delete"));
        await Expect(Step(page, activityId)).ToHaveCountAsync(0);
    }

    /// <summary>Draws an arrow from port to port with the mouse.</summary>
    public static Task ConnectAsync(IPage page, (string Step, string Port) from, (string Step, string Port) to) => SavedAsync(page, async () =>
    {
        var (start, end) = (await MiddleAsync(from), await MiddleAsync(to));
        await page.Mouse.MoveAsync(start.X, start.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 12 });
        await page.Mouse.UpAsync();

        async Task<(float X, float Y)> MiddleAsync((string Step, string Port) port)
        {
            var box = (await Step(page, port.Step).Locator($"[port='{port.Port}']").BoundingBoxAsync())!;
            return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        }
    });

    /// <returns>The answer to the publication, whatever it is.</returns>
    public static Task<IResponse> PublishAsync(IPage page) => page.RunAndWaitForResponseAsync(
        () => page.Locator("#stage button.mud-icon-button.mud-primary-text").First.ClickAsync(),
        r => r.Request.Method == "POST" && r.Request.PostData?.Contains("\"publish\":true", StringComparison.Ordinal) == true);

    public static async Task RollBackAsync(IPage page, int version)
    {
        await page.Locator(".mud-tab", new() { HasText = "Version history" }).ClickAsync();
        var row = page.Locator("#stage tbody tr").Filter(new() { Has = page.GetByRole(AriaRole.Cell, new() { Name = $"{version}", Exact = true }) });
        await row.Locator(".mud-menu button").ClickAsync();
        await page.GetByText("Rollback to this version").ClickAsync();
    }

    /// <returns>The file.</returns>
    public static async Task<byte[]> ExportAsync(IPage page)
    {
        await OpenMenuAsync(page);
        await page.GetByText("Export", new() { Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".mud-dialog button").Last.ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        using var file = new MemoryStream();
        await content.CopyToAsync(file);
        return file.ToArray();
    }

    public static async Task ImportAsync(IPage page, byte[] file)
    {
        await OpenMenuAsync(page);
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByText("Import", new() { Exact = true }).ClickAsync());
        await page.RunAndWaitForResponseAsync(
            () => chooser.SetFilesAsync(new FilePayload { Name = "flow.json", MimeType = "application/json", Buffer = file }),
            r => r.Url.EndsWith("/workflow-definitions/import", StringComparison.Ordinal));
    }

    /// <summary>The menu behind the arrow beside Publish.</summary>
    static Task OpenMenuAsync(IPage page) => page.Locator("#stage .mud-toolbar .mud-menu button:visible").First.ClickAsync();

    static Task ZoomToFitAsync(IPage page) => page.Locator("#stage .mud-tooltip-root button:visible").First.ClickAsync();

    static ILocator Step(IPage page, string activityId) => page.Locator($"[data-cell-id='{activityId}']");

    /// <summary>Studio saves by itself some time after a change.</summary>
    static Task<IResponse> SavedAsync(IPage page, Func<Task> change) => page.RunAndWaitForResponseAsync(
        change, r => r.Request.Method == "POST" && r.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal) && r.Ok);
}
