using System.Text.Json.Nodes;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Elements;

public sealed class ContainerTests
{
    static JsonObject Line(string id) => Flow.Activity(id, "WriteLine", ("text", id));

    static JsonObject Event(string id, string name) => Flow.Activity(id, "Event", ("eventName", name));

    static JsonObject Sequence(string id, params JsonNode[] steps) => Flow.Activity(id, "Sequence", ("activities", new JsonArray(steps)));

    [Fact]
    public void The_branches_of_a_fork_run_in_turns()
    {
        var flow = Flow.Named("fork").Step("K", "Fork", ("branches", new JsonArray(Sequence("a", Line("A1"), Line("A2")), Sequence("b", Line("B1"), Line("B2"))))).Line("Z");

        flow.Start().Lines.Should().Be("A1 B1 A2 B2 Z");
    }

    [Fact]
    public void A_fork_that_waits_for_any_branch_calls_off_the_others()
    {
        var flow = Flow.Named("any").Step("K", "Fork", ("joinMode", JsonValue.Create("WaitAny")), ("branches", new JsonArray(Sequence("a", Event("E", "Never")), Sequence("b", Line("B")))));

        flow.Start().Journal.Should().Be("+Workflow1 +seq +K +a +b +E ~E +B .B .b xa xE .K .seq .Workflow1");
    }

    [Theory]
    [InlineData("MatchFirst", "A Z")]
    [InlineData("MatchAny", "A B Z")]
    public void A_switch_runs_the_first_or_every_case_that_holds(string mode, string lines)
    {
        var cases = new JsonArray(Case("x", "true", "A"), Case("y", "true", "B"), Case("z", "false", "C"));

        Flow.Named("switch").Step("S", "Switch", ("mode", mode), ("cases", cases), ("default", Line("D"))).Line("Z").Start().Lines.Should().Be(lines);
    }

    [Fact]
    public void A_switch_without_a_case_that_holds_runs_its_default()
    {
        Flow.Named("default").Step("S", "Switch", ("cases", new JsonArray(Case("z", "false", "C"))), ("default", Line("D"))).Start().Lines.Should().Be("D");
    }

    static JsonObject Case(string label, string condition, string line) =>
        new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition }, ["activity"] = Line(line) };

    [Fact]
    public void A_state_machine_goes_on_by_the_first_trigger_and_calls_off_the_others()
    {
        var flow = Flow.Named("states").Step("SM", "StateMachine",
            ("initialState", JsonValue.Create("S1")),
            ("states", new JsonArray(State("S1", "in1", "out1"), State("S2", "in2", null))),
            ("transitions", new JsonArray(Transition("S2", Event("T1", "Go"), Line("act")), Transition("S2", Event("T2", "Alt"), null))));

        var done = flow.Start().Resume("T1");

        done.LastJournal.Should().Be(">T1 .T1 xT2 +act .act +out1 .out1 +in2 .in2 .SM .seq .Workflow1");
    }

    static JsonObject State(string name, string entry, string? exit) => new() { ["name"] = name, ["entry"] = Line(entry), ["exit"] = exit is null ? null : Line(exit) };

    static JsonObject Transition(string to, JsonObject trigger, JsonObject? action) => new() { ["from"] = "S1", ["to"] = to, ["trigger"] = trigger, ["action"] = action };

    [Fact]
    public void Complete_ends_the_workflow_from_deep_inside()
    {
        var inner = new JsonObject { ["id"] = "inner", ["type"] = "Elsa.Flowchart", ["activities"] = new JsonArray(Line("A"), Flow.Activity("C", "Complete")), ["connections"] = new JsonArray(new JsonObject { ["source"] = "A", ["target"] = "C", ["sourcePort"] = "Done" }) };
        var flow = Flow.Named("complete").Step("N", "FlowNode", ("body", inner)).Line("Z").Arrows("N > Z");

        var done = flow.Start();

        done.Lines.Should().Be("A");
        done.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }
}
