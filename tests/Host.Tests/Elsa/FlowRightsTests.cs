using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>An owner draws and asks, a publisher publishes, an administrator imports.</summary>
[Collection(nameof(OneHost))]
public sealed class FlowRightsTests(TestHost host)
{
    const string Api = "/elsa/api";

    [Fact]
    public async Task Publish_in_Studio_asks_for_it_where_the_author_may_not_and_a_publisher_publishes()
    {
        using var owner = await host.AsAsync("owner");
        using var publisher = await host.AsAsync("publisher");

        var asked = await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(Drawn("asked", publish: true)));
        var waiting = await FlowAsync(publisher, "asked");
        var findings = await (await publisher.GetAsync("/api/flows/asked/findings?version=1")).OkAsync();
        await (await publisher.PostAsync("/api/flows/asked/publish", null)).OkAsync();
        var published = await FlowAsync(publisher, "asked");

        asked.StatusCode.Should().Be(HttpStatusCode.OK);
        Uri.UnescapeDataString(asked.Headers.GetValues("Lendflow-Notice").Single()).Should().StartWith("Publication is asked for");
        (waiting.GetProperty("isPublished").GetBoolean(), waiting.GetProperty("asked").Text("actor")).Should().Be((false, "owner"));
        findings.GetProperty("mayPublish").GetBoolean().Should().BeTrue();
        (published.GetProperty("isPublished").GetBoolean(), published.GetProperty("asked").ValueKind).Should().Be((true, JsonValueKind.Null));
    }

    [Fact]
    public async Task A_request_is_sent_back_with_a_reason_and_everybody_is_told()
    {
        using var owner = await host.AsAsync("owner");
        using var publisher = await host.AsAsync("publisher");
        await (await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(Drawn("sent-back", publish: true)))).OkAsync();

        await (await owner.PostAsync("/api/flows/sent-back/publication-request/send-back", Answers.Json("""{"reason":"mine"}"""))).ProblemAsync(403);
        await (await publisher.PostAsync("/api/flows/sent-back/publication-request/send-back", Answers.Json("""{"reason":" "}"""))).ProblemAsync(422);
        await (await publisher.PostAsync("/api/flows/sent-back/publication-request/send-back", Answers.Json("""{"reason":"Say hello in Chinese too"}"""))).OkAsync();
        var waiting = await FlowAsync(owner, "sent-back");
        await (await publisher.PostAsync("/api/flows/sent-back/publication-request/send-back", Answers.Json("""{"reason":"again"}"""))).ProblemAsync(422);
        var askedAgain = await (await owner.PostAsync("/api/flows/sent-back/publication-request", null)).OkAsync();
        await (await publisher.PostAsync("/api/flows/sent-back/publish", null)).OkAsync();

        waiting.GetProperty("asked").ValueKind.Should().Be(JsonValueKind.Null);
        askedAgain.GetProperty("asked").Text("actor").Should().Be("owner");
        (await ToldAsync(publisher, "sent-back")).Should().Equal(("publicationAsked", "owner", null), ("publicationAsked", "owner", null));
        (await ToldAsync(owner, "sent-back")).Should().Equal(("publicationGranted", "publisher", null), ("publicationSentBack", "publisher", "Say hello in Chinese too"));
    }

    /// <summary>Newest first.</summary>
    static async Task<IEnumerable<(string? Kind, string? By, string? Text)>> ToldAsync(HttpClient client, string flow) =>
        (await (await client.GetAsync("/api/notices?pageSize=100")).OkAsync()).GetProperty("items").EnumerateArray()
            .Where(n => n.Text("title") == flow).Select(n => (n.Text("kind"), n.Text("by"), n.Text("text")));

    [Fact]
    public async Task What_is_asked_for_is_what_was_drawn_then_and_not_what_is_saved_later()
    {
        using var owner = await host.AsAsync("owner");
        await (await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(Drawn("asked-before", publish: false)))).OkAsync();
        await (await owner.PostAsync($"{Api}/bulk-actions/publish/workflow-definitions/by-definition-ids", Answers.Json("""{"definitionIds":["asked-before"]}"""))).OkAsync();
        var before = await FlowAsync(owner, "asked-before");

        await (await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(Drawn("asked-before", publish: false).Replace("hello", "bye")))).OkAsync();

        before.GetProperty("asked").Text("actor").Should().Be("owner");
        (await FlowAsync(owner, "asked-before")).GetProperty("asked").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Nobody_asks_for_what_checks_would_refuse()
    {
        using var owner = await host.AsAsync("owner");
        await (await owner.PostAsync($"{Api}/workflow-definitions", Answers.Json(Drawn("asked-wrong", publish: false).Replace("Elsa.WriteLine", "Lending.Scoring")))).OkAsync();

        var refused = await (await owner.PostAsync("/api/flows/asked-wrong/publication-request", null)).ProblemAsync(422);

        refused.GetProperty("findings").EnumerateArray().Select(f => f.Text("code")).Should().Contain("missing-input");
    }

    [Theory]
    [InlineData("auditor", false, false, false)]
    [InlineData("owner", true, false, false)]
    [InlineData("publisher", false, true, false)]
    [InlineData("admin", true, true, true)]
    public async Task Each_door_refuses_the_same_people(string user, bool mayEdit, bool mayPublish, bool mayImport)
    {
        using var client = await host.AsAsync(user);
        var id = $"doors-{user}";
        var file = Drawn(id, publish: false);
        var model = JsonSerializer.Deserialize<JsonElement>(file).GetProperty("model").GetRawText();

        var answers = new Dictionary<string, HttpResponseMessage>
        {
            ["import file"] = await client.PostAsync("/api/flows/import", Answers.Json(model)),
            ["import archive"] = await client.PostAsync("/api/bundles/import", Answers.Json(model)),
            ["import in Studio"] = await client.PostAsync($"{Api}/workflow-definitions/import", Answers.Json(model)),
            ["save in Studio"] = await client.PostAsync($"{Api}/workflow-definitions", Answers.Json(file)),
            ["save draft"] = await client.PutAsync($"/api/flows/{id}/draft", Answers.Json(model)),
            ["publish"] = await client.PostAsync("/api/flows/loan-origination/publish", null),
            ["findings"] = await client.GetAsync("/api/flows/loan-origination/findings"),
        };

        foreach (var (door, isOpen) in new[] { ("import file", mayImport), ("import archive", mayImport), ("import in Studio", mayImport), ("save in Studio", mayEdit), ("save draft", mayEdit), ("publish", mayPublish), ("findings", true) })
            answers[door].IsSuccessStatusCode.Should().Be(isOpen, "{0} by {1}: {2}", door, user, await answers[door].Content.ReadAsStringAsync());
    }

    static async Task<JsonElement> FlowAsync(HttpClient client, string id) =>
        (await (await client.GetAsync("/api/flows")).OkAsync()).EnumerateArray().Single(f => f.Text("definitionId") == id);

    internal static string Drawn(string id, bool publish) => """
        {"model":{"definitionId":"NAME","name":"NAME","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"w","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"hello"}}}]}},"publish":PUBLISH}
        """.Replace("NAME", id).Replace("PUBLISH", publish ? "true" : "false");
}

