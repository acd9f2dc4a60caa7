using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>Every request the genuine Elsa Studio was seen to make, made again here.</summary>
[Collection(nameof(OneHost))]
public sealed partial class RecordedRequestsTests(TestHost host)
{
    const string Loan = "loan-approval";

    /// <summary>Lists that are empty here on purpose: no secrets, no retries outside jobs, no converters.</summary>
    static readonly string[] MayBeEmpty = ["/secrets/", "/resilience/", "/output-converters"];

    /// <summary>Asks about a flow with nested steps: <see cref="NestedFlowTests"/>.</summary>
    static readonly string[] Elsewhere = ["GET /workflow-definitions/subgraph/segments/{}"];

    /// <summary>An exported file says what its author wrote and no more.</summary>
    static readonly string[] AsWritten = ["$.root.nodeId is missing", "$.$schema is missing"];

    public static TheoryData<string> Routes => Recording.IsThere ? [.. Recording.Routes.Except(Elsewhere)] : ["none"];

    [RecordingTheory, MemberData(nameof(Routes))]
    public async Task An_answer_stands_where_the_recorded_one_stood(string route)
    {
        using var admin = await host.AsAsync("admin");
        foreach (var (recorded, index) in Recording.Of(route).Select((r, i) => (r, i)))
        {
            var hasCase = recorded.Method != "DELETE";
            var names = await SeedAsync(admin, hasCase, $"{Math.Abs(string.GetHashCode(route, StringComparison.Ordinal)) % 100_000}-{index}");

            var answer = await SendAsync(admin, recorded, names);

            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.Should().BeTrue("{0} {1} was answered {2} {3}", route, recorded.Query, (int)answer.StatusCode, text);
            if (answer.Content.Headers.ContentType?.MediaType != "application/json" || recorded.Answer.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) continue;
            var ours = JsonSerializer.Deserialize<JsonElement>(text);
            AnswerShape.Differences(recorded.Answer, ours).Distinct().Except(route.EndsWith("/export", StringComparison.Ordinal) ? AsWritten : []).Should().BeEmpty("{0} answered {1}", route, text[..Math.Min(text.Length, 600)]);
            if (IsFilled(recorded.Answer) && !MayBeEmpty.Any(route.Contains)) IsFilled(ours).Should().BeTrue("{0}{1} had items, but here has none", route, recorded.Query);
        }
    }

    static bool IsFilled(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && new[] { "items", "stats" }.Any(list => answer.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0);

    /// <summary>A flow as recorded, published, and a case of it that met a failure; the names by which the recording calls them.</summary>
    static async Task<Dictionary<string, string>> SeedAsync(HttpClient admin, bool hasCase, string suffix)
    {
        var definitionId = $"recorded-{suffix}";
        var model = JsonNode.Parse(InOurWords(Recording.Definition(Loan).GetRawText()))!.AsObject();
        (model["id"], model["definitionId"], model["name"]) = (null, definitionId, $"Recorded {suffix}");
        var published = await OkAsync(admin, "/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = true });
        var executed = !hasCase ? default : await OkAsync(admin, $"/workflow-definitions/{definitionId}/execute", new JsonObject { ["versionOptions"] = "Latest" });
        var instance = hasCase ? executed.GetProperty("workflowState").Text("id")! : "none";
        return new()
        {
            [Loan] = definitionId,
            ["version"] = published.GetProperty("workflowDefinition").Text("id")!,
            ["instance"] = instance,
            ["node"] = "Workflow1:loanflow:credit",
            ["execution"] = $"{instance}-5",
        };
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient admin, Recorded recorded, Dictionary<string, string> names)
    {
        var request = new HttpRequestMessage(new HttpMethod(recorded.Method), Renamed(recorded.Path, recorded.Path, names) + Renamed(recorded.Query, recorded.Path, names));
        if (recorded.Body is { } body && recorded.Method != "GET") request.Content = new StringContent(Renamed(body, recorded.Path, names), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await admin.SendAsync(request);
    }

    /// <summary>The recording's server made up activities and an expression type; what is drawn with them is drawn with ours here, and
    /// the credit pull fails.</summary>
    internal static string InOurWords(string text)
    {
        var known = MadeUp().Replace(text.Replace("Loan.CreditPull", "Elsa.Fault"), "\"Elsa.WriteLine\"");
        return known.Replace("\"Complete\"", "\"Done\"").Replace("\"AlwaysActivate\"", "\"AllowAlways\"").Replace("\"Liquid\"", "\"Literal\"");
    }

    [GeneratedRegex("\"(Loan|Demo)\\.[A-Za-z]+\"")]
    private static partial Regex MadeUp();

    /// <summary>The ids of the recording's server become ours, wherever they stand.</summary>
    static string Renamed(string text, string path, Dictionary<string, string> names)
    {
        if (text == path && path.Contains("/options/")) return "/elsa/api/descriptors/activities/Lending.AwaitDocuments/options/SlaStep";
        text = InOurWords(text);
        foreach (var (id, kind) in RecordedIds.Value.OrderByDescending(i => i.Key.Length)) text = text.Replace(id, names[kind]);
        var last = path[(path.LastIndexOf('/') + 1)..];
        if (path.Contains("/by-definition-id/")) text = text.Replace(last, names[Loan]);
        return VersionNumber().Replace(text, "versionOptions=1");
    }

    [GeneratedRegex(@"versionOptions=\d+")]
    private static partial Regex VersionNumber();

    static readonly Lazy<Dictionary<string, string>> RecordedIds = new(() => RecordedId.In(Recording.All.Select(r => r.Answer), Loan));

    static async Task<JsonElement> OkAsync(HttpClient admin, string path, JsonObject body) =>
        await (await admin.PostAsync($"/elsa/api{path}", Answers.Json(body.ToJsonString()))).OkAsync();
}
