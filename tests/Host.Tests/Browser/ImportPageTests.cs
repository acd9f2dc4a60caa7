using System.Text;
using System.Text.Json.Nodes;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Flows;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

[Trait("Category", "Browser")]
public sealed class ImportPageTests(TestHost host, Chromium chromium) : IClassFixture<TestHost>, IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task An_administrator_sees_what_changes_before_it_is_imported_and_it_fits_a_phone()
    {
        using var api = await host.AsAsync("admin");
        var flow = JsonNode.Parse(await api.GetStringAsync("/api/flows/loan-origination/export"))!.AsObject();
        (flow["id"], flow["definitionId"], flow["name"]) = (null, "import-page", "Imported loan");
        await (await api.PostAsync("/api/flows/import", Answers.Json(flow.ToJsonString()))).OkAsync();
        var bureauDown = flow["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == "bureauDown")!;
        bureauDown["candidateGroups"]!["expression"]!["value"] = "[\"managers\"]";
        var admin = await chromium.VisitAsync(host, "admin", width: 390, height: 844);

        await admin.Page.GotoAsync("/flows");
        await Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "Import with preview" })).ToBeVisibleAsync();
        await admin.Page.ShouldBeAccessibleAsync("the list of flows");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Import with preview" }).ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Import with preview" })).ToBeVisibleAsync(); // The list of flows takes files, too.
        await admin.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "flows.zip", MimeType = "application/zip", Buffer = FlowArchive.Zip([new FlowFile("flow.json", Encoding.UTF8.GetBytes(flow.ToJsonString()))]),
        });
        await Expect(admin.Page.Locator("li", new() { HasText = "Bureau does not answer" })).ToContainTextAsync("officers → managers");
        (await admin.OverflowAsync()).Should().BeLessThanOrEqualTo(0);
        await admin.Page.ShouldBeAccessibleAsync("the preview of an import");
        await admin.Button("Import the flow").ClickAsync();

        await Expect(admin.Page.GetByText("1 flow was imported")).ToBeVisibleAsync();
        (await (await api.GetAsync("/api/flows/import-page/versions")).OkAsync())[0].GetProperty("version").GetInt32().Should().Be(2);
        admin.Complaints.Should().BeEmpty();
    }
}