/// <summary>An installation that wants two people for a publication.</summary>
public sealed class FourEyesHost : TestHost
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("LENDFLOW_FOUR_EYES_ON_PUBLISHING", "on");
    }
}

public sealed class FourEyesOnPublishingTests(FourEyesHost host) : IClassFixture<FourEyesHost>
{
    [Fact]
    public async Task Who_changed_a_flow_does_not_publish_it_and_what_is_imported_stays_a_draft()
    {
        using var admin = await host.AsAsync("admin");
        using var publisher = await host.AsAsync("publisher");
        var flow = await admin.GetStringAsync("/api/flows/loan-origination/export");

        var imported = await (await admin.PostAsync("/api/flows/import", Answers.Json(flow.Replace("\"loan-origination\"", "\"four-eyes\"")))).OkAsync();
        var refused = await (await admin.PostAsync("/api/flows/four-eyes/publish", null)).ProblemAsync(403);
        var inStudio = await admin.PostAsync("/elsa/api/workflow-definitions", Answers.Json(FlowRightsTests.Drawn("four-eyes-studio", publish: true)));
        await (await publisher.PostAsync("/api/flows/four-eyes/publish", null)).OkAsync();

        imported.GetProperty("isPublished").GetBoolean().Should().BeFalse();
        refused.Text("detail").Should().Contain("somebody else");
        inStudio.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
