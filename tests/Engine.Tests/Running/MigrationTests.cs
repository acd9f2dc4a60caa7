using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Running;

public sealed class MigrationTests
{
    static Flow Begin() => Flow.Named("loan").Variable("N", "Int32", "0").Line("A").Step("V", "Event", ("eventName", "V")).Step("W", "Event", ("eventName", "W")).Arrows("A > V", "A > W");

    static Graph Next(Flow flow, bool tokens = false) => GraphBuilder.Build(flow.Definition with { Id = "loan-2", Version = 2 }, new(), tokens);

    [Fact]
    public void A_migrated_case_ends_as_a_case_that_started_on_the_new_version() =>
        Prop.ForAll((from old in Suffix("old") from renewed in Suffix("new") select (old, renewed)).ToArbitrary(),
            flows => EndsTheSame(flows.old, flows.renewed, tokens: false) && EndsTheSame(flows.old, flows.renewed, tokens: true)).QuickCheckThrowOnFailure();

    static bool EndsTheSame(Suffixed old, Suffixed renewed, bool tokens)
    {
        var target = Next(renewed.Build(), tokens);
        var migrated = RunOn(new Case(old.Build().Graph(tokens)).Start().Migrated(target));
        var fresh = RunOn(new Case(target).Start());
        return (migrated.Lines, migrated.Instance.SubStatus) == (fresh.Lines, fresh.Instance.SubStatus)
            && EngineJson.WriteInstance(ReplayTests.Replay(migrated)).AsSpan().SequenceEqual(EngineJson.WriteInstance(migrated.Instance));
    }

    static Case RunOn(Case run)
    {
        for (var i = 0; i < 20 && run.Instance.Status == WorkflowStatus.Running && run.Instance.Waits.Count > 0; i++)
        {
            run.Now = run.Now.AddMinutes(1);
            run.Given(new Trigger.Resume(run.Instance.Waits[0].Id));
        }
        return run;
    }

    /// <summary>What comes after the two steps at which every case waits.</summary>
    sealed record Suffixed(string Version, string[] Kinds, (int From, int To)[] Arrows)
    {
        public Flow Build()
        {
            var flow = Begin();
            for (var i = 0; i < Kinds.Length; i++) Add(flow, $"{Version}{i}", Kinds[i], i);
            string[] steps = ["V", "W", .. Enumerable.Range(0, Kinds.Length).Select(i => $"{Version}{i}")];
            foreach (var (from, to) in Arrows)
                if (Math.Max(from, to) >= 2 && from != to) flow.Arrows($"{steps[Math.Min(from, to)]} > {steps[Math.Max(from, to)]}");
            return flow;
        }

        static Flow Add(Flow flow, string id, string kind, int i) => kind switch
        {
            "event" => flow.Step(id, "Event", ("eventName", "Go")),
            "join" => flow.Step(id, "FlowJoin", ("mode", i % 3 == 0 ? "WaitAll" : i % 3 == 1 ? "WaitAny" : "WaitAllActive")),
            _ => flow.Line(id),
        };
    }

