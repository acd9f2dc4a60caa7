using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Elements;

public sealed class JoinTests
{
    static Flow Race(string mode) => Flow.Named("race").Lines("A", "B", "Z").Step("E", "Event", ("eventName", "Go")).Step("J", "FlowJoin", ("mode", mode))
        .Arrows("A > E > J", "A > B > J", "J > Z");

    [Fact]
    public void Wait_any_goes_on_with_the_first_and_calls_off_the_others()
    {
        var done = Race("WaitAny").Start();

        done.Journal.Should().Be("+Workflow1 +flow +A .A +E ~E +B .B xE +J .J +Z .Z .flow .Workflow1");
        done.Instance.Waits.Should().BeEmpty();
    }

    [Fact]
    public void A_branch_that_begins_to_wait_after_the_race_was_won_is_called_off_too()
    {
        var flow = Flow.Named("late").Lines("A", "B", "Z").Step("E", "Event", ("eventName", "Go")).Step("J", "FlowJoin").Arrows("A > B > J", "A > E > J", "J > Z");

        flow.Start().Journal.Should().Be("+Workflow1 +flow +A .A +B .B +E ~E +J xE .J +Z .Z .flow .Workflow1");
    }

    [Fact]
    public void Wait_all_goes_on_with_the_last()
    {
        var waiting = Race("WaitAll").Start();
        waiting.Lines.Should().Be("A B");

        waiting.Resume("E");

        waiting.LastJournal.Should().Be(">E .E +J .J +Z .Z .flow .Workflow1");
    }

    [Theory]
    [InlineData("WaitAll", "B")]
    [InlineData("WaitAllActive", "B Z")]
    public void A_branch_not_taken_keeps_wait_all_from_running_but_not_wait_all_active(string mode, string lines)
    {
        var flow = Flow.Named("dead").Step("Q", "FlowDecision", ("condition", "true")).Lines("B", "C", "Z").Step("J", "FlowJoin", ("mode", mode))
            .Arrows("Q:True > B > J", "Q:False > C > J", "J > Z");

        var done = flow.Start();

        done.Lines.Should().Be(lines);
        done.Instance.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void An_unknown_mode_is_an_incident_of_the_step_that_leads_to_the_join()
    {
        var faulted = Race("WaitSome").Start();

        faulted.Incident.ActivityId.Should().Be("B");
        faulted.Incident.Message.Should().Be("Expected join 'J' to have mode WaitAny, WaitAll or WaitAllActive, but it is none of them.");
    }
}
