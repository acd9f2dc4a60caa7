using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>Somebody who works in the inbox.</summary>
sealed class InboxDesk(Visitor visitor)
{
    public IPage Page => visitor.Page;

    /// <summary>The open task.</summary>
    public ILocator Task => Page.GetByRole(AriaRole.Dialog, new() { Name = "Task" });

    /// <summary>The question an action asks.</summary>
    public ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name, Exact = true });

    public async Task ListAsync(string query)
    {
        await Page.GotoAsync($"/inbox?{query}");
        await Expect(Page.Locator(".ant-skeleton")).ToHaveCountAsync(0);
    }

    public async Task OpenAsync(JsonElement task)
    {
        await Page.GotoAsync($"/inbox/{task.Text("id")}");
        await Expect(Task.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToBeVisibleAsync();
    }

    public async Task ClaimAsync()
    {
        await SeesAsync("Claim the task to work on it");
        await PressAsync("c");
        await SeesAsync("Choose an outcome");
    }

    public Task PressAsync(params string[] keys) => EachAsync(keys, key => Page.Keyboard.PressAsync(key));

    /// <summary>Begins an action by its key, and waits until its first question is asked.</summary>
    public async Task StartAsync(string key, string name)
    {
        await Page.Keyboard.PressAsync(key);
        await Expect(Dialog(name).Locator("textarea:focus, input:focus")).ToBeVisibleAsync();
    }

    public Task TypeAsync(string text) => Page.Keyboard.TypeAsync(text);

    /// <summary>Waits for a sentence anywhere on the page.</summary>
    public Task SeesAsync(string text) => Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Chooses from the list of a select that has the focus.</summary>
    public async Task ChooseAsync(string text)
    {
        await Page.Keyboard.TypeAsync(text);
        await Expect(Page.Locator(".ant-select-item-option-active")).ToContainTextAsync(text, new() { IgnoreCase = true });
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")).ToHaveCountAsync(0); // While it is open, Tab is its own.
    }

    static async Task EachAsync(IEnumerable<string> keys, Func<string, Task> press)
    {
        foreach (var key in keys) await press(key);
    }
}
