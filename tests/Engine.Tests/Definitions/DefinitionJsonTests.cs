using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Tests.Conformance;
using Lendflow.Engine.Virtual;

namespace Lendflow.Engine.Tests.Definitions;

public sealed class DefinitionJsonTests
{
    static WorkflowDefinition? Read(string json, out IReadOnlyList<Problem> problems) =>
        DefinitionJson.Read(Encoding.UTF8.GetBytes(json), Some.Time, () => "new-id", out problems);

    [Fact]
    public void A_refusal_lists_every_problem_with_its_path()
    {
        Read("""
            { "name": "bad", "version": "two", "inputs": [{ "name": "a" }, { "name": "A" }, {}],
              "root": { "type": "Elsa.Flowchart", "activities": [
                { "id": "x", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Liquid", "value": "{{ a }}" } } },
                { "id": "x" },
                { "id": "c", "type": "Elsa.Cron", "cronExpression": { "typeName": "String", "expression": { "type": "Literal", "value": "99 * * * *" } } },
                7 ] } }
            """, out var problems).Should().BeNull();

        problems.Select(p => p.Path).Should().BeEquivalentTo(
            "$.inputs[1].name", "$.inputs[2].name", "$.version", "$.root.activities[0].text.expression.type", "$.root.activities[1].type",
            "$.root.activities[1].id", "$.root.activities[2].cronExpression", "$.root.activities[3]");
        problems.Should().OnlyContain(p => p.Message.StartsWith("Expected "));
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("{}", "$.root")]
    [InlineData("{ \"name\": ", "$")]
    public void What_is_no_definition_is_refused(string json, string path)
    {
        Read(json, out var problems).Should().BeNull();

        problems.Should().ContainSingle(p => p.Path == path);
    }

    [Fact]
    public async Task Nothing_runs_when_one_of_several_flows_is_refused()
    {
        var good = new FlowFile("good.json", JsonSerializer.SerializeToUtf8Bytes(Flow.Named("good").Line("A").Json));
        var bad = new FlowFile("bad.json", "{}"u8.ToArray());

        var record = await VirtualRun.ExecuteAsync(new RunRequest(good, [bad]), new ElementTable(), [], default);

        record.Should().HaveCount(2).And.ContainSingle(l => l is RunLine.ImportFailed).Which.Should().BeOfType<RunLine.ImportFailed>().Which.File.Should().Be("bad.json");
        record[^1].Should().BeOfType<RunLine.RunError>();
    }

    public static IEnumerable<object[]> Files => ElsaExpectations.Files.Select(f => new object[] { Path.GetFileName(f), f });

    [ElsaTheory]
    [MemberData(nameof(Files))]
    public void A_definition_that_was_read_is_written_without_loss(string name, string file)
    {
        var json = File.ReadAllText(file);
        var (definition, problems) = (Read(json, out var found), found);
        if (definition is null)
        {
            problems.Should().NotBeEmpty(name);
            return;
        }

        var written = JsonNode.Parse(definition.ToJson().GetRawText())!.AsObject();

        var original = JsonNode.Parse(json, null, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        foreach (var lifted in written.Select(p => p.Key).Where(k => k.ToUpperInvariant() is "ID" or "DEFINITIONID" or "VERSION" or "ISLATEST" or "ISPUBLISHED").ToList())
        {
            written.Remove(lifted);
            original.Remove(lifted);
        }
        JsonNode.DeepEquals(original, written).Should().BeTrue();
    }
}