    static Gen<Suffixed> Suffix(string version) =>
        from count in Gen.Choose(1, 6)
        from kinds in Gen.Elements("line", "event", "join", "line").ListOf(count)
        from arrows in Gen.Two(Gen.Choose(0, count + 1)).ListOf(2 * count)
        select new Suffixed(version, [.. kinds], [.. arrows.Select(a => (a.Item1, a.Item2))]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_that_is_drawn_in_before_the_join_but_behind_the_case_does_not_hold_it_up(bool tokens)
    {
        var old = Flow.Named("loan").Line("A").Step("W", "Event", ("eventName", "W")).Line("C").Arrows("A > W > C");
        var renewed = Flow.Named("loan").Line("A").Line("N").Step("W", "Event", ("eventName", "W")).Line("C").Arrows("A > W > C", "A > N > C");

        var migrated = new Case(old.Graph(tokens)).Start().Migrated(Next(renewed, tokens)).Resume("W");

        migrated.Lines.Should().Be("A C");
        migrated.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_join_of_all_that_a_new_branch_leads_to_from_behind_the_case_is_refused(bool tokens)
    {
        var old = Flow.Named("loan").Line("A").Step("W", "Event", ("eventName", "W")).Step("J", "FlowJoin", ("mode", "WaitAll")).Arrows("A > W > J");
        var renewed = Flow.Named("loan").Line("A").Line("N").Step("W", "Event", ("eventName", "W")).Step("J", "FlowJoin", ("mode", "WaitAll")).Arrows("A > W > J", "A > N > J");

        var problems = new Case(old.Graph(tokens)).Start().Refused(Next(renewed, tokens), new Alteration.Migrate(2));

        problems.Should().ContainSingle().Which.Should().Contain("it would wait for ever");
    }

    [Fact]
    public void A_case_at_steps_that_are_gone_or_of_another_type_is_refused_for_each_of_them()
    {
        var renewed = Flow.Named("loan").Line("A").Step("V", "Delay").Arrows("A > V");

        var problems = new Case(Begin().Graph()).Start().Refused(Next(renewed), new Alteration.Migrate(2));

        problems.Should().BeEquivalentTo(
            "Expected step 'Event' (V), where the case is, to be of type Elsa.Event still, but in version 2 it is of type Elsa.Delay.",
            "Expected version 2 to have step 'Event' (W), where the case is, but it has not: say where the case goes instead.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_case_at_a_step_that_is_gone_goes_where_it_is_told(bool tokens)
    {
        var renewed = Flow.Named("loan").Line("A").Step("V", "Event", ("eventName", "V")).Line("X").Arrows("A > V", "A > X");

        var migrated = new Case(Begin().Graph(tokens)).Start().Migrated(Next(renewed, tokens), new() { ["W"] = "X" }).Resume("V");

        migrated.Lines.Should().Be("A X");
        migrated.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
        migrated.Instance.Version.Should().Be(2);
    }

    [Fact]
    public void Timers_and_waits_keep_their_time_and_new_variables_are_there()
    {
        var old = Flow.Named("loan").Variable("Rate", "String", "3.5").Step("D", "Delay", ("timeSpan", "01:00:00")).Arrows("D > D2").Graph();
        var renewed = Next(Flow.Named("loan").Variable("Rate", "Decimal").Variable("Term", "Int32", "12").Step("D", "Delay", ("timeSpan", "09:00:00")).Step("L", "WriteLine", ("text", new Js("variables.Rate + variables.Term"))).Arrows("D > L"));
        var waiting = new Case(old).Start();
        var wait = waiting.WaitOf("D");

        waiting.Migrated(renewed);

        waiting.WaitOf("D").Should().Be(wait);
        waiting.Resume("D").Lines.Should().Be("15.5");
    }

    [Fact]
    public void A_sequence_goes_on_after_the_step_it_is_at_wherever_that_is_now()
    {
        var old = Flow.Named("loan").Step("W", "Event", ("eventName", "Go")).Line("B");
        var renewed = Flow.Named("loan").Lines("N1", "N2").Step("W", "Event", ("eventName", "Go")).Lines("B", "C");

        var migrated = new Case(old.Graph()).Start().Migrated(Next(renewed)).Resume("W");

        migrated.Lines.Should().Be("B C");
    }

    [Fact]
    public void A_container_that_was_renamed_takes_what_is_in_it_along()
    {
        var old = Flow.Named("loan").Step("W", "Event", ("eventName", "Go")).Line("B");
        var json = Flow.Named("loan").Step("W", "Event", ("eventName", "Go")).Line("B").Json;
        json["root"]!["id"] = "renamed";
        var definition = old.Definition with { Id = "loan-2", Version = 2, Source = System.Text.Json.JsonSerializer.SerializeToElement(json) };
        var waiting = new Case(old.Graph()).Start();

        waiting.Migrated(GraphBuilder.Build(definition, new()));

        waiting.Instance.Waits.Should().ContainSingle().Which.Node.Should().Be("Workflow1:renamed:W");
        waiting.Resume("W").Lines.Should().Be("B");
        EngineJson.WriteInstance(ReplayTests.Replay(waiting)).Should().Equal(EngineJson.WriteInstance(waiting.Instance));
    }
}
