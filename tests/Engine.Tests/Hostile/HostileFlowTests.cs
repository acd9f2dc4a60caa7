using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Virtual;
using Lendflow.Scripting;

namespace Lendflow.Engine.Tests.Hostile;

/// <summary>Definitions and scripts made to hurt: each ends in a refusal or an incident that says why, and the process goes on.</summary>
public sealed class HostileFlowTests
{
    [Theory]
    [InlineData("for (;;) {}", ScriptErrorKind.StepLimit)]
    [InlineData("const f = () => f(); f()", ScriptErrorKind.RecursionLimit)]
    [InlineData("'x'.repeat(1e9)", ScriptErrorKind.MemoryLimit)]
    [InlineData("'x'.padEnd(2 ** 40)", ScriptErrorKind.MemoryLimit)]
    [InlineData("let a = [1]; for (;;) a = a.concat(a)", ScriptErrorKind.MemoryLimit)]
    [InlineData("Array.from({length: 1e9})", ScriptErrorKind.MemoryLimit)]
    [InlineData("/(a+)+$/.test('a'.repeat(60) + '!')", ScriptErrorKind.StepLimit)]
    [InlineData("JSON.parse('['.repeat(100000))", ScriptErrorKind.RangeError)]
    [InlineData("const o = {}; o.o = o; JSON.stringify(o)", ScriptErrorKind.TypeError)]
    public void A_script_that_never_ends_or_takes_everything_is_an_incident(string script, ScriptErrorKind kind)
    {
        var run = Flow.Named("hostile").Script("S", script).Line("never").Start();

        run.Incident.ActivityId.Should().Be("S");
        run.Incident.Cause.Should().MatchRegex($"^({kind}|{ScriptErrorKind.TimeLimit}) ", "on a busy machine time may be over first");
        run.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData("const o = {}; o.o = o; o")]
    [InlineData("let o = {}; for (let i = 0; i < 5000; i++) o = {o}; o")]
    [InlineData("let a = ['ha']; for (let i = 0; i < 50; i++) a = [a, a]; a")]
    [InlineData("'x'.repeat(5000000)")]
    [InlineData("variables.V = 'x'.repeat(5000000)")]
    [InlineData("const a = []; for (let i = 0; i < 600000; i++) a.push('abcdefghij'); a")]
    public void A_value_that_is_too_deep_too_large_or_contains_itself_is_not_kept(string script)
    {
        var run = Flow.Named("values").Variable("V").Script("S", script).Start();

        run.Incident.ActivityId.Should().Be("S");
        EngineJson.WriteInstance(run.Instance).Length.Should().BeLessThan(Limits.ValueBytes);
    }

    [Theory]
    [InlineData("variables.N = 'many'")]
    [InlineData("setVariable('N', 'many')")]
    [InlineData("variables.N = () => 1")]
    public void A_value_that_does_not_fit_its_variable_is_an_error_of_the_script(string script)
    {
        Flow.Named("unfit").Variable("N", "Int32", "0").Script("S", script).Start().Incident.Message.Should().Contain("variable 'N'");
        Flow.Named("caught").Variable("N", "Int32", "0").Script("S", $"try {{ {script} }} catch (e) {{ variables.N = 7 }}").Start().Variable("N").GetInt32().Should().Be(7);
    }

    [Fact]
    public void A_script_that_writes_the_same_large_value_over_and_over_is_stopped()
    {
        var run = Flow.Named("log").Variable("V").Script("S", "const s = 'x'.repeat(1000000); for (let i = 0; i < 1000; i++) { try { variables.V = s } catch {} }").Line("L").Start();

        run.Instance.Incidents.Should().Contain(i => i.Message.Contains($"{Limits.BurstBytes}"));
        EngineJson.WriteChanges([.. run.Changes]).Length.Should().BeLessThan((int)(2 * Limits.BurstBytes));
    }

    [Fact]
    public void A_large_literal_in_a_loop_is_stopped()
    {
        var run = Loop(Flow.Activity("L", "SetVariable", ("variable", JsonNode.Parse("""{"id":"V","name":"V"}""")!), ("value", new string('x', 1_000_000))), 10_000);

        run.Incident.Message.Should().Be($"Expected at most {Limits.BurstBytes} bytes of values from one decision, but the case writes more.");
    }

    [Fact]
    public void A_case_that_holds_on_to_more_and_more_is_stopped()
    {
        var run = Flow.Named("hoard").Variable("N", "Int32", "0")
            .Line("H").Script("S", "variables.N++; variables['v' + variables.N] = 'x'.repeat(3000000)").Step("E", "Event", ("eventName", "Go"))
            .Arrows("H > S > E > H").Start();

        for (var turns = 0; turns < 20 && run.Instance.Status == WorkflowStatus.Running; turns++) run.Resume("E");

        run.Instance.Incidents.Should().ContainSingle().Which.Message.Should().Be($"Expected a case to hold at most {Limits.CaseBytes} bytes of values, but this one holds more.");
    }

