using Lendflow.Engine.Running;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>Elsa's rules for flowcharts, a line each: a drawing and its journal, which is the same in counter and in token mode. It
/// leaves out the workflow and the flowchart around the steps.</summary>
public sealed class FlowchartRulesTests
{
    [Theory]
    [InlineData("Branches interleave", "A, B, C, D, E | A > B > D, A > C > E", "+A .A +B .B +C .C +D .D +E .E")]
    [InlineData("Where live branches meet, the step runs once", "A, B, C, D | A > B > D, A > C > D", "+A .A +B .B +C .C +D .D")]
    [InlineData("A meeting waits for the longer branch", "A, B, C, D, E | A > B > C > E, A > D > E", "+A .A +B .B +D .D +C .C +E .E")]
    [InlineData("A dead branch does not hold up a meeting", "D:FlowDecision=true, A, B, Z | D:True > A > Z, D:False > B > Z", "+D .D +A .A +Z .Z")]
    [InlineData("An outcome without arrow ends its branch", "A, D:FlowDecision=true, F | A > D, D:False > F", "+A .A +D .D")]
    [InlineData("Equal arrows count once", "A, B | A > B, A > B", "+A .A +B .B")]
    [InlineData("Only the start runs, not other roots", "A, B, C | A > B", "+A .A +B .B")]
    [InlineData("The first step without an arrow into it is the start", "A, B, C | B > C", "+A .A")]
    [InlineData("Two outcomes to one step run it once", "D:FlowDecision=true, Z | D:True > Z, D:False > Z", "+D .D +Z .Z")]
    [InlineData("WaitAll waits for all", "A, B, C, J:FlowJoin=WaitAll, Z | A > B > J, A > C > J, J > Z", "+A .A +B .B +C .C +J .J +Z .Z")]
    [InlineData("WaitAllActive waits for all that live", "A, B, C, J:FlowJoin=WaitAllActive, Z | A > B > J, A > C > J, J > Z", "+A .A +B .B +C .C +J .J +Z .Z")]
    [InlineData("WaitAny goes on with the first, what was queued runs too", "A, B, C, D, J:FlowJoin=WaitAny | A > B > J, A > C > J, A > D > J", "+A .A +B .B +C .C +D .D +J .J")]
    [InlineData("A loop goes back by an outcome", "A, I:Set, Q:Until=2, Z | A > I > Q, Q:True > I, Q:False > Z", "+A .A +I .I +Q .Q +I .I +Q .Q +Z .Z")]
    [InlineData("A fork in a loop meets again every turn", "I:Set, A, B, M, Q:Until=2 | I > A > M, I > B > M, M > Q, Q:True > I", "+I .I +A .A +B .B +M .M +Q .Q +I .I +A .A +B .B +M .M +Q .Q")]
    [InlineData("An arrow back may lead into a WaitAny join", "J:FlowJoin=WaitAny, I:Set, Q:Until=2 | J > I > Q, Q:True > J", "+J .J +I .I +Q .Q +J .J +I .I +Q .Q")]
    [InlineData("A switch leaves by the first case that holds", "S:FlowSwitch=MatchFirst, A, B, C, D | S:a > A, S:b > B, S:c > C, S:Default > D", "+S .S +B .B")]
    [InlineData("A switch leaves by each case that holds", "S:FlowSwitch=MatchAny, A, B, C, D | S:a > A, S:b > B, S:c > C, S:Default > D", "+S .S +B .B +C .C")]
    [InlineData("What was queued runs after a fault, and what follows it", "A, F:Fault, B, C | A > F, A > B > C", "+A .A +F !F +B .B +C .C")]
    [InlineData("Merge waits for all forward arrows", "A, B, C, S*Merge | A > B > S, A > C > S", "+A .A +B .B +C .C +S .S")]
    [InlineData("Converge waits for all arrows", "A, B, C, S*Converge | A > B > S, A > C > S", "+A .A +B .B +C .C +S .S")]
    [InlineData("Cascade runs once for arrivals of one round", "A, B, C, S*Cascade | A > B > S, A > C > S", "+A .A +B .B +C .C +S .S")]
    [InlineData("Race runs with the first", "A, B, C, S*Race | A > B > S, A > C > S", "+A .A +B .B +C .C +S .S")]
    public void The_steps_run_in_Elsas_order(string rule, string drawing, string journal)
    {
        Steps(Drawing.Of(drawing).Start().Journal).Should().Be(journal, rule);
        Steps(Drawing.Of(drawing).Start(tokens: true).Journal).Should().Be(journal, $"{rule}, in token mode");
    }

    [Theory]
    [InlineData("A, X:End, B, C | A > X, A > B > C")]
    [InlineData("A, X:Complete, B, C | A > X, A > B > C")]
    [InlineData("A, X:Break, B, C | A > X, A > B > C")]
    public void A_terminal_step_ends_the_flowchart_and_what_was_queued_runs_all_the_same(string drawing)
    {
        foreach (var tokens in (bool[])[false, true])
            Drawing.Of(drawing).Start(tokens).Journal.Should().Be("+Workflow1 +flow +A .A +X .X .flow .Workflow1 +B .B");
    }

    [Fact]
    public void Finish_ends_the_workflow_without_completing_what_is_around_it()
    {
        var done = Drawing.Of("A, F:Finish, B | A > F, A > B").Start();

        done.Journal.Should().Be("+Workflow1 +flow +A .A +F .F");
        done.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(false, "Finished")]
    [InlineData(true, "Suspended")]
    public void A_join_that_waits_for_a_dead_branch_never_runs(bool tokens, string ends)
    {
        var done = Drawing.Of("D:FlowDecision=true, A, B, J:FlowJoin=WaitAll, Z | D:True > A > J, D:False > B > J, J > Z").Start(tokens);

        done.Lines.Should().Be("A");
        done.Instance.SubStatus.ToString().Should().Be(ends);
    }

    [Theory]
    [InlineData(false, ">E .E xG +J .J +Z .Z .flow .Workflow1")]
    [InlineData(true, ">E .E xG .flow .Workflow1 +J .J +Z .Z")]
    public void The_first_event_into_a_WaitAny_join_calls_off_the_other(bool tokens, string journal)
    {
        var done = Drawing.Of("A, E:Event, G:Event, J:FlowJoin=WaitAny, Z | A > E > J, A > G > J, J > Z").Start(tokens).Resume("E");

        done.LastJournal.Should().Be(journal);
    }

    [Fact]
    public void A_waiting_step_is_called_off_when_its_flowchart_ends()
    {
        var done = Drawing.Of("A, E:Event, X:End | A > E, A > X").Start();

        done.Journal.Should().Be("+Workflow1 +flow +A .A +E ~E +X .X xE .flow .Workflow1");
        done.Instance.Waits.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fault_that_does_not_end_the_workflow_leaves_it_suspended(bool tokens)
    {
        var done = Drawing.Of("A, F:Fault, B, C | A > F, A > B > C").ContinuesWithIncidents().Start(tokens);

        done.Lines.Should().Be("A B C");
        done.Instance.SubStatus.Should().Be(WorkflowSubStatus.Suspended);
    }

    static string Steps(string journal) =>
        string.Join(' ', journal.Split(' ').Where(e => !e.EndsWith("Workflow1", StringComparison.Ordinal) && !e.EndsWith("flow", StringComparison.Ordinal)));
}
