using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Host.Outside;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>A host of its own: here signers wait to be asked.</summary>
[Trait("Category", "Browser")]
public sealed class ApplicantPagesTests(TestHost host, Chromium chromium) : IClassFixture<TestHost>, IClassFixture<Chromium>
{
    const string Licence = "business-licence";

    [BrowserFact]
    public async Task An_applicant_goes_from_the_first_entry_to_the_signature()
    {
        await LetSignersWaitAsync();
        var application = await A.LoanApplicationAsync(host);
        var amy = await chromium.VisitAsync(host, "applicant");
        var page = amy.Page;
        await page.ShouldBeAccessibleAsync("an empty list of applications");
        await Titled(page, "New application").ClickAsync();

        var form = new ApplyPages(amy);
        await form.ChooseProductAsync(application);
        await form.DescribeBusinessAsync(application["borrower"]!);
        await form.NameRepresentativeAsync(application["borrower"]!["representative"]!);
        await page.WaitForResponseAsync(r => r.Request.Method == "PUT" && r.Ok);
        var number = new Uri(page.Url).Segments[2].Trim('/');

        await ElsewhereAsync(number, application);
        await page.ReloadAsync();
        await Expect(page.Locator($"[data-kind='{Licence}']")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync("a draft");
        await form.HandInAllAsync(application, without: Licence);
        await amy.Button("Send application").ClickAsync();

        await Expect(page.GetByText("Please hand in documents")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync("a request for documents");
        await HandInLaterAsync(page, application["documents"]!.AsArray().Single(d => $"{d!["kind"]}" == Licence)!);
        await Expect(page.GetByText("Please sign your contract")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync("a contract to sign");

        await amy.Button("Sign").ClickAsync();
        await amy.Button("I sign").ClickAsync();

        await Expect(page.GetByText("The loan is paid out")).ToBeVisibleAsync();
        await Expect(page.GetByText("Signed loan contract")).ToBeVisibleAsync();
        amy.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task An_applicant_answers_a_question_fills_in_a_form_and_withdraws()
    {
        await LetSignersWaitAsync();
        var amy = await AnApplicant.NewAsync(host);
        var number = await amy.ApplyAsync(await A.LoanApplicationAsync(host, 600_000m));
        var manager = await host.AsAsync("manager");
        var task = (await TestHost.UntilAsync(manager, $"/api/applications/{number}", c => c.GetProperty("openTasks").GetArrayLength() > 0)).GetProperty("openTasks")[0].Text("id");
        await (await manager.PostAsJsonAsync($"/api/tasks/{task}/ask", new { to = "applicant", text = "How many shops have you got?" })).OkAsync();
        var visitor = await chromium.VisitAsync(host, "applicant", width: 390, height: 844);
        var page = visitor.Page;
        await page.GotoAsync($"/my/{number}");

        await page.GetByLabel("Your answer").FillAsync("Two, in the same street.");
        await page.ShouldBeAccessibleAsync("a question");
        (await visitor.OverflowAsync()).Should().BeLessThanOrEqualTo(0);
        await visitor.Button("Send").ClickAsync();
        await Expect(page.GetByText("How many shops have you got?")).ToHaveCountAsync(0);
        await visitor.Button("Withdraw").ClickAsync();
        await page.GetByLabel("Why").FillAsync("Found another lender");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();

        await Expect(page.GetByText("You have withdrawn this application")).ToBeVisibleAsync();
        (await manager.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("questions")[0].Text("reply").Should().Be("Two, in the same street.");
        visitor.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task The_case_page_has_everything_about_an_application_in_one_place()
    {
        var amy = await AnApplicant.NewAsync(host);
        var number = await amy.ApplyAsync(await A.LoanApplicationAsync(host, 600_000m));
        await TestHost.UntilAsync(await host.AsAsync("manager"), $"/api/applications/{number}", c => c.GetProperty("openTasks").GetArrayLength() > 0);
        var manager = await chromium.VisitAsync(host, "manager");

        foreach (var tab in new[] { "timeline", "data", "tasks", "documents", "score", "opinions", "money", "clocks", "notices", "applicant", "incidents" })
        {
            await manager.Page.GotoAsync($"/cases/{number}?tab={tab}");
            await Expect(manager.Page.GetByRole(AriaRole.Tabpanel)).ToBeVisibleAsync();
            await Expect(manager.Page.Locator(".ant-skeleton")).ToHaveCountAsync(0);
            await manager.Page.ShouldBeAccessibleAsync($"tab {tab} of a case");
        }
        await manager.Page.GotoAsync($"/cases/{number}?tab=applicant");
        await Expect(manager.Page.GetByText("Your application is being decided")).ToBeVisibleAsync();
        manager.Complaints.Should().BeEmpty();
    }

    /// <summary>Another browser of the same person: the draft is there, and what changes there is not overwritten here unseen.</summary>
    async Task ElsewhereAsync(string number, JsonObject application)
    {
        var phone = await chromium.VisitAsync(host, "applicant", width: 390, height: 844);
        await phone.Page.GotoAsync("/my");
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await Expect(phone.Page.Locator($"[data-kind='{Licence}']")).ToBeVisibleAsync();
        await phone.Button("Back").ClickAsync();
        await Expect(phone.Field("borrower", "representative", "name")).ToHaveValueAsync($"{application["borrower"]!["representative"]!["name"]}");
        await phone.Button("Next").ClickAsync();
        await phone.Page.WaitForResponseAsync(r => r.Request.Method == "PUT" && r.Ok);
        (await phone.OverflowAsync()).Should().BeLessThanOrEqualTo(0);
    }

    static async Task HandInLaterAsync(IPage page, JsonNode document)
    {
        await Titled(page, "Upload").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = $"{document["fileName"]}", MimeType = "image/jpeg", Buffer = Convert.FromBase64String($"{document["contentBase64"]}") });
        foreach (var name in new[] { "issuedOn", "expiresOn" })
            if (document[name] is { } day)
            {
                await dialog.Locator($"[id='{name}']").FillAsync($"{day}");
                await dialog.Locator($"[id='{name}']").PressAsync("Enter");
            }
        foreach (var (name, text) in document["fields"]!.AsObject())
            if (await dialog.Locator($"[id='fields_{name}']").CountAsync() > 0) await dialog.Locator($"[id='fields_{name}']").FillAsync($"{text}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Upload" }).Last.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Everything is there: go on" }).ClickAsync();
    }

    static ILocator Titled(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    async Task LetSignersWaitAsync()
    {
        using var outside = new HttpClient { BaseAddress = host.Services.GetRequiredService<OutsideWorld>().Address };
        (await outside.PutAsJsonAsync("esign/settings", new { signDelayMs = 0, force = "silent" })).EnsureSuccessStatusCode();
    }
}
