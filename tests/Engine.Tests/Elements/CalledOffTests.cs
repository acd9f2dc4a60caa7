using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Elements;

/// <summary>What a race leaves behind in token mode: everything it calls off is called off for good, and what it sets going goes on.</summary>
public sealed class CalledOffTests
{
    static readonly Js TwoWays = new("['a', 'b']");

    [Fact]
    public void A_step_behind_a_race_that_ended_its_flowchart_goes_on_after_a_wait()
    {
        var race = Flow.Named("late").Variable("N")
            .Step("K", "FlowFork", ("branches", TwoWays)).Step("E", "Event", ("eventName", "Go")).Line("L").Step("J", "FlowJoin", ("mode", "WaitAny"))
            .Step("D", "Event", ("eventName", "On")).Script("S", "variables.N = 1").Line("Z")
            .Arrows("K:a > E > J", "K:b > L > J", "J > D > S > Z")
            .Start(tokens: true);

        race.Reload().Resume("D");

        race.Lines.Should().Be("L Z");
        race.Instance.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void A_branch_that_lost_a_race_does_not_keep_its_flowchart_open()
    {
        var race = Flow.Named("lost")
            .Step("K", "FlowFork", ("branches", TwoWays)).Step("K2", "FlowFork", ("branches", TwoWays)).Lines("L", "B", "B2")
            .Step("E", "Event", ("eventName", "Go")).Step("J", "FlowJoin", ("mode", "WaitAny")).Step("J2", "FlowJoin", ("mode", "WaitAll"))
            .Arrows("K:a > K2", "K:b > B > B2 > J2", "K2:a > E > J", "K2:b > L > J", "J > J2")
            .Start(tokens: true);

        race.Instance.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void A_join_on_the_way_to_a_race_that_is_won_does_not_wait_for_the_rest()
    {
        var race = Flow.Named("in vain")
            .Step("K", "FlowFork", ("branches", TwoWays)).Step("K2", "FlowFork", ("branches", TwoWays)).Line("L")
            .Step("E", "Event", ("eventName", "Go")).Step("F", "Event", ("eventName", "Go")).Step("G", "Event", ("eventName", "Go"))
            .Step("J", "FlowJoin", ("mode", "WaitAll")).Step("J2", "FlowJoin", ("mode", "WaitAny"))
            .Arrows("K:a > K2", "K:b > G > J2", "K2:a > E > J", "K2:b > F > J", "J > J2 > L")
            .Start(tokens: true);

        race.Resume("E").Resume("G");

        race.Lines.Should().Be("L");
        race.Instance.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void A_join_that_a_queued_step_reaches_after_the_race_was_won_does_not_wait_for_the_rest()
    {
        var race = Flow.Named("late join")
            .Step("K", "FlowFork", ("branches", TwoWays)).Step("K2", "FlowFork", ("branches", TwoWays)).Lines("A", "A2", "A3", "B", "B2", "Z")
            .Step("E", "Event", ("eventName", "Go")).Step("J", "FlowJoin", ("mode", "WaitAny")).Step("J2", "FlowJoin", ("mode", "WaitAll"))
            .Arrows("K:a > K2", "K:b > B > B2 > J", "K2:a > E > J2", "K2:b > A > A2 > A3 > J2", "J2 > J", "J > Z")
            .Start(tokens: true);

        race.Lines.Should().StartWith("B").And.Contain("A3").And.EndWith("Z");
        race.Instance.Status.Should().Be(WorkflowStatus.Finished);
    }

    /// <summary>Elsa would swallow the first arrival of whoever lost the turn before: a time limit would be lost after a rework.</summary>
    [Fact]
    public void A_race_in_a_rework_loop_is_open_again_in_every_turn()
    {
        var race = Flow.Named("rework")
            .Step("K", "FlowFork", ("branches", TwoWays)).Step("documents", "Event", ("eventName", "Documents")).Step("limit", "Delay", ("timeSpan", "01:00:00"))
            .Step("J", "FlowJoin", ("mode", "WaitAny")).Step("check", "Event", ("eventName", "Checked"))
            .Arrows("K:a > documents > J", "K:b > limit > J", "J > check > K")
            .Start(tokens: true);

        race.Resume("documents").Resume("check").Resume("limit");

        race.LastJournal.Should().EndWith("+check ~check");
    }

    [Fact]
    public void The_state_of_a_loop_with_a_race_does_not_grow_with_its_turns()
    {
        var race = Flow.Named("markers")
            .Line("H").Step("D", "FlowDecision", ("condition", new Js("true"))).Lines("A", "B").Step("J", "FlowJoin", ("mode", "WaitAny")).Step("E", "Event", ("eventName", "Go"))
            .Arrows("H > D", "D:True > A > J", "D:False > B > J", "J > E > H")
            .Start(tokens: true);

        for (var turn = 0; turn < 10; turn++) race.Resume("E");
        var after10 = EngineJson.WriteInstance(race.Instance).Length;
        for (var turn = 0; turn < 80; turn++) race.Resume("E");

        EngineJson.WriteInstance(race.Instance).Length.Should().BeLessThan(after10 + 20, "only numbers may have become longer");
    }
}