    [Fact]
    public void A_loop_that_never_waits_is_stopped()
    {
        var run = Flow.Named("endless").Line("A").Line("B").Arrows("A > B > A").Start();

        run.Incident.Message.Should().Contain($"{Limits.BurstSteps} steps");
        run.Instance.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public void A_storm_of_events_is_stopped_before_anything_is_published()
    {
        var run = Loop(Flow.Activity("P", "PublishEvent", ("eventName", "storm")), 200_000);

        run.Incident.Message.Should().Be($"Expected at most {Limits.BurstJobs} jobs and events from one decision, but the case asks for more.");
    }

    [Fact]
    public void A_case_that_goes_on_for_ever_is_stopped()
    {
        var run = Flow.Named("for ever").Line("H").Step("E", "Event", ("eventName", "Go")).Arrows("H > E > H").Start();
        var state = Encoding.UTF8.GetString(EngineJson.WriteInstance(run.Instance)).Replace("\"lastActivity\":4", $"\"lastActivity\":{Limits.CaseSteps}");
        var old = EngineJson.ReadInstance(Encoding.UTF8.GetBytes(state));

        Interpreter.Decide(Flow.Named("for ever").Line("H").Step("E", "Event", ("eventName", "Go")).Arrows("H > E > H").Graph(), old, new Trigger.Resume(old.Waits[0].Id), Some.Time);

        old.Incidents.Should().ContainSingle().Which.Message.Should().Contain($"{Limits.CaseSteps} steps");
    }

    [Theory]
    [InlineData("\"P9999999999D\"")]
    [InlineData("1e300")]
    [InlineData("-1e300")]
    [InlineData("\"10675199.02:48:05\"")]
    [InlineData("1e400")]
    public void A_duration_beyond_all_time_is_an_incident(string duration)
    {
        var run = Flow.Named("long").Step("D", "Delay", ("timeSpan", Literal(duration))).Start();

        run.Incident.Message.Should().StartWith("Expected input 'timeSpan' to");
    }

    [Theory]
    [InlineData("1e10")]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("1e400")]
    public void A_number_that_names_no_join_mode_is_an_incident(string mode)
    {
        var run = Flow.Named("mode").Line("A").Step("J", "FlowJoin", ("mode", Literal(mode))).Arrows("A > J").Start();

        run.Incident.Message.Should().Contain("WaitAny, WaitAll or WaitAllActive");
    }

    [Fact]
    public void What_a_script_does_to_prototypes_ends_with_it()
    {
        var run = Flow.Named("prototypes").Variable("V")
            .Script("A", "try { Object.prototype.isAdmin = true } catch {} try { [].__proto__.push = null } catch {} try { variables.__proto__.evil = 1 } catch {} 1")
            .Step("B", "WriteLine", ("text", new Js("`${({}).isAdmin} ${typeof [].push} ${({}).evil}`"))).Start();

        run.Lines.Should().Be("undefined function undefined");
    }

