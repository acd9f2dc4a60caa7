using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>The panes beside and under Studio's canvas, filled in by hand: a method for each kind of editor.</summary>
internal sealed class StudioPanes(IPage page)
{
    /// <summary>Shows the inputs of a step. What was selected before is left first: its handles lie over its neighbours.</summary>
    public async Task OpenAsync(string step, string itsFirstInput)
    {
        await StudioCanvas.LeaveAsync(page);
        var box = (await page.Locator("elsa-activity-wrapper", new() { HasText = step }).BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Expect(Control(itsFirstInput)).ToBeVisibleAsync();
        await StudioCanvas.SettledAsync(page); // The pane is drawn twice, and what is typed in between goes with the first.
    }

    public async Task TypeAsync(string input, string text)
    {
        await Control(input).Locator("input, textarea").First.FillAsync(text);
        await page.Keyboard.PressAsync("Tab");
        await StudioCanvas.SettledAsync(page);
    }

    public async Task AddAsync(string input, string chip)
    {
        await Control(input).Locator("input").First.FillAsync(chip);
        await page.Keyboard.PressAsync("Enter");
        await StudioCanvas.SettledAsync(page);
    }

    public async Task TickAsync(string text)
    {
        await Form.Locator("label.mud-checkbox", new() { HasText = text }).ClickAsync();
        await StudioCanvas.SettledAsync(page);
    }

    public Task ChooseAsync(string input, string option) =>
        PickAsync(Control(input).Locator("[tabindex='0']").First, page.Locator(".mud-popover-open [role='option']").Filter(new() { HasTextRegex = Exactly(option) }));

    /// <summary>Writes into Monaco until it is saved.</summary>
    public async Task WriteAsync(string input, string code)
    {
        await page.RunAndWaitForResponseAsync(() => TypeIntoAsync(input, code), answer => StudioCanvas.IsSaveOf(answer, code));
        await StudioCanvas.SettledAsync(page);
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

    /// <summary>Adds a way out with its condition to the table of a switch.</summary>
    public async Task AddCaseAsync(string label, string condition)
    {
        await Form.GetByRole(AriaRole.Button, new() { Name = "Add case" }).ClickAsync();
        await StudioCanvas.SettledAsync(page);
        var row = Form.Locator("tbody tr").Last;
        await FillAsync("Label", label);
        await FillAsync("Condition", condition);
        await StudioCanvas.SavedAsync(page, () => row.Locator("button").First.ClickAsync());

        async Task FillAsync(string column, string text)
        {
            await row.Locator($"td[data-label='{column}'] input").FillAsync(text);
            await page.Keyboard.PressAsync("Tab");
            await StudioCanvas.SettledAsync(page);
        }
    }

    /// <summary>Has an input given by another kind of expression.</summary>
    public Task SwitchAsync(string input, string kind)
    {
        var dots = Form.Locator("[role='group'].flex-row").Filter(new() { Has = Label(input) }).Locator(".mud-menu button").First;
        return PickAsync(dots, page.Locator(".mud-popover-open .mud-menu-item", new() { HasTextRegex = Exactly(kind) }));
    }

    /// <summary>Adds a variable, input or output of the flow.</summary>
    public async Task DeclareAsync(string tab, string what, string name, string type)
    {
        await TabAsync(tab);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Add {what}" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        var field = dialog.GetByLabel("Name", new() { Exact = true });
        await Expect(field).Not.ToHaveValueAsync(""); // Studio puts a name of its own in a moment after the dialog is there, over what was typed.
        await field.FillAsync(name);
        await StudioCanvas.SettledAsync(page);
        await PickAsync(dialog.Locator(".mud-select-extended [tabindex='0']").First, page.Locator($".mud-popover-open [role='option'][aria-label='{type}']"));
        await StudioCanvas.SavedAsync(page, () => dialog.Locator("button").Last.ClickAsync());
        await Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>Opens a tab beside the canvas; those that do not fit are behind an arrow.</summary>
    public async Task TabAsync(string name)
    {
        var tab = page.Locator(".mud-tab").Filter(new() { HasTextRegex = new Regex($@"^\s*{Regex.Escape(name)}\s*$", RegexOptions.IgnoreCase) }).First;
        await tab.EvaluateAsync("tab => tab.click()");
        await Expect(tab).ToHaveClassAsync(new Regex("mud-tab-active"));
        await StudioCanvas.SettledAsync(page);
    }

    /// <summary>Opens a list and chooses. Studio draws the pane anew after each save, and an open list goes with it: it is at rest after each method here.</summary>
    async Task PickAsync(ILocator list, ILocator item)
    {
        await list.ClickAsync();
        await item.ClickAsync();
        await Expect(item).ToHaveCountAsync(0);
        await StudioCanvas.SettledAsync(page);
    }

    ILocator Form => page.Locator("form.mud-form");

    public ILocator Control(string input) => Form.Locator(".mud-input-control").Filter(new() { Has = Label(input) }).First;

    ILocator Label(string input) => page.Locator("label.mud-input-label").Filter(new() { HasTextRegex = Exactly(input) });

    static Regex Exactly(string text) => new($@"^\s*{Regex.Escape(text)}\s*$");
}
