using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Elements;

public sealed class FlowchartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Branches_run_breadth_first(bool tokens)
    {
        var flow = Flow.Named("fork").Lines("A", "B", "C", "D", "E").Arrows("A > B > D", "A > C > E");

        var done = flow.Start(tokens);

        done.Lines.Should().Be("A B C D E");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_where_live_branches_meet_runs_once(bool tokens)
    {
        var flow = Flow.Named("diamond").Lines("A", "B", "C", "D").Arrows("A > B > D", "A > C > D");

        flow.Start(tokens).Lines.Should().Be("A B C D");
    }

    [Fact]
    public void A_step_waits_for_the_longer_branch()
    {
        var flow = Flow.Named("uneven").Lines("A", "B", "C", "D", "E").Arrows("A > B > C > E", "A > D > E");

        flow.Start().Lines.Should().Be("A B D C E");
    }

    [Fact]
    public void A_dead_branch_does_not_hold_up_the_step_where_it_meets_a_live_one()
    {
        var flow = Flow.Named("dead").Step("Q", "FlowDecision", ("condition", "false")).Lines("B", "C", "D").Arrows("Q:True > B > D", "Q:False > C > D");

        var done = flow.Start();

        done.Lines.Should().Be("C D");
        done.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_case_is_reworked_as_often_as_the_decision_sends_it_back(bool tokens)
    {
        var flow = Flow.Named("rework").Variable("N", "Int32", "0").Line("I").Script("B", "variables.N++")
            .Step("Q", "FlowDecision", ("condition", new Js("variables.N < 3"))).Line("Z").Arrows("I > B > Q", "Q:True > I", "Q:False > Z");

        flow.Start(tokens).Lines.Should().Be("I I I Z");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fork_inside_a_reworked_part_meets_again_in_every_round(bool tokens)
    {
        var flow = Flow.Named("rework-fork").Variable("N", "Int32", "0").Script("I", "variables.N++").Lines("A", "B", "J")
            .Step("Q", "FlowDecision", ("condition", new Js("variables.N < 3"))).Line("Z")
            .Arrows("I > A > J > Q", "I > B > J", "Q:True > I", "Q:False > Z");

        flow.Start(tokens).Lines.Should().Be("A B J A B J A B J Z");
    }

    [Fact]
    public void An_arrow_back_that_can_be_passed_by_is_an_incident_of_the_step_it_leaves()
    {
        var flow = Flow.Named("unsound").Lines("A", "B", "C", "D").Step("Q", "FlowDecision", ("condition", "false"))
            .Arrows("A > B > D > Q", "A > C > Q", "Q:False > D");

        var faulted = flow.Start();

        faulted.Incident.ActivityId.Should().Be("Q");
        faulted.Journal.Should().EndWith("+Q .Q !Q");
        faulted.Instance.SubStatus.Should().Be(WorkflowSubStatus.Faulted);
    }

    [Fact]
    public void Steps_that_are_queued_when_an_end_is_reached_still_run_but_nothing_follows_them()
    {
        var flow = Flow.Named("end").Lines("A", "B", "C").Step("X", "End").Arrows("A > X", "A > B > C");

        flow.Start().Journal.Should().Be("+Workflow1 +flow +A .A +X .X .flow .Workflow1 +B .B");
    }

    [Fact]
    public void Finish_drops_what_is_queued_and_what_is_awaited()
    {
        var flow = Flow.Named("finish").Line("A").Step("E", "Event", ("eventName", "Go")).Step("X", "Finish").Line("B").Arrows("A > E", "A > X", "A > B");

        var done = flow.Start();

        done.Journal.Should().Be("+Workflow1 +flow +A .A +E ~E +X .X");
        done.Instance.Waits.Should().BeEmpty();
        done.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void Only_the_first_of_two_starts_runs()
    {
        var flow = Flow.Named("two-roots").Lines("A", "B", "C").Arrows("A > C");

        flow.Start().Lines.Should().Be("A C");
    }
}
