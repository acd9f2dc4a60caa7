using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Elsa;

public sealed class RecordedEditorTests(TestHost host) : RecordedStory(host), IClassFixture<TestHost>
{
    [RecordingFact]
    public Task A_flow_is_drawn_published_exported_imported_retracted_saved_as_another_and_run() => ShouldBeAnsweredAlikeAsync(2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13);
}

public sealed class RecordedListTests(TestHost host) : RecordedStory(host), IClassFixture<TestHost>
{
    [RecordingFact]
    public Task The_list_is_searched_and_turned_over_and_flows_are_made_published_duplicated_deleted_and_imported() => ShouldBeAnsweredAlikeAsync(1, 14, 15, 16, 17);
}

public sealed class RecordedPropertiesTests(TestHost host) : RecordedStory(host), IClassFixture<TestHost>
{
    [RecordingFact]
    public Task Everything_about_a_flow_is_set_and_an_old_version_comes_back() => ShouldBeAnsweredAlikeAsync(40, 41, 42, 43, 44);
}

/// <summary>What Studio did in one sitting, done again in the same order on a host of its own that holds the same flows: every answer must say what
/// the recorded one said.</summary>
public abstract class RecordedStory(TestHost host)
{
    readonly AnswerMeaning _meaning = new();

    /// <summary>Where we say something else on purpose: the end of a route, what it says, and why.</summary>
    static readonly (string Route, string Difference, string Why)[] Deliberate =
    [
        ("/export", @"\$\.(\$schema|createdAt|isSystem|providerName|materializerName|materializerContext|root\.(activities\[\]\.)?nodeId): .* -> nothing", "a file says what its author wrote and no more"),
        ("/execute", @"\$\.workflowState\.(status|subStatus|incidents|input\.Amount|output\.Outcome|finishedAt): ", "the recording's server made its runs up; ours are real and may have ended when the answer is written"),
        ("", @"toolVersion: null -> ", "a version that the author does not name is the one whose format it has"),
        ("GET /workflow-definitions", @"\$\.items\[\]\.isReadonly: true -> false", "rights say who may change a flow, not the flow"),
        ("GET /workflow-definitions", @"\$\.items\[\]\.links: nothing -> '(delete|update-references|publish|retract|import)'", "the same"),
    ];

    private protected async Task ShouldBeAnsweredAlikeAsync(params int[] situations)
    {
        using var admin = await host.AsAsync("admin");
        await SeedAsync(admin);
        var differences = new List<string>();

        foreach (var asked in Recording.In(situations).Where(IsAboutFlows))
        {
            var answer = await admin.SendAsync(Again(asked));

            if ((int)answer.StatusCode != asked.Status) differences.Add($"{asked.Route}: {asked.Status} -> {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            else if (answer.Content.Headers.ContentType?.MediaType == "application/json")
                differences.AddRange(_meaning.Differences(InOurWords(asked.Answer), await answer.JsonAsync()).Where(d => !IsDeliberate(asked, d)).Select(d => $"{asked.Route}{asked.Query} {d}"));
        }

        string.Join('\n', differences.Distinct()).Should().BeEmpty();
    }

    static bool IsDeliberate(Recorded asked, string difference) => Deliberate.Any(d => asked.Route.EndsWith(d.Route, StringComparison.Ordinal) && Regex.IsMatch(difference, d.Difference));

    static bool IsAboutFlows(Recorded asked) => asked.Path.Contains("/workflow-definition", StringComparison.Ordinal);

    async Task SeedAsync(HttpClient admin)
    {
        var shipped = await (await admin.GetAsync("/elsa/api/workflow-definitions?versionOptions=Latest")).OkAsync();
        foreach (var flow in shipped.GetProperty("items").EnumerateArray())
            await (await admin.DeleteAsync($"/elsa/api/workflow-definitions/{flow.Text("definitionId")}")).OkAsync();
        foreach (var held in Held())
            await (await admin.PostAsync("/elsa/api/workflow-definitions", Answers.Json(new JsonObject { ["model"] = held, ["publish"] = (bool)held["isPublished"]! }.ToJsonString()))).OkAsync();
    }

    /// <summary>What the recording's server held at its start.</summary>
    static IEnumerable<JsonObject> Held()
    {
        var firstPages = Recording.In([1]).Where(r => r.Query.Contains("versionOptions=Latest") && r.Query.Contains("IsSystem=False&OrderDirection")).DistinctBy(r => r.Query);
        foreach (var listed in firstPages.SelectMany(page => page.Answer.GetProperty("items").EnumerateArray()))
        {
            var id = listed.Text("definitionId")!;
            if (id == "loan-approval")
                foreach (var earlier in new[] { 44, 32 }) yield return Drawn(id, earlier, isPublished: true, listed: null);
            yield return Drawn(id, situation: null, listed.GetProperty("isPublished").GetBoolean(), listed);
        }
    }

    static JsonObject Drawn(string id, int? situation, bool isPublished, JsonElement? listed)
    {
        var drawings = Recording.All.Where(r => r.Method == "GET" && (situation ?? r.Situation) == r.Situation && r.Answer.ValueKind == JsonValueKind.Object && r.Answer.TryGetProperty("root", out _)).Select(r => r.Answer).ToList();
        var drawn = JsonNode.Parse(InOurWords(drawings.Find(d => d.Text("definitionId") == id) is { ValueKind: JsonValueKind.Object } own ? own : drawings.Find(d => d.Text("definitionId") == "sample-3")).GetRawText())!.AsObject();
        if (listed is { } row) (drawn["name"], drawn["description"], drawn["isReadonly"]) = (row.Text("name"), row.Text("description"), row.GetProperty("isReadonly").GetBoolean());
        (drawn["id"], drawn["definitionId"], drawn["isPublished"]) = (null, id, isPublished);
        drawn.Remove("createdAt"); // They were made in the order of the list.
        return drawn;
    }

    HttpRequestMessage Again(Recorded asked)
    {
        // Asked for no order, the recording's server sorted by name; Elsa does by creation, and so do we.
        var query = asked.Query.Contains("OrderDirection") && !asked.Query.Contains("OrderBy=") ? $"{asked.Query}&OrderBy=Name" : asked.Query;
        var again = new HttpRequestMessage(new HttpMethod(asked.Method), _meaning.Ours(asked.Path + query));
        if (asked.Body is { } body && asked.Method != "GET") again.Content = Answers.Json(_meaning.Ours(InOurWords(body)));
        return again;
    }

    static JsonElement InOurWords(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? json : JsonSerializer.Deserialize<JsonElement>(InOurWords(json.GetRawText()));

    static string InOurWords(string text) => RecordedRequestsTests.InOurWords(text);
}
