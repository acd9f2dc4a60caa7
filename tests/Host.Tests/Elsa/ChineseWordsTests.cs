using System.Text.Json;
using System.Text.RegularExpressions;
using Lendflow.Host.Tests.Structure;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>Studio cannot change its language; the page around it lays Chinese words over what it says. Those words are held against what it is told to say.</summary>
[Collection(nameof(OneHost))]
public sealed partial class ChineseWordsTests(TestHost host)
{
    [Fact]
    public async Task Every_activity_input_output_and_outcome_has_a_Chinese_name_and_explanation()
    {
        var words = Words();

        var missing = Said(await ActivitiesAsync()).Where(text => !words.Contains(text)).Distinct().ToList();

        missing.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_chosen_from_lists_has_a_Chinese_name()
    {
        using var owner = await host.AsAsync("owner");
        var (words, said) = (Words(), new List<string>());
        foreach (var list in new[] { "expression-descriptors", "storage-drivers", "workflow-activation-strategies", "incident-strategies", "log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities" })
            said.AddRange((await (await owner.GetAsync($"/elsa/api/descriptors/{list}")).OkAsync()).GetProperty("items").EnumerateArray().SelectMany(NameAndDescription));

        said.Where(text => !words.Contains(text) && text is not ("JavaScript" or "C#")).Distinct().Should().BeEmpty();
    }

    /// <summary>Texts of the activities that are in the palette, with those whose Chinese the server brings along left out.</summary>
    static IEnumerable<string> Said(IEnumerable<JsonElement> activities)
    {
        foreach (var activity in activities.Where(a => a.GetProperty("isBrowsable").GetBoolean()))
        {
            var own = activity.GetProperty("customProperties");
            if (own.TryGetProperty("WorkflowDefinitionId", out _)) continue; // Named by its author.
            if (!own.TryGetProperty("DisplayNameZh", out _)) yield return activity.Text("displayName")!;
            if (!own.TryGetProperty("DescriptionZh", out _)) yield return activity.Text("description")!;
            yield return activity.Text("category")!;
            foreach (var part in new[] { "inputs", "outputs" })
                foreach (var text in activity.GetProperty(part).EnumerateArray().SelectMany(NameAndDescription)) yield return text;
            foreach (var port in activity.GetProperty("ports").EnumerateArray()) yield return port.Text("displayName")!;
        }
    }

    static IEnumerable<string> NameAndDescription(JsonElement of) =>
        new[] { "displayName", "description" }.Where(m => of.TryGetProperty(m, out _)).Select(m => of.Text(m)).OfType<string>().Where(t => t.Length > 0);

    async Task<IReadOnlyList<JsonElement>> ActivitiesAsync()
    {
        using var owner = await host.AsAsync("owner");
        return [.. (await (await owner.GetAsync("/elsa/api/descriptors/activities")).OkAsync()).GetProperty("items").EnumerateArray()];
    }

    static HashSet<string> Words() =>
        [.. Directory.GetFiles(Repository.Path("src/Web/src/studio"), "words*.ts").SelectMany(f => Entry().Matches(File.ReadAllText(f))).Select(m => m.Groups["key"].Value.Replace("\\'", "'"))];

    [GeneratedRegex("""^  (?:'(?<key>(?:\\'|[^'])*)'|"(?<key>[^"]*)"|(?<key>\w+)):""", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
