using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>The editors of what a step is given that <see cref="StudioBuildTests"/> has no use for.</summary>
[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class StudioEditorsTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    const string Flow = "all-editors";

    [BrowserFact]
    public async Task Ways_outputs_outcomes_flows_and_statuses_are_picked_and_not_spelled()
    {
        using var api = await host.AsAsync("owner");
        await (await api.PostAsync("/elsa/api/workflow-definitions", Answers.Json(Drawn()))).OkAsync();
        var owner = await chromium.VisitAsync(host, "owner");
        var traffic = new Traffic(owner.Page, host.ClientOptions.BaseAddress);
        var panes = new StudioPanes(owner.Page);
        await StudioCanvas.OpenAsync(owner.Page, Flow, steps: 7);

        await panes.OpenAsync("Ways", "Mode");
        await panes.AddCaseAsync("Large", "getWho().length > 3"); // flow-switch-editor
        await panes.OpenAsync("Branches", "Mode");
        await panes.AddCaseAsync("Small", "getWho().length <= 3"); // switch-editor
        await panes.OpenAsync("SetOutput1", "Output Name");
        await panes.ChooseAsync("Output Name", "said"); // output-picker
        await panes.SwitchAsync("Output Value", "Input");
        await panes.ChooseAsync("Output Value", "who - who"); // input-picker
        await panes.OpenAsync("Complete1", "Outcomes");
        await panes.ChooseAsync("Outcomes", "Sent"); // outcome-picker
        await panes.OpenAsync("ExecuteWorkflow1", "Workflow Definition Id");
        await panes.ChooseAsync("Workflow Definition Id", "Loan origination"); // workflow-definition-picker
        await panes.OpenAsync("Http1", "Expected Status Codes");
        await panes.AddAsync("Expected Status Codes", "404"); // http-status-codes
        await panes.OpenAsync("Http2", "Expected Status Codes");
        await panes.AddAsync("Expected Status Codes", "409"); // multitext

        var steps = (await TestHost.UntilAsync(api, $"/elsa/api/workflow-definitions/by-definition-id/{Flow}?versionOptions=Latest", d => d.ToString().Contains("409", StringComparison.Ordinal)))
            .GetProperty("root").GetProperty("activities").EnumerateArray().ToDictionary(a => a.Text("name")!);
        Case("Ways").Should().Be(("Large", "JavaScript", "getWho().length > 3"));
        Case("Branches").Should().Be(("Small", "JavaScript", "getWho().length <= 3"));
        Given("SetOutput1", "outputName").Text("value").Should().Be("said");
        Given("SetOutput1", "outputValue").Text("type").Should().Be("Input");
        Given("SetOutput1", "outputValue").Text("value").Should().Contain("\"who\"");
        Given("Complete1", "outcomes").Text("value").Should().Contain("Sent");
        Given("ExecuteWorkflow1", "workflowDefinitionId").Text("value").Should().Be("loan-origination");
        steps["Http1"].GetProperty("expectedStatusCodes").EnumerateArray().Select(c => c.GetProperty("statusCode").GetInt32()).Should().Contain(404);
        Given("Http2", "expectedStatusCodes").Text("type").Should().Be("Object");
        Given("Http2", "expectedStatusCodes").Text("value").Should().Contain("409");
        traffic.Troubles.Should().BeEmpty();
        owner.Complaints.Should().BeEmpty();

        JsonElement Given(string step, string input) => steps[step].GetProperty(input).GetProperty("expression");

        (string?, string?, string?) Case(string step)
        {
            var (way, condition) = (steps[step].GetProperty("cases")[0], steps[step].GetProperty("cases")[0].GetProperty("condition"));
            return (way.Text("label"), condition.Text("type"), condition.Text("value"));
        }
    }

    static string Drawn()
    {
        (string Name, string Type)[] steps = [("Ways", "Elsa.FlowSwitch"), ("Branches", "Elsa.Switch"), ("SetOutput1", "Elsa.SetOutput"), ("Complete1", "Elsa.Complete"), ("ExecuteWorkflow1", "Elsa.ExecuteWorkflow"), ("Http1", "Elsa.SendHttpRequest"), ("Http2", "Elsa.FlowSendHttpRequest")];
        var activities = steps.Select((step, i) => new
        {
            id = step.Name.ToLowerInvariant(), name = step.Name, type = step.Type, version = 1,
            metadata = new { designer = new { position = new { x = 30 + (i % 2 * 320), y = 30 + (i / 2 * 110) }, size = new { width = 180, height = 50 } } },
        });
        return JsonSerializer.Serialize(new
        {
            model = new
            {
                definitionId = Flow, name = Flow, outcomes = new[] { "Sent", "Kept" },
                inputs = new[] { new { type = "String", name = "who", displayName = "who", category = "Primitives", isArray = false, uiHint = "singleline" } },
                outputs = new[] { new { type = "String", name = "said", displayName = "said", category = "Primitives", isArray = false } },
                root = new { id = "f", type = "Elsa.Flowchart", version = 1, activities },
            },
            publish = false,
        });
    }
}
