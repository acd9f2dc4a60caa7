using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Tests.Running;

public sealed class IncidentTests
{
    static Flow Failing() => Flow.Named("failing").Variable("N", "Int32", "0")
        .Lines("A", "B", "C").Script("F", "if (++variables.N < 2) throw new Error('not now'); 7").Arrows("A > F > C", "A > B");

    [Fact]
    public void A_failed_step_makes_the_case_faulted_but_other_branches_run_on()
    {
        var faulted = Failing().Start();

        faulted.Lines.Should().Be("A B");
        faulted.Incident.Should().Match<Incident>(i => i.ActivityId == "F" && i.Message.Contains("not now"));
        faulted.Instance.SubStatus.Should().Be(WorkflowSubStatus.Faulted);
    }

    [Fact]
    public void A_retried_step_is_executed_anew_and_the_case_goes_on()
    {
        var faulted = Flow.Named("retry").Line("A").Step("F", "WriteLine", ("text", new Js("getCorrelationId().toUpperCase()"))).Line("C").Start();
        faulted.Instance.Apply(new Change.CorrelationSet("loan-7"));

        faulted.Retry();

        faulted.Lines.Should().Be("A LOAN-7 C");
        faulted.Instance.Incidents.Should().BeEmpty();
        faulted.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void A_skipped_step_is_left_by_the_outcome_the_operator_names()
    {
        var faulted = Flow.Named("skip").Step("Q", "FlowDecision", ("condition", new Js("nothing.there"))).Lines("T", "F").Arrows("Q:True > T", "Q:False > F").Start();

        faulted.Skip("True");

        faulted.Lines.Should().Be("T");
        faulted.Changes.OfType<Change.IncidentResolved>().Should().ContainSingle(r => r.How == "skipped" && r.Actor == "olga" && r.Reason == "not needed");
    }

    [Fact]
    public void With_continue_with_incidents_the_case_stays_running()
    {
        var waiting = Failing().ContinuesWithIncidents().Start();

        waiting.Instance.Status.Should().Be(WorkflowStatus.Running);
        waiting.Incident.ActivityId.Should().Be("F");
    }

    [Theory]
    [InlineData("while (true) {}", "StepLimit")]
    [InlineData("const grow = []; while (true) grow.push('x'.repeat(100000));", "MemoryLimit")]
    [InlineData("const f = () => f(); f()", "RecursionLimit")]
    public void A_script_that_uses_too_much_is_an_incident_of_its_step(string script, string cause)
    {
        var faulted = Flow.Named("greedy").Script("S", script).Start();

        faulted.Incident.ActivityId.Should().Be("S");
        faulted.Incident.Cause.Should().StartWith(cause);
    }

    [Fact]
    public void A_value_that_does_not_fit_its_variable_is_an_incident_that_says_so()
    {
        var faulted = Flow.Named("misfit").Variable("Amount", "Decimal", "1")
            .Step("S", "SetVariable", ("variable", System.Text.Json.Nodes.JsonNode.Parse("""{"id":"Amount"}""")!), ("value", "a lot")).Start();

        faulted.Incident.Message.Should().Be("Expected a value that fits variable 'Amount', but it does not. Expected a value of type Decimal, but it is 'a lot'.");
        faulted.Variable("Amount").GetDecimal().Should().Be(1);
    }

    [Fact]
    public void A_finished_case_refuses_to_be_resumed()
    {
        var waiting = Flow.Named("finished").Step("E", "Event", ("eventName", "Go")).Start();
        var wait = waiting.WaitOf("E").Id;
        waiting.Given(new Trigger.Cancel("olga", "withdrawn"));

        var refusal = waiting.Give(new Trigger.Resume(wait));

        refusal!.Kind.Should().Be(RefusalKind.NotFound);
        waiting.Bursts.Should().HaveCount(2);
    }

    [Fact]
    public void A_faulted_case_keeps_its_waits_but_refuses_to_be_resumed_until_it_is_retried()
    {
        var faulted = Flow.Named("faulted").Line("A").Step("E", "Event", ("eventName", "Go")).Step("F", "Fault", ("message", "boom")).Arrows("A > E", "A > F").Start();

        var refusal = faulted.Give(new Trigger.Resume(faulted.WaitOf("E").Id));

        refusal!.Kind.Should().Be(RefusalKind.Conflict);
        refusal.Problems.Should().ContainSingle(p => p.Message == "Expected a running case, but it is Faulted.");
    }
}
