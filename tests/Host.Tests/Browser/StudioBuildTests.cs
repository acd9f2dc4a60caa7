using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lendflow.Host.Tests.Browser;

/// <summary>A flow drawn from nothing: what the designer is for, with each kind of editor that it has for what a step is given.</summary>
[Collection(nameof(OneHost)), Trait("Category", "Browser")]
public sealed class StudioBuildTests(TestHost host, Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_flow_is_drawn_on_an_empty_canvas_published_run_and_followed_live_past_a_task()
    {
        using var api = await host.AsAsync("admin");
        var author = await chromium.VisitAsync(host, "admin");
        var traffic = new Traffic(author.Page, host.ClientOptions.BaseAddress);
        var (page, panes) = (author.Page, new StudioPanes(author.Page));

        await StudioCanvas.CreateAsync(page, "Drawn from nothing");
        var definitionId = page.Url.Split('/')[^2];
        await DeclareAsync(panes);
        await DropAsync(page);
        await FillInAsync(panes);
        await ConnectAsync(page);

        var drawn = await SavedAsync(api, definitionId);
        ShouldBeAsDrawn(drawn);

        (await StudioCanvas.PublishAsync(page)).Status.Should().Be(200);
        await StudioCanvas.RunAsync(page);
        await Expect(Badge(page, "HumanTask1")).ToHaveTextAsync("1");
        await Expect(Badge(page, "WriteLine1")).ToHaveCountAsync(0);
        await DoTaskAsync(definitionId);
        await Expect(Badge(page, "WriteLine1")).ToHaveTextAsync("1");
        await Expect(Badge(page, "PublishEvent1")).ToHaveTextAsync("1");
        traffic.Troubles.Should().BeEmpty();
        author.Complaints.Should().BeEmpty();
    }

    static async Task DeclareAsync(StudioPanes panes)
    {
        await panes.DeclareAsync("Variables", "variable", "Answer", "String");
        await panes.DeclareAsync("Input/output", "input", "who", "String");
        await panes.DeclareAsync("Input/output", "output", "said", "String");
    }

    static async Task DropAsync(IPage page)
    {
        await StudioCanvas.DropAsync(page, "Primitives", "Set Variable", 30, 40);
        await StudioCanvas.DropAsync(page, "People", "Human Task", 400, 40);
        await StudioCanvas.DropAsync(page, "Scripting", "Run JavaScript", 30, 160);
        await StudioCanvas.DropAsync(page, "Console", "Write Line", 30, 280);
        await StudioCanvas.DropAsync(page, "Primitives", "Publish Event", 400, 280);
    }

    /// <summary>Each kind of editor, and each kind of expression.</summary>
    static async Task FillInAsync(StudioPanes panes)
    {
        await panes.OpenAsync("SetVariable1", "Variable");
        await panes.ChooseAsync("Variable", "Answer"); // variable-picker
        await panes.SwitchAsync("Value", "JavaScript");
        await panes.WriteAsync("Value", "`found ${1 + 1} things`");

        await panes.OpenAsync("HumanTask1", "Title");
        await panes.TypeAsync("Title", "Look at what was drawn"); // singleline
        await panes.TypeAsync("Description", "First look.\nThen say so."); // multiline
        await panes.TickAsync("officers"); // checklist, from our groups
        await panes.ChooseAsync("SLA Step", "Document review"); // dropdown, from our tables
        await panes.AddAsync("Outcomes", "Accept"); // dynamic-outcomes
        await panes.WriteAsync("Outcome Details", """[{"key":"Accept","label":"Accept","labelZh":"接受"}]"""); // json-editor

        await panes.OpenAsync("RunJavaScript1", "Script");
        await panes.WriteAsync("Script", "setVariable('Answer', getVariable('Answer'))"); // code-editor

        await panes.OpenAsync("WriteLine1", "Text");
        await panes.SwitchAsync("Text", "Variable");
        await panes.ChooseAsync("Text", "Answer");

        await panes.OpenAsync("PublishEvent1", "Event Name");
        await panes.SwitchAsync("Event Name", "JavaScript");
        await panes.WriteAsync("Event Name", "'Dra' + 'wn'");
        await panes.TickAsync("Is Local Event"); // checkbox
    }

    static async Task ConnectAsync(IPage page)
    {
        foreach (var (from, port, to) in new[] { ("SetVariable1", "Done", "HumanTask1"), ("HumanTask1", "Accept", "RunJavaScript1"), ("RunJavaScript1", "Done", "WriteLine1"), ("WriteLine1", "Done", "PublishEvent1") })
        {
            await StudioCanvas.LeaveAsync(page);
            await StudioCanvas.ConnectAsync(page, (await StudioCanvas.IdOfAsync(page, from), port), (await StudioCanvas.IdOfAsync(page, to), "In"));
        }
    }

    /// <summary>The draft, once everything that was drawn has been saved.</summary>
    static Task<JsonElement> SavedAsync(HttpClient api, string definitionId) => TestHost.UntilAsync(
        api, $"/elsa/api/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest",
        d => d.GetProperty("root").TryGetProperty("connections", out var arrows) && arrows.GetArrayLength() == 4);

    static void ShouldBeAsDrawn(JsonElement drawn)
    {
        (drawn.GetProperty("variables")[0].Text("name"), drawn.GetProperty("inputs")[0].Text("name"), drawn.GetProperty("outputs")[0].Text("name")).Should().Be(("Answer", "who", "said"));
        var steps = drawn.GetProperty("root").GetProperty("activities").EnumerateArray().ToDictionary(a => a.Text("name")!);
        steps["SetVariable1"].GetProperty("variable").Text("name").Should().Be("Answer");
        Given("SetVariable1", "value").Should().Be(("JavaScript", "`found ${1 + 1} things`"));
        Given("HumanTask1", "title").Should().Be(("Literal", "Look at what was drawn"));
        Given("HumanTask1", "description").Should().Be(("Literal", "First look.\nThen say so."));
        Given("HumanTask1", "candidateGroups").Should().Be(("Object", "[\"officers\"]"));
        Given("HumanTask1", "slaStep").Should().Be(("Literal", "document-review"));
        Given("HumanTask1", "outcomes").Should().Be(("Object", "[\"Accept\"]"));
        Given("HumanTask1", "outcomeDetails").Kind.Should().Be("Literal");
        Given("RunJavaScript1", "script").Value.Should().StartWith("setVariable(");
        Given("WriteLine1", "text").Kind.Should().Be("Variable");
        Given("PublishEvent1", "eventName").Should().Be(("JavaScript", "'Dra' + 'wn'"));
        Given("PublishEvent1", "isLocalEvent").Value.Should().Be("True");

        (string? Kind, string? Value) Given(string step, string input)
        {
            var expression = steps[step].GetProperty(input).GetProperty("expression");
            return (expression.Text("type"), expression.Text("value"));
        }
    }

    async Task DoTaskAsync(string flow)
    {
        var officer = await host.AsAsync("officer");
        var offered = await (await officer.GetAsync($"/api/tasks?scope=available&flow={flow}")).OkAsync();
        await offered.GetProperty("items").EnumerateArray().Single().CompleteAsync(host, "officer", "Accept");
    }

    /// <summary>How often a step ran, as Studio shows it on the canvas.</summary>
    static ILocator Badge(IPage page, string step) => page.Locator("elsa-activity-wrapper", new() { HasText = step }).Locator(".mud-badge");
}
