using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>Enters an application, page by page.</summary>
internal sealed class ApplyPages(Visitor visitor)
{
    IPage Page => visitor.Page;

    /// <returns>The number under which the case is known.</returns>
    public async Task<string> SubmitAsync(JsonObject application)
    {
        await Page.GotoAsync("/apply");
        await ChooseProductAsync(application);
        await DescribeBusinessAsync(application["borrower"]!);
        await NameRepresentativeAsync(application["borrower"]!["representative"]!);
        await HandInAllAsync(application);
        await visitor.Button("Send application").ClickAsync();

        await Expect(Page.GetByText("Application received")).ToBeVisibleAsync();
        return (await Page.GetByText(new System.Text.RegularExpressions.Regex("^LA-")).InnerTextAsync()).Trim();
    }

    /// <summary>Hands in the documents, but for some kinds, and goes on to the review.</summary>
    public async Task HandInAllAsync(JsonObject application, params string[] without)
    {
        foreach (var document in application["documents"]!.AsArray().Where(d => !without.Contains($"{d!["kind"]}"))) await HandInAsync(document!);
        await visitor.Button("Next").ClickAsync();
    }

    public async Task ChooseProductAsync(JsonObject application)
    {
        await Page.Locator($"input[type=radio][value={application["product"]}]").CheckAsync();
        await visitor.Field("amount").FillAsync($"{application["amount"]}");
        await visitor.Field("termMonths").FillAsync($"{application["termMonths"]}");
        await visitor.Field("purpose").FillAsync($"{application["purpose"]}");
        await visitor.Field("branch").ClickAsync();
        await Page.Locator(".ant-select-item-option").Filter(new() { HasText = "Shanghai" }).ClickAsync();
        await visitor.Button("Next").ClickAsync();
    }

    public async Task DescribeBusinessAsync(JsonNode borrower)
    {
        foreach (var name in new[] { "name", "socialCreditCode", "industry", "employees", "jobsCreated", "jobsRetained" })
            await visitor.Field("borrower", name).FillAsync($"{borrower[name]}");
        await visitor.FillDateAsync(visitor.Field("borrower", "establishedOn"), $"{borrower["establishedOn"]}");
        await Page.Locator(".ant-radio-button-wrapper").Filter(new() { Has = Page.Locator($"input[value={borrower["location"]}]") }).ClickAsync();
        if ((bool)borrower["isFranchise"]!) await visitor.Field("borrower", "isFranchise").ClickAsync();
        await visitor.Button("Next").ClickAsync();
    }

    public async Task NameRepresentativeAsync(JsonNode person)
    {
        foreach (var name in new[] { "name", "residentId", "phone" })
            await visitor.Field("borrower", "representative", name).FillAsync($"{person[name]}");
        await visitor.Field("consent", "creditBureau").CheckAsync();
        await visitor.Button("Next").ClickAsync();
    }

    async Task HandInAsync(JsonNode document)
    {
        var kind = $"{document["kind"]}";
        var file = new FilePayload { Name = $"{document["fileName"]}", MimeType = TypeOf($"{document["fileName"]}"), Buffer = Convert.FromBase64String($"{document["contentBase64"]}") };
        await Page.Locator($"[data-kind='{kind}'] input[type=file]").SetInputFilesAsync(file);
        foreach (var name in new[] { "issuedOn", "expiresOn" })
            if (document[name] is { } day) await visitor.FillDateAsync(visitor.Field("papers", kind, name), $"{day}");
        foreach (var (name, text) in document["fields"]!.AsObject())
            if (await visitor.Field("papers", kind, "fields", name).CountAsync() > 0) await visitor.Field("papers", kind, "fields", name).FillAsync($"{text}");
    }

    static string TypeOf(string fileName) => Path.GetExtension(fileName) switch { ".pdf" => "application/pdf", ".png" => "image/png", _ => "image/jpeg" };
}
