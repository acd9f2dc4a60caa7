using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>Definitions that Elsa 3.8 wrote, taken in as Studio does and given back.</summary>
[Collection(nameof(OneHost))]
public sealed class ElsaExportsTests(TestHost host)
{
    /// <summary>Of the version here, and not of what was drawn.</summary>
    static readonly string[] OfTheVersion = ["id", "version", "isLatest", "isPublished", "createdAt", "$schema"];

    static readonly string Folder = Path.Combine(Environment.GetEnvironmentVariable("LENDFLOW_SHARED") ?? Structure.Repository.Path("../shared"), "elsa", "corpus");

    public static TheoryData<string> Files => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)).Where(f => f != "manifest.json").Order(StringComparer.Ordinal)] : ["none"];

    [RecordingTheory, MemberData(nameof(Files))]
    public async Task What_Elsa_exported_comes_back_as_it_was(string file)
    {
        using var admin = await host.AsAsync("admin");
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file)))!.AsObject();
        (written["id"], written["definitionId"], written["isPublished"]) = (null, $"corpus-{file[..^5]}", false);

        var imported = await admin.PostAsync("/elsa/api/workflow-definitions/import", Answers.Json(written.ToJsonString()));
        if (await IsRefusedOnPurposeAsync(imported)) return; // C#, Liquid and Python: docs/decisions/0003. One file is wrong on purpose.
        await imported.OkAsync();
        var exported = JsonNode.Parse(await admin.GetStringAsync($"/elsa/api/workflow-definitions/{Uri.EscapeDataString($"corpus-{file[..^5]}")}/export?versionOptions=Latest"))!.AsObject();

        foreach (var member in OfTheVersion)
        {
            written.Remove(member);
            exported.Remove(member);
        }
        JsonNode.DeepEquals(Sorted(written), Sorted(exported)).Should().BeTrue("{0} became {1}", written.ToJsonString(), exported.ToJsonString());
    }

    static async Task<bool> IsRefusedOnPurposeAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return false;
        var text = await answer.Content.ReadAsStringAsync();
        return new[] { "CSharp", "C#", "Liquid", "Python", "BadCronExpression" }.Any(text.Contains);
    }

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
