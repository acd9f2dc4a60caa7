using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>The panes beside and under Studio's canvas, filled in by hand: a method for each kind of editor.</summary>
internal sealed class StudioPanes(IPage page)
{
    const int Tries = 8;

    /// <summary>Shows the inputs of a step. What was selected before may still have its handles around it for a moment: it is clicked again then.</summary>
    public async Task OpenAsync(string step, string itsFirstInput)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            await StudioCanvas.LeaveAsync(page);
            var box = (await page.Locator("elsa-activity-wrapper", new() { HasText = step }).BoundingBoxAsync())!;
            await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
            if (await StudioCanvas.SoonAsync(() => Expect(Control(itsFirstInput)).ToBeVisibleAsync(new() { Timeout = 5_000 }))) return;
        }
        Assert.Fail($"The inputs of {step} could not be shown.");
    }

    public Task TypeAsync(string input, string text) => StudioCanvas.ChangedAsync(page, async () =>
    {
        await Control(input).Locator("input, textarea").First.FillAsync(text);
        await page.Keyboard.PressAsync("Tab");
    });

    public Task AddAsync(string input, string chip) => StudioCanvas.ChangedAsync(page, async () =>
    {
        await Control(input).Locator("input").First.FillAsync(chip);
        await page.Keyboard.PressAsync("Enter");
    });

    public Task TickAsync(string text) => StudioCanvas.ChangedAsync(page, () => Form.Locator("label.mud-checkbox", new() { HasText = text }).ClickAsync());

    public Task ChooseAsync(string input, string option) => StudioCanvas.ChangedAsync(page, async () =>
    {
        await PickAsync(Control(input).Locator("[tabindex='0']").First, page.Locator(".mud-popover-open [role='option']").Filter(new() { HasTextRegex = Exactly(option) }));
    });

    /// <summary>Writes into Monaco until just that is saved. A pane that was opened a moment ago is drawn twice, and what is typed in between goes
    /// with the first editor.</summary>
    public async Task WriteAsync(string input, string code)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var saved = page.WaitForResponseAsync(answer => StudioCanvas.IsSaveOf(answer, code), new() { Timeout = 10_000 });
            await TypeIntoAsync(input, code);
            if (await StudioCanvas.SoonAsync(() => saved)) return;
        }
        Assert.Fail($"{code} could not be written into {input}.");
    }

    /// <summary>Writes into Monaco and waits for nothing. It is pasted: Monaco closes quotes and brackets that are typed.</summary>
    public async Task TypeIntoAsync(string input, string code)
    {
        var editor = Control(input).Locator(".monaco-editor").First;
        await editor.ScrollIntoViewIfNeededAsync();
        await editor.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.EvaluateAsync("code => navigator.clipboard.writeText(code)", code);
        await page.Keyboard.PressAsync("Control+V");
    }

    /// <summary>Has an input given by another kind of expression.</summary>
    public Task SwitchAsync(string input, string kind) => StudioCanvas.ChangedAsync(page, async () =>
    {
        var dots = Form.Locator("[role='group'].flex-row").Filter(new() { Has = Label(input) }).Locator(".mud-menu button").First;
        await PickAsync(dots, page.Locator(".mud-popover-open .mud-menu-item", new() { HasTextRegex = Exactly(kind) }));
        await Expect(page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
    });

    /// <summary>Adds a variable, input or output of the flow.</summary>
    public async Task DeclareAsync(string tab, string what, string name, string type)
    {
        await TabAsync(tab);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Add {what}" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        var field = dialog.GetByLabel("Name", new() { Exact = true });
        await Expect(field).Not.ToHaveValueAsync(""); // Studio puts a name of its own in a moment after the dialog is there, over what was typed.
        await field.FillAsync(name);
        await PickAsync(dialog.Locator(".mud-select-extended [tabindex='0']").First, page.Locator($".mud-popover-open [role='option'][aria-label='{type}']"));
        await StudioCanvas.ChangedAsync(page, () => dialog.Locator("button").Last.ClickAsync());
        await Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>Opens a tab beside the canvas; those that do not fit are behind an arrow.</summary>
    public async Task TabAsync(string name)
    {
        var tab = page.Locator(".mud-tab").Filter(new() { HasTextRegex = new Regex($@"^\s*{Regex.Escape(name)}\s*$", RegexOptions.IgnoreCase) }).First;
        await tab.EvaluateAsync("tab => tab.click()");
        await Expect(tab).ToHaveClassAsync(new Regex("mud-tab-active"));
    }

    /// <summary>Studio draws the pane anew after each save: an open list closes then and is opened again, or stays behind without its items, its
    /// cover over the page, and is closed first.</summary>
    static async Task PickAsync(ILocator list, ILocator item)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (!await item.IsVisibleAsync() && !await StudioCanvas.SoonAsync(() => list.ClickAsync(new() { Timeout = 5_000 })))
                await StudioCanvas.SoonAsync(() => list.Page.Locator(".mud-overlay").Last.ClickAsync(new() { Timeout = 2_000 }));
            if (await StudioCanvas.SoonAsync(() => item.ClickAsync(new() { Timeout = 5_000 }))) break;
        }
        await Expect(item).ToHaveCountAsync(0);
    }

    ILocator Form => page.Locator("form.mud-form");

    public ILocator Control(string input) => Form.Locator(".mud-input-control").Filter(new() { Has = Label(input) }).First;

    ILocator Label(string input) => page.Locator("label.mud-input-label").Filter(new() { HasTextRegex = Exactly(input) });

    static Regex Exactly(string text) => new($@"^\s*{Regex.Escape(text)}\s*$");
}
