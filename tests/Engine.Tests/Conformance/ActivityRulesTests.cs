using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Virtual;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>Elsa's rules for reading definitions and for single activities, each as a run whose lines say what happened.</summary>
public sealed class ActivityRulesTests
{
    [Theory]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":"x"}}""", "x")]
    [InlineData("""{"typeName":"String","expression":{"value":"no type"}}""", "no type")]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":true}}""", "True")]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":{"a":1}}}""", "{\"a\":1}")]
    [InlineData("""{"typeName":"String","expression":{"type":"Object","value":"{\"a\":1}"}}""", "{\"a\":1}")]
    [InlineData("""{"typeName":"String","expression":{"type":"Input","value":{"name":"who"}}}""", "Bob")]
    [InlineData("""{"typeName":"String","expression":{"type":"Input","value":"Who"}}""", "")]
    [InlineData("""{"typeName":"String","expression":{"type":"Variable","value":{"id":"v","name":"V"}}}""", "vv")]
    [InlineData("""{"typeName":"String","expression":{"type":"Variable","value":"{\"id\":\"v\"}"}}""", "vv")]
    [InlineData("""{"typeName":"String","expression":{"type":"Variable","value":{"id":"w","name":"V"}}}""", "")]
    [InlineData("""{"typeName":"String","expression":{"type":"JavaScript","value":"if (true) return Promise.resolve('p')"}}""", "p")]
    [InlineData("""{"expression":{"type":"Literal","value":"x"}}""", "")]
    [InlineData("""{"typeName":"String"}""", "")]
    [InlineData("""{"typeName":"String","expression":{"type":"Unheard","value":"x"}}""", "")]
    [InlineData("\"bare\"", "bare")]
    [InlineData("5", "5")]
    [InlineData("null", "")]
    public async Task An_input_is_read_as_it_is_written(string text, string line)
    {
        var step = new JsonObject { ["id"] = "line", ["type"] = "Elsa.WriteLine", ["text"] = JsonNode.Parse(text) };

        (await LinesAsync(step)).Should().Equal(line);
    }

    [Theory]
    [InlineData("""{"type":"Elsa.For","end":2,"body":{"type":"Elsa.WriteLine","text":"t"}}""", "t t t")]
    [InlineData("""{"type":"Elsa.For","start":1,"end":3,"step":2,"outerBoundInclusive":false,"body":{"type":"Elsa.WriteLine","text":"t"}}""", "t")]
    [InlineData("""{"type":"Elsa.ForEach","items":"abc","body":{"type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"getCurrentValue() + getVariable('CurrentIndex')"}}}}""", "a0 b1 c2")]
    [InlineData("""{"type":"Elsa.While","body":{"type":"Elsa.WriteLine","text":"t"}}""", "")]
    [InlineData("""{"type":"Elsa.If","condition":true}""", "")]
    [InlineData("""{"type":"Elsa.If","condition":"true","then":{"type":"Elsa.WriteLine","text":"t"}}""", "t")]
    [InlineData("""{"type":"Elsa.Fork","branches":[]}""", "")]
    [InlineData("""{"type":"Elsa.Parallel","activities":{"_type":"list","items":[{"type":"Elsa.WriteLine","text":"a"},{"type":"Elsa.WriteLine","text":"b"}]}}""", "a b")]
    [InlineData("""{"type":"Elsa.FlowNode","body":{"type":"Elsa.WriteLine","text":"t"}}""", "t")]
    [InlineData("""{"Type":"Elsa.WriteLine","Text":"names regardless of case"}""", "names regardless of case")]
    public async Task An_activity_reads_its_own_members(string activity, string lines) =>
        string.Join(' ', await LinesAsync(JsonNode.Parse(activity)!.AsObject())).Should().Be(lines);

    [Fact]
    public async Task Missing_ids_are_numbered_and_taken_ones_skipped()
    {
        var steps = """[{"type":"Elsa.WriteLine"},{"type":"Elsa.WriteLine"},{"id":"WriteLine1","type":"Elsa.WriteLine"}]""";

        var lines = await RunAsync([.. JsonNode.Parse(steps)!.AsArray().Select(s => s!.DeepClone())]);

        lines.OfType<RunLine.Act>().Select(a => a.Id).Should().Equal("Workflow1", "Sequence1", "WriteLine2", "WriteLine3", "WriteLine1");
    }

    [Fact]
    public async Task An_output_without_a_type_name_goes_nowhere()
    {
        var step = JsonNode.Parse("""{"id":"r","type":"Elsa.RunJavaScript","script":"'new'","result":{"memoryReference":{"id":"v"}}}""")!.AsObject();

        (await RunAsync(step)).OfType<RunLine.Final>().Single().Vars["V"].GetString().Should().Be("vv");
    }

    static async Task<IEnumerable<string>> LinesAsync(JsonObject step) => (await RunAsync(step)).OfType<RunLine.Out>().Select(o => o.Text);

    static Task<IReadOnlyList<RunLine>> RunAsync(params JsonNode[] steps)
    {
        var definition = new JsonObject
        {
            ["name"] = "rules",
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "V", ["typeName"] = "String", ["value"] = "vv" }),
            ["root"] = new JsonObject { ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray([.. steps]) },
        };
        var request = new RunRequest(new FlowFile("rules.json", JsonSerializer.SerializeToUtf8Bytes(definition)), [])
        {
            Input = new Dictionary<string, JsonElement> { ["Who"] = JsonSerializer.SerializeToElement("Bob") },
        };
        return VirtualRun.ExecuteAsync(request, new ElementTable(), [], default);
    }
}
