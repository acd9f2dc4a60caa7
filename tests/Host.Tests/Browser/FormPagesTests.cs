using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class FormPagesTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task A_form_with_a_field_of_every_kind_is_refused_with_the_servers_words_filled_in_and_sent()
    {
        await EveryField.SaveAsync(host, "visit-browser", EveryField.Schema);
        var task = await AFlow.FormAsync(host, "FORM-BROWSER", "visit-browser");
        var manager = await chromium.VisitAsync(host, "manager");
        var page = manager.Page;
        await page.GotoAsync($"/inbox/{task.Text("id")}");
        await manager.Button("Claim").Last.ClickAsync();

        await page.GetByLabel("Note").FillAsync("Longer than twenty characters");
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync("1.005");
        await manager.Button("Done").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Complete") }).ClickAsync();

        foreach (var message in await MessagesOfServerAsync(new { note = "Longer than twenty characters", price = new { amount = "1.005", currency = "CNY" } }))
            await Expect(page.GetByText(message).First).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync("a form with problems");

        await FillInAsync(manager);
        await page.ShouldBeAccessibleAsync("a form that is filled in");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Complete") }).ClickAsync();

        var done = await TestHost.UntilAsync(await host.AsAsync("manager"), $"/api/tasks/{task.Text("id")}", t => t.Text("status") == "completed");
        var data = done.GetProperty("formData");
        data.Text("note").Should().Be("Busy shop");
        data.GetProperty("staff").GetInt32().Should().Be(12);
        data.GetProperty("price").GetRawText().Should().Contain("99999999999999.99").And.Contain("USD");
        data.Text("on").Should().Be("2026-03-02");
        data.Text("way").Should().Be("site");
        data.GetProperty("partners")[0].Text("name").Should().Be("Li Trading");
        var documents = await (await host.AsAsync("manager")).GetFromJsonAsync<JsonElement>("/api/applications/FORM-BROWSER/documents");
        documents.EnumerateArray().Select(d => d.Text("kind")).Should().BeEquivalentTo("attachment", "signature");
        data.GetProperty("signature").Text("method").Should().Be("drawn");
        manager.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_process_owner_draws_a_form_tries_it_out_saves_it_and_restores_what_was()
    {
        var owner = await chromium.VisitAsync(host, "owner");
        var page = owner.Page;
        await page.GotoAsync("/forms");
        await page.ShouldBeAccessibleAsync("the list of forms");
        await Titled(page, "New form").ClickAsync();

        await page.GetByLabel("Name in English").FillAsync("Visit of the shop");
        await page.GetByLabel("Name in Chinese").FillAsync("走访门店");
        await Titled(page, "Add a field").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Money" }).ClickAsync();
        await page.GetByLabel("Label", new() { Exact = true }).FillAsync("Takings");
        await page.GetByLabel("Most", new() { Exact = true }).FillAsync("5000");
        await page.GetByLabel("Required").CheckAsync();
        await page.GetByLabel("Takings", new() { Exact = true }).FillAsync("5000.01");
        await owner.Button("Check what I entered").ClickAsync();
        await Expect(page.GetByText("Expected at most 5000, but found 5000.01.")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync("the form editor");

        await SaveAsync(owner, "First drawing");
        await Expect(page).ToHaveURLAsync(new Regex("/forms/visit-of-the-shop$"));
        await Expect(page.GetByText("Edition 1").First).ToBeVisibleAsync();
        await page.GetByLabel("Name in English").FillAsync("Visit");
        await SaveAsync(owner, "A shorter name");
        await Expect(page.GetByText("Edition 2").First).ToBeVisibleAsync();
        await owner.Button("Restore").ClickAsync();

        await Expect(page.GetByLabel("Name in English")).ToHaveValueAsync("Visit of the shop");
        await Expect(page.GetByText("Saved.")).ToHaveCountAsync(0);
        await SaveAsync(owner, "The name was better");
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Edition 3").First).ToBeVisibleAsync();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task The_form_editor_fits_a_phone()
    {
        var owner = await chromium.VisitAsync(host, "owner", width: 390, height: 844);

        foreach (var path in new[] { "/forms", "/forms/due-diligence" })
        {
            await owner.Page.GotoAsync(path);
            await Expect(owner.Page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
            (await owner.OverflowAsync()).Should().BeLessThanOrEqualTo(0, "{0} fits the screen", path);
        }
    }

    static async Task FillInAsync(Visitor manager)
    {
        var page = manager.Page;
        await page.GetByLabel("Note").FillAsync("Busy shop");
        await page.GetByLabel("Staff").FillAsync("12");
        await page.GetByLabel("Price: currency").ClickAsync();
        await page.Locator(".ant-select-item-option").Filter(new() { HasText = "USD" }).ClickAsync();
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync("99,999,999,999,999.99");
        await manager.FillDateAsync(page.GetByLabel("Visited on"), "2026-03-02");
        await page.GetByLabel("On site").CheckAsync();
        await page.GetByLabel("I was there").CheckAsync();
        await Titled(page, "Add a row").ClickAsync();
        await page.GetByLabel("Name (required)").FillAsync("Li Trading");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "shop.png", MimeType = "image/png", Buffer = Picture });
        await Expect(page.GetByText("shop.png")).ToBeVisibleAsync();
        await page.GetByLabel("Your name").FillAsync("Mei Manager");
        await page.Locator("canvas").ScrollIntoViewIfNeededAsync();
        var box = (await page.Locator("canvas").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 40, box.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 160, box.Y + 90, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await manager.Button("Sign").ClickAsync();
        await Expect(page.GetByAltText("Signature of Mei Manager")).ToBeVisibleAsync();
    }

    /// <summary>A button with a picture, whose name begins with that of the picture.</summary>
    static ILocator Titled(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    static async Task SaveAsync(Visitor owner, string reason)
    {
        await owner.Button("Save as new edition").ClickAsync();
        await owner.Page.GetByLabel("Why").FillAsync(reason);
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save as new edition" }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    async Task<IEnumerable<string>> MessagesOfServerAsync(object value)
    {
        var verdict = await (await (await host.AsAsync("manager")).PostAsJsonAsync("/api/forms/values/check", new { schema = EveryField.Schema, value })).OkAsync();
        return verdict.GetProperty("problems").EnumerateArray().Select(p => p.Text("message")!).Distinct();
    }
}
