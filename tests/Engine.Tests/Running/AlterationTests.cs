using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Tests.Running;

public sealed class AlterationTests
{
    static Flow Waiting(string name = "waiting") => Flow.Named(name).Variable("Amount", "Decimal", "5").Line("A").Step("W", "Event", ("eventName", "Go")).Line("B").Line("C").Arrows("A > W > B > C");

    static void ReplaysToTheSame(Case altered) =>
        EngineJson.WriteInstance(ReplayTests.Replay(altered)).Should().Equal(EngineJson.WriteInstance(altered.Instance));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_case_is_moved_to_another_step_and_ends_from_there(bool tokens)
    {
        var waiting = Waiting().Start(tokens);

        waiting.Altered(new Alteration.Move("W", "C"));

        waiting.Lines.Should().Be("A C");
        waiting.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
        waiting.Instance.Waits.Should().BeEmpty();
        ReplaysToTheSame(waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_case_is_moved_back_and_passes_the_same_steps_again(bool tokens)
    {
        var waiting = Waiting().Start(tokens);

        waiting.Altered(new Alteration.Move("W", "A")).Resume("W");

        waiting.Lines.Should().Be("A A B C");
        waiting.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Past_a_join_the_other_branch_does_not_run_what_comes_after_it_twice(bool tokens)
    {
        var waiting = Flow.Named("branches").Line("A").Step("V", "Event", ("eventName", "V")).Step("W", "Event", ("eventName", "W")).Step("J", "FlowJoin", ("mode", "WaitAll")).Line("C")
            .Arrows("A > V > J > C", "A > W > J").Start(tokens);

        waiting.Altered(new Alteration.Move("V", "C"), new Alteration.CancelActivity("W"));

        waiting.Lines.Should().Be("A C");
        waiting.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_of_a_sequence_is_entered_and_the_sequence_goes_on_from_there(bool tokens)
    {
        var waiting = Flow.Named("sequence").Line("A").Step("W", "Event", ("eventName", "Go")).Lines("B", "C").Start(tokens);

        waiting.Altered(new Alteration.Move("W", "C"));

        waiting.Lines.Should().Be("A C");
        waiting.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void A_variable_gets_a_value_of_its_type_and_the_log_says_who_and_why()
    {
        var waiting = Waiting().Start();

        waiting.Altered(new Alteration.ModifyVariable("Amount", Values.Of("17.50")));

        waiting.Variable("Amount").GetDecimal().Should().Be(17.5m);
        waiting.Bursts[^1].Should().ContainSingle(c => c is Change.Triggered).Which.Should().BeEquivalentTo(new { Kind = "Alter", Actor = "olga", Detail = "as asked by the applicant" });
        waiting.Bursts[^1].OfType<Change.Altered>().Single().Alteration.Should().BeOfType<Alteration.ModifyVariable>();
        ReplaysToTheSame(waiting);
    }

    [Fact]
    public void A_failed_execution_is_tried_again_by_its_number()
    {
        var faulted = Flow.Named("retry").Variable("N", "Int32", "0").Script("F", "if (++variables.N < 2) throw new Error('not now'); 7").Line("B").Arrows("F > B").Start();

        faulted.Altered(new Alteration.ScheduleActivity(null, faulted.Incident.Activity));

        faulted.Lines.Should().Be("B");
        faulted.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void A_failed_step_that_is_cancelled_lets_the_case_go_on_without_it()
    {
        var faulted = Flow.Named("cancel").Line("A").Step("W", "Event", ("eventName", "Go")).Step("F", "Fault", ("message", "boom")).Arrows("A > W", "A > F").Start();

        faulted.Altered(new Alteration.CancelActivity("F")).Resume("W");

        faulted.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
        faulted.Instance.Incidents.Should().BeEmpty();
    }

    [Fact]
    public void Everything_that_is_wrong_with_alterations_is_told_at_once()
    {
        var problems = Waiting().Start().Refused(null,
            new Alteration.ModifyVariable("Nothing", Values.Of(1)), new Alteration.ModifyVariable("Amount", Values.Of("a lot")), new Alteration.ScheduleActivity("nowhere"),
            new Alteration.CancelActivity("B"), new Alteration.Move("C", "B"), new Alteration.Migrate(7), new Alteration.ScheduleActivity(null), new Alteration.ScheduleActivity(null, 99));

        problems.Should().HaveCount(8).And.OnlyContain(p => p.StartsWith("Expected "));
    }

    [Fact]
    public void Alterations_of_a_case_that_went_on_or_ended_are_refused()
    {
        var waiting = Waiting().Start();
        var alter = new Trigger.Alter([new Alteration.CancelActivity("W")], "olga", "why not", Expected: waiting.Instance.Revision - 1);

        waiting.Give(alter)!.Kind.Should().Be(RefusalKind.Conflict);
        waiting.Altered(new Alteration.Cancel());
        waiting.Give(alter with { Expected = null })!.Kind.Should().Be(RefusalKind.Conflict);
        waiting.Instance.SubStatus.Should().Be(WorkflowSubStatus.Cancelled);
    }

    [Fact]
    public void What_an_alteration_would_do_is_told_step_by_step()
    {
        var graph = Flow.Named("preview").Step("A", "Delay").Step("B", "Event", ("eventName", "Go")).Step("C", "Event", ("eventName", "Go")).Step("S", "Start").Arrows("S > A > C", "S > B").Graph();
        var before = new Case(graph).Start().Instance;
        var after = EngineJson.ReadInstance(EngineJson.WriteInstance(before));
        Interpreter.Decide(graph, after, new Trigger.Alter([new Alteration.Move("A", "C")], "olga", "in a hurry"), Some.Time).Refusal.Should().BeNull();

        var preview = Preview.Of(before, graph, after, graph);

        preview.Steps.Select(s => (s.Step, s.Becomes)).Should().Equal(("A", "ended"), ("B", "kept"), ("C", "begun"));
        preview.Steps[0].Waits.Should().ContainSingle().Which.DueAt.Should().NotBeNull();
    }
}
