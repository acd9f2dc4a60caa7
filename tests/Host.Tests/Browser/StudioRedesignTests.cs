using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>What the product is for: the process of a lender is redrawn by its owner while cases run on it. On a host of its own,
/// because it changes the shipped flow.</summary>
[Trait("Category", "Browser")]
public sealed class StudioRedesignTests(TestHost host, Chromium chromium) : IClassFixture<TestHost>, IClassFixture<Chromium>
{
    const string Flow = "loan-origination";

    [BrowserFact]
    public async Task The_loan_flow_loses_a_step_in_Studio_new_cases_skip_it_those_that_run_keep_it_and_it_can_be_brought_back()
    {
        var shipped = await ExportAsync(1);
        var before = await TaskOfNewCaseAsync("dueDiligence");
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        await StudioCanvas.OpenAsync(owner.Page, Flow, Steps(shipped));

        await StudioCanvas.DeleteAsync(owner.Page, "dueDiligence");
        await StudioCanvas.ConnectAsync(owner.Page, ("chooseTrack", "Standard"), ("approval", "In"));
        await Expect(owner.Page.GetByText("Version 2 as saved")).ToBeAttachedAsync();
        (await StudioCanvas.PublishAsync(owner.Page)).Status.Should().Be(200);
        await PublishWhatIsAskedForAsync();
        var after = await TaskOfNewCaseAsync("approval");
        await FinishAsync(after, "manager", "director");
        await FinishAsync(before, "analyst", "manager", "director");

        (await VersionOfAsync(before), await VersionOfAsync(after)).Should().Be((1, 2));

        await StudioCanvas.RollBackAsync(owner.Page, version: 1);
        await Expect(owner.Page.Locator("elsa-activity-wrapper")).ToHaveCountAsync(Steps(shipped));
        (await StudioCanvas.PublishAsync(owner.Page)).Status.Should().Be(200);
        await PublishWhatIsAskedForAsync();
        var restored = await TaskOfNewCaseAsync("dueDiligence");

        (await VersionOfAsync(restored)).Should().Be(3);
        Meaning(await ExportAsync(3)).Should().Be(Meaning(shipped), "nothing of the shipped flow may be lost on the way");
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task What_Studio_exports_it_imports_again_unchanged()
    {
        var owner = await chromium.VisitAsync(host, "admin");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        var shipped = await ExportAsync(1);
        using (var api = await host.AsAsync("owner"))
            await (await api.PutAsync("/api/flows/round-trip/draft", Answers.Json(Renamed(shipped, "round-trip").ToJsonString()))).OkAsync();
        await StudioCanvas.OpenAsync(owner.Page, "round-trip", Steps(shipped));

        var exported = await StudioCanvas.ExportAsync(owner.Page);
        await StudioCanvas.ImportAsync(owner.Page, exported);
        var again = await StudioCanvas.ExportAsync(owner.Page);

        Meaning(JsonNode.Parse(again)!).Should().Be(Meaning(JsonNode.Parse(exported)!)).And.Be(Meaning(shipped));
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();
    }

    async Task PublishWhatIsAskedForAsync()
    {
        using var publisher = await host.AsAsync("publisher");
        var flows = await (await publisher.GetAsync("/api/flows")).OkAsync();
        flows.EnumerateArray().Single(f => f.Text("definitionId") == Flow).GetProperty("asked").Text("actor").Should().Be("owner");
        await (await publisher.PostAsync($"/api/flows/{Flow}/publish", null)).OkAsync();
    }

    async Task<JsonObject> ExportAsync(int version)
    {
        using var owner = await host.AsAsync("owner");
        return JsonNode.Parse(await owner.GetStringAsync($"/api/flows/{Flow}/export?version={version}"))!.AsObject();
    }

    static JsonObject Renamed(JsonObject flow, string definitionId)
    {
        var renamed = flow.DeepClone().AsObject();
        (renamed["id"], renamed["definitionId"], renamed["name"]) = (null, definitionId, definitionId);
        return renamed;
    }

    /// <summary>What a flow does, as text: Studio measures each step that it draws, and writes down what is so anyway.</summary>
    static string Meaning(JsonNode flow) =>
        string.Join('\n', new[] { "variables", "inputs", "outputs", "options", "customProperties", "root" }.Select(member => $"{member}: {Plain(flow[member])?.ToJsonString()}"));

    static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(m => m.Key != "designer").OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => KeyValuePair.Create(m.Key, Plain(m.Value))).Where(m => m.Value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }))),
        JsonArray items => new JsonArray([.. items.Select(Plain)]),
        JsonValue value when value.GetValueKind() is JsonValueKind.False => null,
        _ => node?.DeepClone(),
    };

    static int Steps(JsonObject flow) => flow["root"]!["activities"]!.AsArray().Count;

    /// <summary>The first task of a new application that takes the standard track.</summary>
    async Task<JsonElement> TaskOfNewCaseAsync(string expectedStep)
    {
        var officer = await host.AsAsync("officer");
        var receipt = await (await officer.SendAsync(A.Submit(await A.LoanApplicationAsync(host, 1_200_000m)))).OkAsync();
        var task = await OpenTaskAsync(receipt.Text("number")!);
        task.Text("activityId").Should().Be(expectedStep);
        return task;
    }

    async Task<JsonElement> OpenTaskAsync(string number) =>
        (await TestHost.UntilAsync(await host.AsAsync("officer"), $"/api/applications/{number}", c => c.GetProperty("openTasks").GetArrayLength() > 0)).GetProperty("openTasks")[0];

    /// <summary>Each does the task that is open and says yes; then the money is paid out.</summary>
    async Task FinishAsync(JsonElement task, params string[] people)
    {
        var number = task.Text("caseNumber")!;
        foreach (var name in people)
        {
            var person = await host.AsAsync(name);
            var claimed = await (await (await OpenTaskAsync(number)).ActAsync(person, "claim")).OkAsync();
            object answer = claimed.Text("activityId") == "dueDiligence"
                ? new { outcome = "Done", form = new { narrative = "Visited the shop; the books agree.", recommendation = "support" } }
                : new { outcome = "Approve", comment = "Sound business" };
            await (await claimed.ActAsync(person, "complete", answer)).OkAsync();
        }
        await TestHost.UntilAsync(await host.AsAsync("officer"), $"/api/applications/{number}", c => c.Text("status") == "disbursed");
    }

    async Task<int> VersionOfAsync(JsonElement task)
    {
        using var owner = await host.AsAsync("owner");
        return (await (await owner.GetAsync($"/elsa/api/workflow-instances/{task.Text("instanceId")}")).OkAsync()).GetProperty("version").GetInt32();
    }
}
