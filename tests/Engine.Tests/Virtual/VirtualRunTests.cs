using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Running;
using Lendflow.Engine.Virtual;

namespace Lendflow.Engine.Tests.Virtual;

public sealed class VirtualRunTests
{
    static Task<IReadOnlyList<RunLine>> RunAsync(Flow main, Func<RunRequest, RunRequest>? with = null, params Flow[] dependencies)
    {
        var request = new RunRequest(File(main), [.. dependencies.Select(File)]);
        return VirtualRun.ExecuteAsync(with is null ? request : with(request), new ElementTable(), [], default);
    }

    static FlowFile File(Flow flow) => new(flow.Definition.DefinitionId, JsonSerializer.SerializeToUtf8Bytes(flow.Json));

    static string Lines(IReadOnlyList<RunLine> record) => string.Join(' ', record.OfType<RunLine.Out>().Select(l => l.Text));

    static Flow Parent(string child) => Flow.Named("parent").Line("A")
        .Step("C", "DispatchWorkflow", ("workflowDefinitionId", child), ("waitForCompletion", "true"), ("result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "R" } }))
        .Variable("R").Step("Z", "WriteLine", ("text", new Js("variables.R.Answer")));

    [Fact]
    public async Task Days_pass_at_once_and_timers_fire_in_the_order_they_are_due()
    {
        var flow = Flow.Named("timers").Line("A").Step("D3", "Delay", ("timeSpan", "3.00:00:00")).Step("D1", "Delay", ("timeSpan", "1.00:00:00")).Lines("X3", "X1").Arrows("A > D3 > X3", "A > D1 > X1");

        var record = await RunAsync(flow, r => r with { Wait = TimeSpan.FromDays(2) });
        Lines(record).Should().Be("A X1");

        record = await RunAsync(flow, r => r with { Wait = TimeSpan.FromDays(3) });
        Lines(record).Should().Be("A X1 X3");
    }

    [Fact]
    public async Task An_event_that_nobody_waits_for_yet_meets_the_next_who_does()
    {
        var flow = Flow.Named("early").Step("E1", "Event", ("eventName", "First")).Step("E2", "Event", ("eventName", "Second")).Line("Z");

        var record = await RunAsync(flow, r => r with { Events = ["Second", "First"] });

        Lines(record).Should().Be("Z");
    }

    [Fact]
    public async Task Nothing_leaves_a_run_in_memory_so_every_request_finds_nobody()
    {
        var flow = Flow.Named("calling").Step("S", "FlowSendHttpRequest", ("url", "http://127.0.0.1:1/"), ("method", "POST")).Line("F").Arrows("S:Failed to connect > F");

        var record = await RunAsync(flow);

        Lines(record).Should().Be("F");
        record.OfType<RunLine.Log>().Where(l => l.Id == "S").Select(l => l.Ev).Should().Equal("Started", "Error", "Completed");
    }

    [Fact]
    public async Task A_parent_goes_on_when_its_child_has_ended()
    {
        var child = Flow.Named("child").Step("E", "Event", ("eventName", "Go")).Step("O", "SetOutput", ("outputName", "Answer"), ("outputValue", "42"));

        var record = await RunAsync(Parent("child"), r => r with { Events = ["Go"] }, child);

        Lines(record).Should().Be("A 42");
        record.OfType<RunLine.Final>().Should().OnlyContain(f => f.SubStatus == WorkflowSubStatus.Finished).And.HaveCount(2);
    }

    [Fact]
    public async Task A_parent_of_a_faulted_child_waits_for_its_repair()
    {
        var child = Flow.Named("child").Step("F", "Fault", ("message", "boom"));

        var record = await RunAsync(Parent("child"), null, child);

        record.OfType<RunLine.Final>().Select(f => f.SubStatus).Should().Equal(WorkflowSubStatus.Suspended, WorkflowSubStatus.Faulted);
    }

    [Fact]
    public async Task A_child_that_does_not_exist_is_an_incident_of_the_step_that_wants_it()
    {
        var record = await RunAsync(Parent("nobody"));

        record.OfType<RunLine.Incident>().Should().ContainSingle(i => i.Activity == "C" && i.Msg == "Expected a published workflow 'nobody', but there is none.");
    }

    [Fact]
    public async Task The_same_request_gives_the_same_record()
    {
        var flow = Flow.Named("random").Script("S", "newGuid() + Math.random() + Date.now()").Step("W", "WriteLine", ("text", new Js("getLastResult()")));

        var (first, second) = (await RunAsync(flow), await RunAsync(flow));

        second.Select(l => l.ToJson()).Should().Equal(first.Select(l => l.ToJson()));
    }

    [Fact]
    public async Task A_flow_that_can_be_resumed_for_ever_is_left_at_last()
    {
        var flow = Flow.Named("forever").Step("E", "Event", ("eventName", "Go")).Arrows("E > E");

        var record = await RunAsync(flow, r => r with { UntilEnd = true });

        record.OfType<RunLine.Phase>().Should().HaveCount(1 + VirtualRun.MostResumptions);
    }
}
