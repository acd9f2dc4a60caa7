using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Elements;

/// <summary>What still runs, and what no longer does, when something ends early.</summary>
public sealed class EndingTests
{
    [Fact]
    public void Complete_in_a_sequence_completes_the_workflow_and_what_was_queued_runs_all_the_same()
    {
        var inner = Flow.Activity("S", "Sequence", ("activities", new JsonArray(Flow.Activity("C", "Complete"), Line("N"))));

        var done = Flow.Named("complete").Step("F", "FlowNode", ("body", inner)).Line("Z").Start();

        done.Journal.Should().Be("+Workflow1 +seq +F +S +C .C .S .F xseq .Workflow1 +Z .Z");
        done.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void Inline_has_no_code_in_JSON_and_completes()
    {
        Flow.Named("inline").Step("I", "Inline").Line("Z").Start().Lines.Should().Be("Z");
    }

    [Fact]
    public void A_workflow_drawn_inside_another_runs_its_root()
    {
        Flow.Named("nested").Step("W", "Workflow", ("root", Line("A"))).Step("E", "Workflow").Line("Z").Start().Lines.Should().Be("A Z");
    }

    [Fact]
    public void A_text_that_is_no_list_has_characters_for_one_loop_and_nothing_for_the_parallel_one()
    {
        var flow = Flow.Named("texts").Step("F", "ForEach", ("items", "ab"), ("body", Line("f"))).Step("P", "ParallelForEach", ("items", "ab"), ("body", Line("p"))).Line("Z");

        flow.Start().Lines.Should().Be("f f Z");
    }

    [Fact]
    public void An_arrow_of_the_flat_form_to_an_unknown_step_is_refused()
    {
        var json = Flow.Named("flat").Line("A").Line("B").Arrows("A > B").Json;
        json["root"]!["connections"] = new JsonArray(new JsonObject { ["source"] = "A", ["target"] = "Q", ["sourcePort"] = "Done" });

        DefinitionJson.Read(System.Text.Json.JsonSerializer.SerializeToElement(json), Some.Time, () => "id", out var problems);

        problems.Should().ContainSingle().Which.ToString().Should().Be("$.root.connections[0].target: Expected the id of an activity, but there is no 'Q'.");
    }

    static JsonObject Line(string id) => Flow.Activity(id, "WriteLine", ("text", id));
}
