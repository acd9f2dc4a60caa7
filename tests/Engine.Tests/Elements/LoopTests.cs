using System.Text.Json.Nodes;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Elements;

public sealed class LoopTests
{
    static JsonObject Write(string id, string script) => Flow.Activity(id, "WriteLine", ("text", new Js(script)));

    static JsonObject Sequence(string id, params JsonNode[] steps) => Flow.Activity(id, "Sequence", ("activities", new JsonArray(steps)));

    [Theory]
    [InlineData("1", "3", "1", "true", "1 2 3")]
    [InlineData("1", "3", "1", "false", "1 2")]
    [InlineData("3", "1", "-1", "true", "3 2 1")]
    [InlineData("1", "6", "2", "true", "1 3 5")]
    [InlineData("2", "1", "1", "true", "")]
    public void For_counts_within_its_bounds(string start, string end, string step, string inclusive, string lines)
    {
        var flow = Flow.Named("for").Step("L", "For", ("start", start), ("end", end), ("step", step), ("outerBoundInclusive", inclusive), ("body", Write("b", "getCurrentValue()")));

        flow.Start().Lines.Should().Be(lines);
    }

    [Fact]
    public void A_loop_that_does_not_advance_is_an_incident()
    {
        var flow = Flow.Named("zero").Step("L", "For", ("end", "3"), ("step", "0"), ("body", Write("b", "1")));

        flow.Start().Incident.Message.Should().StartWith("Expected a step other than zero");
    }

    [Theory]
    [InlineData("['a', 'b']", "0a 1b")]
    [InlineData("'xy'", "0x 1y")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public void For_each_runs_for_every_item(string items, string lines)
    {
        var flow = Flow.Named("each").Step("L", "ForEach", ("items", new Js(items)), ("body", Write("b", "getCurrentIndex() + getCurrentValue()")));

        flow.Start().Lines.Should().Be(lines);
    }

    [Fact]
    public void For_each_goes_on_after_a_wait_with_the_list_it_began_with()
    {
        var flow = Flow.Named("each-wait").Variable("List", "Object")
            .Script("s", "variables.List = ['a', 'b']")
            .Step("L", "ForEach", ("items", new Js("variables.List")), ("body", Sequence("body",
                Flow.Activity("E", "Event", ("eventName", "Go")), Write("b", "getCurrentValue()"), Flow.Activity("c", "RunJavaScript", ("script", "variables.List = []")))));

        var done = flow.Start().Resume("E").Resume("E");

        done.Lines.Should().Be("a b");
        done.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void What_is_no_list_is_an_incident()
    {
        var flow = Flow.Named("no-list").Step("L", "ForEach", ("items", new Js("5")), ("body", Write("b", "1")));

        flow.Start().Incident.Message.Should().Be("Expected input 'items' to be a list, but it is 5.");
    }

    [Fact]
    public void A_parallel_loop_starts_all_its_bodies_before_it_goes_on()
    {
        var flow = Flow.Named("parallel").Step("L", "ParallelForEach", ("items", new Js("['a', 'b']")), ("body", Sequence("body",
            Flow.Activity("E", "Event", ("eventName", "Go")), Write("b", "getCurrentValue()")))).Line("Z");

        var waiting = flow.Start();
        waiting.Instance.Waits.Should().HaveCount(2);

        waiting.Resume("E").Resume("E").Lines.Should().Be("a b Z");
    }

    [Fact]
    public void While_looks_at_its_condition_before_every_turn()
    {
        var flow = Flow.Named("while").Variable("N", "Int32", "0").Step("L", "While", ("condition", new Js("variables.N < 3")), ("body", Write("b", "++variables.N")));

        flow.Start().Lines.Should().Be("1 2 3");
    }

    [Fact]
    public void A_break_leaves_the_loop_and_nothing_else()
    {
        var flow = Flow.Named("break").Step("L", "For", ("start", "1"), ("end", "5"), ("body", Sequence("body",
            Write("b", "getCurrentValue()"), Flow.Activity("Q", "If", ("condition", new Js("getCurrentValue() == 2")), ("then", Flow.Activity("X", "Break"))), Write("c", "'after'")))).Line("Z");

        flow.Start().Lines.Should().Be("1 after 2 Z");
    }

    [Fact]
    public void A_loop_that_never_waits_ends_in_an_incident_instead_of_hanging()
    {
        var flow = Flow.Named("endless").Step("A", "SetName", ("value", "x")).Arrows("A > A");

        var faulted = flow.Start();

        faulted.Incident.Message.Should().Contain("a loop never ends");
        faulted.Instance.SubStatus.Should().Be(WorkflowSubStatus.Faulted);
        faulted.Instance.Queue.Should().BeEmpty();
    }

    [Fact]
    public void A_condition_that_never_becomes_false_ends_a_loop_without_body_in_an_incident()
    {
        var flow = Flow.Named("stuck").Step("L", "While", ("condition", new Js("true")));

        flow.Start().Incident.ActivityId.Should().Be("L");
    }
}
