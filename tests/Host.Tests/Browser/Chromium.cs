using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>One browser for all tests of a class; every visitor has a profile of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    const float Patience = 60_000;

    IPlaywright _playwright = null!;
    IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Chromium is not { } program) return;
        SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    internal async Task<Visitor> VisitAsync(TestHost host, string user, int width = 1440, int height = 900)
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = host.ClientOptions.BaseAddress.AbsoluteUri, Locale = "en-GB", ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout(Patience);
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var visitor = new Visitor(await context.NewPageAsync());
        await visitor.SignInAsync(user);
        return visitor;
    }

    public async Task DisposeAsync()
    {
        if (_browser is null) return;
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>Somebody in front of the web UI.</summary>
internal sealed class Visitor(IPage page)
{
    readonly ConcurrentQueue<string> _complaints = [];

    public IPage Page => page;

    /// <summary>Errors of the pages since the sign-in.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public async Task SignInAsync(string user)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("User name").FillAsync(user);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestHost.Password);
        await Button("Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = user.StartsWith("applicant", StringComparison.Ordinal) ? "My applications" : "Inbox" })).ToBeVisibleAsync();
        // From here on: asking who is signed in is answered with 401 before, and browsers call that an error.
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A field of a form by its path in the data.</summary>
    public ILocator Field(params string[] path) => page.Locator($"[id='{string.Join('_', path)}']");

    public async Task FillDateAsync(ILocator field, string day)
    {
        await field.FillAsync(day);
        await field.PressAsync("Enter");
    }

    /// <summary>How many pixels of the page are out of sight to the side.</summary>
    public Task<int> OverflowAsync() => page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
}
