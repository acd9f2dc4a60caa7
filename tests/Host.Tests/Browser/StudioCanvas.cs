using System.Text.Json;
using System.Text.RegularExpressions;
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

    /// <summary>Makes a flow in the list and opens it.</summary>
    public static async Task CreateAsync(IPage page, string name)
    {
        await page.GotoAsync("/studio/workflows/definitions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" }).First.ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.Locator("input").First.FillAsync(name);
        await dialog.Locator("button").Last.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/workflows/definitions/.+/edit"));
        await Expect(Canvas(page)).ToBeVisibleAsync();
    }

    /// <summary>Drags an activity from the palette to a place on the canvas. The palette is narrowed to the activity first: where many groups
    /// open and close, what is in them moves away from the mouse. A drop that a busy machine loses is made again.</summary>
    public static async Task DropAsync(IPage page, string category, string activity, float x = 60, float y = 60)
    {
        var card = page.Locator(".mud-paper[draggable='true']").Filter(new() { HasTextRegex = new Regex($@"^\s*{Regex.Escape(activity)}\s*$") });
        var steps = page.Locator("elsa-activity-wrapper");
        var before = await steps.CountAsync();
        for (var tries = Tries; ; tries--)
        {
            await UncoverAsync(page, category, activity, card);
            if (await SoonAsync(async () =>
            {
                await page.RunAndWaitForResponseAsync(() => card.DragToAsync(Canvas(page), new() { TargetPosition = new() { X = x, Y = y } }), IsSave, new() { Timeout = Soon.Timeout });
                await Expect(steps).ToHaveCountAsync(before + 1, Soon);
            })) return;
            if (tries == 0) Assert.Fail($"{activity} could not be dropped.");
        }
    }

    static async Task UncoverAsync(IPage page, string category, string activity, ILocator card)
    {
        var search = page.GetByPlaceholder("Search").First;
        await search.FillAsync(activity);
        await search.PressAsync("Enter");
        var group = page.Locator(".mud-expand-panel").Filter(new() { Has = page.Locator(".mud-expand-panel-header", new() { HasTextRegex = new Regex($@"^\s*{Regex.Escape(category)}\s*$") }) });
        await Expect(page.Locator(".mud-expand-panel").First).ToContainTextAsync(new Regex("."));
        for (var tries = Tries; tries > 0 && !await SoonAsync(() => Expect(card).ToBeVisibleAsync(new() { Timeout = 1_500 })); tries--) await group.Locator(".mud-expand-panel-header").ClickAsync();
        await Expect(group.Locator(".mud-collapse-entered").First).ToBeVisibleAsync(); // Until then it still opens.
    }

    const int Tries = 5;

    static readonly LocatorAssertionsToHaveCountOptions Soon = new() { Timeout = 10_000 };

    /// <returns>False when it was not met in its time.</returns>
    public static async Task<bool> SoonAsync(Func<Task> expectation)
    {
        try
        {
            await expectation();
            return true;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Presses what closes a dialog. A press that falls between two drawings of Studio's is nobody's, and is made again.</summary>
    public static async Task PressUntilGoneAsync(ILocator button, ILocator dialog)
    {
        for (var tries = Tries; tries > 0; tries--)
        {
            await SoonAsync(() => button.ClickAsync(new() { Timeout = 5_000 }));
            if (await SoonAsync(() => Expect(dialog).ToHaveCountAsync(0, new() { Timeout = 5_000 }))) return;
        }
        await Expect(dialog).ToHaveCountAsync(0);
    }

    public static ILocator Canvas(IPage page) => page.Locator(".x6-graph, .graph-container").First;

    /// <summary>Clicks beside all steps: what is selected has handles around it that catch the mouse.</summary>
    public static async Task LeaveAsync(IPage page)
    {
        var box = (await Canvas(page).BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + box.Width - 20, box.Y + box.Height - 20);
    }

    /// <returns>The id of the step with this label.</returns>
    public static async Task<string> IdOfAsync(IPage page, string label) =>
        (await page.Locator("[data-shape='elsa-activity']", new() { HasText = label }).GetAttributeAsync("data-cell-id"))!;

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

    /// <summary>Starts a case on what is drawn; Studio shows it then.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> RunAsync(IPage page)
    {
        await page.Locator("#stage .mud-toolbar button.mud-success-text").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/workflows/instances/.+/view"));
        return page.Url.Split('/')[^2];
    }

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

    /// <summary>Makes a change and waits until it is saved: Studio does so by itself some time later, and what is changed meanwhile it may forget.</summary>
    public static Task<IResponse> SavedAsync(IPage page, Func<Task> change) => page.RunAndWaitForResponseAsync(change, IsSave);

    /// <summary>Makes a change to what a step is given and lets Studio save it first, as somebody does who looks at what they do. Some
    /// changes it saves only with the next.</summary>
    public static async Task ChangedAsync(IPage page, Func<Task> change)
    {
        var saved = page.WaitForResponseAsync(IsSave, new() { Timeout = 5_000 });
        await change();
        await SoonAsync(() => saved);
    }

    /// <summary>Whether an answer is to a save that has this text somewhere.</summary>
    public static bool IsSaveOf(IResponse response, string text) =>
        IsSave(response) && Texts(JsonSerializer.Deserialize<JsonElement>(response.Request.PostData!)).Contains(text);

    static IEnumerable<string?> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [json.GetString()],
        _ => [],
    };

    static bool IsSave(IResponse response) => response.Request.Method == "POST" && response.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal) && response.Ok;
}