    [Fact]
    public void A_deep_literal_survives_the_store()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));
        var run = Flow.Named("deep").Variable("V").Step("S", "SetVariable", ("variable", JsonNode.Parse("""{"id":"V","name":"V"}""")!), ("value", Literal(deep)))
            .Step("E", "Event", ("eventName", "Go")).Start();

        run.Reload().Resume("E");

        run.Instance.SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void An_id_that_is_used_twice_where_nobody_looked_is_numbered_like_a_missing_one()
    {
        var branches = new JsonArray(Flow.Activity("same", "WriteLine", ("text", "1")), Flow.Activity("same", "WriteLine", ("text", "2")));

        var run = Flow.Named("twice").Step("F", "Fork", ("branches", branches)).Start();

        run.Lines.Should().Be("1 2");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("name")]
    public void Half_a_character_is_refused(string member)
    {
        var json = "{\"definitionId\":\"half\",\"name\":\"half\",\"root\":{\"type\":\"Elsa.WriteLine\",\"" + member + "\":\"\\ud800\"}}";

        Refusals(Encoding.UTF8.GetBytes(json)).Should().ContainSingle().Which.Message.Should().StartWith("Expected texts in Unicode");
    }

    [Fact]
    public void A_definition_that_is_too_large_too_deep_or_has_too_much_in_it_is_refused()
    {
        var deep = "{\"name\":\"d\",\"root\":" + string.Concat(Enumerable.Repeat("{\"type\":\"Elsa.FlowNode\",\"body\":", 10_000)) + "null" + new string('}', 10_001);
        var large = "{\"name\":\"l\",\"description\":\"" + new string('x', 100_000_000) + "\"}";
        var steps = "{\"name\":\"s\",\"root\":{\"type\":\"Elsa.Sequence\",\"activities\":[" + string.Join(',', Enumerable.Repeat("{\"type\":\"Elsa.End\"}", Limits.Steps + 1)) + "]}}";
        var arrows = "{\"name\":\"a\",\"root\":{\"type\":\"Elsa.Flowchart\",\"activities\":[],\"connections\":[" + string.Join(',', Enumerable.Repeat("{}", 100_000)) + "]}}";

        Refusals(Encoding.UTF8.GetBytes(deep)).Should().ContainSingle().Which.Message.Should().Contain($"{Limits.DefinitionDepth}");
        Refusals(Encoding.UTF8.GetBytes(large)).Should().ContainSingle().Which.Message.Should().StartWith($"Expected at most {Limits.DefinitionBytes} bytes");
        Refusals(Encoding.UTF8.GetBytes(steps)).Should().ContainSingle().Which.Message.Should().StartWith($"Expected at most {Limits.Steps} steps");
        Refusals(Encoding.UTF8.GetBytes(arrows)).Should().ContainSingle().Which.Message.Should().StartWith($"Expected at most {Limits.Arrows} connections");
    }

    [Fact]
    public void Of_thousands_of_problems_the_first_are_told()
    {
        var json = "{\"name\":\"p\",\"root\":{\"type\":\"Elsa.Sequence\",\"activities\":[" + string.Join(',', Enumerable.Repeat("{}", 5_000)) + "]}}";

        var told = Refusals(Encoding.UTF8.GetBytes(json));

        told.Should().HaveCount(Limits.ToldProblems + 1);
        told[^1].Message.Should().Contain("4900 more");
    }

    [Fact]
    public void The_largest_flowchart_is_ready_to_run_in_no_time()
    {
        var random = new System.Random(1);
        var flow = Flow.Named("mesh");
        for (var i = 0; i < 1_000; i++) flow.Line($"S{i}");
        flow.Arrows([.. Enumerable.Range(0, Limits.Arrows).Select(_ => $"S{random.Next(1_000)} > S{random.Next(1_000)}")]);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();

        flow.Graph().Nodes.Should().HaveCount(1_002);

        System.Diagnostics.Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Workflows_that_double_at_every_level_are_cut_off()
    {
        var store = new InMemoryStore();
        for (var level = 0; level < 40; level++)
        {
            var flow = Flow.Named($"Level{level}");
            for (var i = 0; i < 2; i++) flow.Step($"C{i}", $"Elsa.Level{level + 1}", ("workflowDefinitionId", JsonValue.Create($"Level{level + 1}")));
            await store.SaveAsync([flow.Definition], [], default);
        }

        var graph = await new GraphCache(store, new ElementTable(), TimeProvider.System).FindPublishedAsync("Level0", default);

        graph!.Nodes.Count.Should().BeLessThan(2 * Limits.Steps);
        new Case(graph).Start().Instance.Incidents.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_workflow_that_starts_itself_is_stopped_after_some_generations()
    {
        var self = Flow.Named("self").Step("again", "ExecuteWorkflow", ("workflowDefinitionId", "self"), ("waitForCompletion", true));
        var request = new RunRequest(new FlowFile("self", JsonSerializer.SerializeToUtf8Bytes(self.Json)), []);

        var lines = await VirtualRun.ExecuteAsync(request, new ElementTable(), [], default);

        lines.OfType<RunLine.Final>().Should().HaveCount(Limits.Generations + 1);
        lines.OfType<RunLine.Incident>().Should().ContainSingle().Which.Msg.Should().StartWith($"Expected at most {Limits.Generations} workflows that start one another");
    }

    static Case Loop(JsonObject body, int turns)
    {
        var loop = Flow.Activity("for", "For", ("start", 1), ("end", turns));
        loop["body"] = body;
        return new Case(GraphBuilder.Build(Definition(loop), new ElementTable())).Start();
    }

    static WorkflowDefinition Definition(JsonObject root)
    {
        var json = new JsonObject { ["id"] = "l-1", ["definitionId"] = "l", ["name"] = "l", ["root"] = root, ["variables"] = JsonNode.Parse("""[{"id":"V","name":"V","typeName":"Object"}]""") };
        return DefinitionJson.Read(JsonSerializer.SerializeToElement(json), Some.Time, () => "id", out _)!;
    }

    static JsonObject Literal(string json) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 256 }) } };

    static IReadOnlyList<Problem> Refusals(byte[] json)
    {
        DefinitionJson.Read(json, Some.Time, () => "id", out var problems).Should().BeNull();
        return problems;
    }
}
