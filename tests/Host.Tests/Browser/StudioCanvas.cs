using Microsoft.Playwright;

namespace Lendflow.Host.Tests.Browser;

/// <summary>What is done by hand in Studio's editor.</summary>
static class StudioCanvas
{
    /// <summary>Drags an activity from the palette into the upper left corner of the canvas.</summary>
    public static async Task DropAsync(IPage page, string category, string activity)
    {
        await page.Locator(".mud-expand-panel-header", new() { HasText = category }).First.ClickAsync();
        var canvas = page.Locator(".x6-graph, .graph-container").First;
        await page.Locator(".mud-paper[draggable='true']", new() { HasText = activity }).First.DragToAsync(canvas, new() { TargetPosition = new() { X = 60, Y = 60 } });
    }

    /// <returns>The answer to the publication, whatever it is.</returns>
    public static Task<IResponse> PublishAsync(IPage page) => page.RunAndWaitForResponseAsync(
        () => page.Locator("#stage button.mud-icon-button.mud-primary-text").First.ClickAsync(),
        r => r.Request.Method == "POST" && r.Request.PostData?.Contains("\"publish\":true", StringComparison.Ordinal) == true);
}
