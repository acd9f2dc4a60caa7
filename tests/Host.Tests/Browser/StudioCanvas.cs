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
        await SettledAsync(page);
    }

    /// <summary>Makes a flow in the list and opens it. The list puts its page into the address once it is there, which closes every dialog.</summary>
    public static async Task CreateAsync(IPage page, string name)
    {
        await page.GotoAsync("/studio/workflows/definitions");
        await Expect(page.Locator("#stage tbody tr").First).ToBeVisibleAsync();
        await SettledAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" }).First.ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await Expect(dialog.Locator("input").First).Not.ToHaveValueAsync(""); // A name of Studio's own, over what is typed before it.
        await dialog.Locator("input").First.FillAsync(name);
        await SettledAsync(page);
        await dialog.Locator("button").Last.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/workflows/definitions/.+/edit"));
        await Expect(Canvas(page)).ToBeVisibleAsync();
        await SettledAsync(page);
    }

    /// <summary>Drags an activity from the palette to a place on the canvas, as a hand does: Studio learns what is dragged a moment after the
    /// drag began. The palette is narrowed to the activity first.</summary>
    public static async Task DropAsync(IPage page, string category, string activity, float x = 60, float y = 60)
    {
        var steps = page.Locator("elsa-activity-wrapper");
        var card = await UncoverAsync(page, category, activity);
        var before = await steps.CountAsync();
        var canvas = (await Canvas(page).BoundingBoxAsync())!;
        await card.HoverAsync();
        await page.Mouse.DownAsync();
        var at = (await card.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(at.X + (at.Width / 2) + 10, at.Y + (at.Height / 2) + 10, new() { Steps = 2 });
        await SettledAsync(page);
        await page.Mouse.MoveAsync(canvas.X + x, canvas.Y + y, new() { Steps = 4 });
        await SavedAsync(page, () => page.Mouse.UpAsync());
        await Expect(steps).ToHaveCountAsync(before + 1);
    }

    /// <returns>The activity in the palette, in sight.</returns>
    static async Task<ILocator> UncoverAsync(IPage page, string category, string activity)
    {
        await SettledAsync(page);
        var search = page.GetByPlaceholder("Search").First;
        await search.FillAsync(activity);
        await search.PressAsync("Enter");
        await SettledAsync(page);
        var card = page.Locator(".mud-paper[draggable='true']").Filter(new() { HasTextRegex = Whole(activity) });
        if (await card.IsVisibleAsync()) return card;
        await page.Locator(".mud-expand-panel-header").Filter(new() { HasTextRegex = Whole(category) }).ClickAsync();
        await Expect(card).ToBeVisibleAsync();
        await SettledAsync(page);
        return card;
    }

    static Regex Whole(string text) => new($@"^\s*{Regex.Escape(text)}\s*$");

    /// <summary>Completes when Studio is at rest: nothing is asked of the server, and the page has not changed for long enough that whatever it
    /// saves or draws anew some time after a change has happened. Counted in turns of the page, so that a busy machine makes it wait longer.</summary>
    public static Task SettledAsync(IPage page) => page.EvaluateAsync("""
        () => new Promise((settled, failed) => {
          const turnsAtRest = 35, pause = 20;
          if (!window.asking) {
            window.asking = { count: 0 };
            const ask = window.fetch;
            window.fetch = async (...request) => {
              window.asking.count++;
              try { return await ask(...request); } finally { window.asking.count--; }
            };
          }
          let turns = 0, all = 0;
          const isOurs = ({ target }) => !(target instanceof Element ? target : target.parentElement)?.closest('.monaco-editor');
          const observer = new MutationObserver(changes => { if (changes.some(isOurs)) turns = 0; });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
          const turn = () => {
            turns = window.asking.count > 0 ? 0 : turns + 1;
            if (turns < turnsAtRest && all++ < 3000) return setTimeout(turn, pause);
            observer.disconnect();
            if (turns < turnsAtRest) failed(new Error('Studio does not come to rest')); else settled();
          };
          turn();
        })
        """);

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

    const int Tries = 5;

    /// <returns>False when it was not met in its time.</returns>
    static async Task<bool> SoonAsync(Func<Task> expectation)
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

    public static ILocator Canvas(IPage page) => page.Locator(".x6-graph, .graph-container").First;

    /// <summary>Clicks beside all steps: what is selected has handles around it that catch the mouse.</summary>
    public static async Task LeaveAsync(IPage page)
    {
        var box = (await Canvas(page).BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + box.Width - 20, box.Y + box.Height - 20);
        await SettledAsync(page);
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

    /// <summary>Makes a change and waits until it is saved and Studio has drawn the answer: it saves by itself some time later, and what is changed
    /// meanwhile it may forget.</summary>
    public static async Task SavedAsync(IPage page, Func<Task> change)
    {
        await page.RunAndWaitForResponseAsync(change, IsSave);
        await SettledAsync(page);
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
