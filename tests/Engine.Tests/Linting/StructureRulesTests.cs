using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.CSharp;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;

namespace Lendflow.Engine.Tests.Linting;

public sealed class StructureRulesTests
{
    static readonly ElementTable Elements = new([new CSharpLanguage()], []);

    public static IEnumerable<object[]> Codes => StructureExamples.All.Keys.Select(code => new object[] { code });

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_finds_what_it_looks_for_and_nothing_in_a_flow_that_has_been_cured(string code)
    {
        var example = StructureExamples.All[code];

        var bad = Check(example.Bad, example.UsesTokens);
        var good = Check(example.Good, example.UsesTokens);

        var found = bad.Where(f => f.Code == code).Should().ContainSingle().Subject;
        found.Place.ActivityId.Should().Be(example.At);
        found.Message.Should().StartWith("Expected ");
        found.MessageZh.Should().MatchRegex("[\u4e00-\u9fff]");
        good.Select(f => f.Code).Should().NotContain(code);
    }

    [Fact]
    public void Every_rule_has_an_example_and_a_name_of_its_own()
    {
        var codes = StructureRules.All.Select(r => r.Code).ToList();

        codes.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(StructureExamples.All.Keys);
    }

    [Fact]
    public void A_place_is_told_by_step_and_by_the_path_of_the_input()
    {
        var found = Check(StructureExamples.All["for-step-zero"].Bad, false).Single(f => f.Code == "for-step-zero");

        found.Place.Should().Be(new Place("F", "Workflow1:seq:F", "$.root.activities[0].step"));
        found.Help.Should().Be("docs/manual/lint.md#for-step-zero");
    }

    [Fact]
    public void The_same_join_ends_the_case_in_counter_mode_and_hangs_it_in_token_mode()
    {
        var flow = StructureExamples.All["join-never-fires"].Bad;

        Check(flow, tokens: false).Single(f => f.Code == "join-never-fires").Message.Should().Contain("counter mode the case then ends here");
        Check(flow, tokens: true).Single(f => f.Code == "join-never-fires").Message.Should().Contain("token mode the case then waits for ever");
    }

    [Theory]
    [InlineData("variables.total ?? 1")]
    [InlineData("variables.total?.length")]
    [InlineData("variables.total ? variables.total + 1 : 0")]
    [InlineData("if (!variables.total) 1")]
    [InlineData("typeof variables.total")]
    public void A_script_that_asks_whether_a_variable_has_a_value_may_read_it_before_it_is_written(string script)
    {
        var flow = Flow.Named("asks").Variable("total").Script("A", script).Script("B", "variables.total = 1").Json;

        Check(flow).Should().NotContain(f => f.Code == "read-before-write");
    }

    [Theory]
    [InlineData("A > W > R", false, "after a step that writes it")]
    [InlineData("A > W; A > R", false, "beside a step that writes it")]
    [InlineData("A > R > D; D:True > W > R; D:False > C", false, "in a loop that writes it")]
    [InlineData("A > D; D:True > W; D:False > R", true, "on the other branch of a decision")]
    [InlineData("A > R > W", true, "before the step that writes it")]
    public void A_variable_is_empty_where_no_path_has_written_it(string arrows, bool isEmpty, string where)
    {
        var flow = Flow.Named("data").Variable("total").Lines("A", "C").Script("W", "variables.total = 1").Step("D", "FlowDecision", ("condition", new Js("getInput('x')")))
            .Step("R", "WriteLine", ("text", new Js("variables.total + 1"))).Arrows(arrows.Split(';')).Json;

        Check(flow).Any(f => f.Code == "read-before-write").Should().Be(isEmpty, where);
    }

    [Fact]
    public void A_definition_that_cannot_be_taken_in_has_each_of_its_problems_as_a_finding()
    {
        const string Json = """{"name":"bad","root":{"type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine","text":{"expression":{"type":"Liquid","value":""}}},{"id":"a"}]}}""";

        Check(JsonNode.Parse(Json)!.AsObject()).Select(f => f.Code).Should().BeEquivalentTo("unsupported-expression", "activity-without-type", "duplicate-id");
    }

    static IReadOnlyList<Finding> Check(JsonObject flow, bool tokens = false)
    {
        var definition = DefinitionJson.Read(JsonSerializer.SerializeToElement(flow), Some.Time, () => "id", out var problems, Elements.Languages);
        return definition is null ? Linter.Refused(problems) : new Linter(StructureRules.All).Check(GraphBuilder.Build(definition, Elements, tokens), id => id == "known");
    }
}
