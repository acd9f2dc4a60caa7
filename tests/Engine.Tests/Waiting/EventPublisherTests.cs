using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Waiting;

public sealed class EventPublisherTests
{
    /// <summary>Is started by the event Go, and says so.</summary>
    static readonly Flow Started = Flow.Named("started").Step("T", "Event", Flow.CanStart, ("eventName", "Go")).Step("S", "WriteLine", ("text", "started"));

    /// <summary>Waits for Go twice.</summary>
    static readonly Flow Waiting = Flow.Named("waiting").Step("E1", "Event", ("eventName", "Go")).Line("first").Step("E2", "Event", ("eventName", "Go")).Line("second");

    /// <summary>Tells three times, in one decision.</summary>
    static readonly Flow Telling = Flow.Named("telling").Step("P1", "PublishEvent", ("eventName", "Tell"), ("payload", 1)).Step("P2", "PublishEvent", ("eventName", "Tell"), ("payload", 2)).Step("P3", "PublishEvent", ("eventName", "Tell"), ("payload", 3)).Line("told").Arrows("P1 > P2 > P3 > told");

    /// <summary>Is started each time, and says what it heard.</summary>
    static readonly Flow Hearing = Flow.Named("hearing").Step("T", "Event", Flow.CanStart, ("eventName", "Tell")).Step("S", "WriteLine", ("text", new Js("`heard ${getResultFromT()}`"))).Arrows("T > S");

    readonly Cluster cluster = new();
    readonly Node node;

    public EventPublisherTests() => node = cluster.NewNode();

    static Published Did(int started = 0, int resumed = 0, bool isKept = false, bool wasRepeated = false) => new(started, resumed, isKept, wasRepeated, []);

    [Fact]
    public async Task An_event_starts_an_instance_by_each_trigger_and_resumes_each_wait_that_exists_at_that_moment()
    {
        await cluster.PublishFlowsAsync(Started, Waiting, Flow.Named("also").Step("T", "Event", Flow.CanStart, ("eventName", "Go")).Line("also"));
        await node.StartAsync(Waiting, "w1");
        await node.StartAsync(Waiting, "w2");

        var did = await node.PublishAsync("Go");
        await node.WorkAsync();

        did.Should().BeEquivalentTo(Did(started: 2, resumed: 2));
        (await cluster.AllLinesAsync()).Should().Be("also | first | first | started");
    }

    [Fact]
    public async Task Names_of_events_are_case_sensitive_and_one_that_nobody_knows_does_nothing()
    {
        await cluster.PublishFlowsAsync(Started);

        (await node.PublishAsync("go")).Should().BeEquivalentTo(Did(isKept: true));

        cluster.Instances.Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_published_reaches_the_instance_it_starts_with_the_correlation_id()
    {
        var flow = Flow.Named("told").Step("T", "Event", Flow.CanStart, ("eventName", "Go")).Step("W", "WriteLine", ("text", new Js("`${getResultFromT().amount} for ${getCorrelationId()}`")));
        await cluster.PublishFlowsAsync(flow);

        await node.PublishAsync("Go", correlationId: "LN-1", payload: Values.From(new { amount = 5 }));

        (await cluster.AllLinesAsync()).Should().Be("5 for LN-1");
    }

    [Fact]
    public async Task Events_of_one_decision_are_published_in_its_order_although_the_first_has_to_be_tried_again()
    {
        await cluster.PublishFlowsAsync(Telling, Hearing);
        await node.StartAsync(Telling, "telling");
        node.Runner.CommittedJobs.TryRead(out var first).Should().BeTrue();

        await node.DeferAsync(first!, TimeSpan.FromMinutes(1));
        await node.WorkAsync();
        var meanwhile = await cluster.AllLinesAsync();
        cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        await node.WorkAsync();

        meanwhile.Should().Be("told");
        cluster.Instances.Should().HaveCount(4);
        foreach (var (id, number) in cluster.Instances.Skip(1).Select((id, i) => (id, i + 1))) (await cluster.LinesAsync(id)).Should().Be($"heard {number}");
        (await cluster.FindAsync("telling")).Should().BeEquivalentTo(new { Jobs = Array.Empty<object>(), HeldJobs = Array.Empty<object>() });
    }

    [Fact]
    public async Task An_event_that_was_given_up_does_not_hold_up_the_next()
    {
        await cluster.PublishFlowsAsync(Telling, Hearing);
        await node.StartAsync(Telling, "telling");
        node.Runner.CommittedJobs.TryRead(out var first).Should().BeTrue();

        await node.Runner.RunAsync("telling", new Trigger.JobAnswered(first!.Id, new JobAnswer.Failed("Expected to reach it, but it is gone.", MayRetry: false)), null, default);
        await node.WorkAsync();

        (await cluster.AllLinesAsync()).Should().Be("heard 2 | heard 3 | told");
    }

    [Fact]
    public async Task What_is_told_to_others_does_not_wait_for_an_event_that_has_to_be_tried_again()
    {
        var flow = Flow.Named("both").Step("P", "PublishEvent", ("eventName", "Go")).Step("D", "DispatchWorkflow", ("workflowDefinitionId", "child"));
        await cluster.PublishFlowsAsync(flow, Flow.Named("child").Line("child"));
        await node.StartAsync(flow, "both");
        node.Runner.CommittedJobs.TryRead(out var first).Should().BeTrue();

        await node.DeferAsync(first!, TimeSpan.FromMinutes(1));
        await node.WorkAsync();

        first!.Kind.Should().Be("publish-event");
        (await cluster.AllLinesAsync()).Should().Contain("child");
    }

    [Fact]
    public async Task An_event_that_nobody_waits_for_yet_meets_the_next_wait_and_only_that()
    {
        await cluster.PublishFlowsAsync(Waiting);

        var did = await node.PublishAsync("Go");
        await node.StartAsync(Waiting, "w1");
        await node.WorkAsync();
        await node.StartAsync(Waiting, "w2");
        await node.WorkAsync();

        did.Should().BeEquivalentTo(Did(isKept: true));
        (await cluster.LinesAsync("w1")).Should().Be("first");
        (await cluster.LinesAsync("w2")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(9, "first")]
    [InlineData(10, "")]
    public async Task An_event_is_kept_for_ten_minutes(int minutes, string lines)
    {
        await cluster.PublishFlowsAsync(Waiting);
        await node.PublishAsync("Go");

        cluster.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await node.StartAsync(Waiting, "w1");
        await node.WorkAsync();

        (await cluster.LinesAsync("w1")).Should().Be(lines);
    }

    [Fact]
    public async Task An_event_that_started_something_and_met_no_wait_is_kept_too()
    {
        await cluster.PublishFlowsAsync(Started, Waiting);

        var did = await node.PublishAsync("Go");
        await node.StartAsync(Waiting, "w1");
        await node.WorkAsync();

        did.Should().BeEquivalentTo(Did(started: 1, isKept: true));
        (await cluster.LinesAsync("w1")).Should().Be("first");
    }

    [Fact]
    public async Task An_event_for_a_correlation_id_meets_only_instances_that_have_it_now_and_later()
    {
        await cluster.PublishFlowsAsync(Waiting);
        await node.StartAsync(Waiting, "other", "LN-2");

        await node.PublishAsync("Go", correlationId: "LN-1");
        await node.StartAsync(Waiting, "late", "LN-1");
        await node.WorkAsync();

        (await cluster.LinesAsync("other")).Should().BeEmpty();
        (await cluster.LinesAsync("late")).Should().Be("first");
    }

    [Fact]
    public async Task An_event_for_one_instance_starts_nothing()
    {
        await cluster.PublishFlowsAsync(Started, Waiting);
        await node.StartAsync(Waiting, "w1");
        await node.StartAsync(Waiting, "w2");

        (await node.PublishAsync("Go", instanceId: "w2")).Should().BeEquivalentTo(Did(resumed: 1));

        (await cluster.LinesAsync("w1")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_publication_that_is_repeated_does_nothing_even_long_after()
    {
        await cluster.PublishFlowsAsync(Started, Waiting);
        await node.StartAsync(Waiting, "w1");
        await node.PublishAsync("Go", "once");
        cluster.Clock.Advance(TimeSpan.FromDays(1));
        await node.WorkAsync();

        (await node.PublishAsync("Go", "once")).Should().BeEquivalentTo(Did(wasRepeated: true));

        (await cluster.AllLinesAsync()).Should().Be("first | started");
    }

    [Fact]
    public async Task A_start_that_the_activation_strategy_refuses_is_told_and_the_rest_goes_on()
    {
        var single = Flow.Named("single").Activated("Singleton").Step("T", "Event", Flow.CanStart, ("eventName", "Go")).Step("E", "Event", ("eventName", "Never"));
        await cluster.PublishFlowsAsync(single, Started);
        await node.PublishAsync("Go", "p1");

        var did = await node.PublishAsync("Go", "p2");

        (did.Started, did.Refusals.Single()).Should().Be((1, "Expected no running instance of 'single', as the workflow's activation strategy Singleton demands, but there is one."));
    }

    [Fact]
    public async Task A_flow_publishes_to_others()
    {
        var publishing = Flow.Named("publishing").Step("P", "PublishEvent", ("eventName", "Go"), ("payload", "x"));
        await cluster.PublishFlowsAsync(publishing, Started, Waiting);
        await node.StartAsync(Waiting, "w1");

        await node.StartAsync(publishing, "p");
        await node.WorkAsync();

        (await cluster.AllLinesAsync()).Should().Be(" | first | started");
    }

    [Fact]
    public async Task A_faulted_instance_consumes_an_event_without_going_on()
    {
        var faulty = Flow.Named("faulty").Step("F", "Fork", ("branches", new System.Text.Json.Nodes.JsonArray(Flow.Activity("E", "Event", ("eventName", "Go")), Flow.Activity("X", "Fault", ("message", "boom")))));
        await cluster.PublishFlowsAsync(faulty);
        await node.StartAsync(faulty, "f");

        (await node.PublishAsync("Go")).Should().BeEquivalentTo(Did());
    }

    [Fact]
    public void Whenever_a_node_dies_everything_happens_once_after_all()
    {
        var death = from writes in Gen.Choose(0, 7) from afterwards in Gen.Elements(true, false) from isEarly in Gen.Elements(true, false) select (writes, afterwards, isEarly);

        Prop.ForAll(death.ToArbitrary(), d => SurvivesAsync(d.writes, d.afterwards, d.isEarly).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    /// <summary>Publishes on a node that dies, goes on on another one, and repeats the publication there as a retried caller does.</summary>
    static async Task<bool> SurvivesAsync(int writes, bool diesAfterwards, bool isEarly)
    {
        var cluster = new Cluster();
        var (dying, other) = (cluster.NewNode(), cluster.NewNode());
        await cluster.PublishFlowsAsync(Started, Waiting);
        if (!isEarly) await StartTwoAsync(other);

        dying.LivingFor(writes, diesAfterwards);
        try { await dying.PublishAsync("Go"); }
        catch (NodeDied) { }

        if (isEarly) await StartTwoAsync(other);
        await other.WorkAsync();
        cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        await other.PublishAsync("Go");
        await other.WorkAsync();
        return await cluster.AllLinesAsync() == "first | first | started";
    }

    static async Task StartTwoAsync(Node node)
    {
        await node.StartAsync(Waiting, "w1");
        await node.StartAsync(Waiting, "w2");
    }

    [Fact]
    public async Task Many_nodes_that_look_at_once_bring_each_kept_event_once()
    {
        await cluster.PublishFlowsAsync(Waiting);
        for (var n = 0; n < 20; n++) await node.PublishAsync("Go", $"p{n}", $"LN-{n}");
        for (var n = 0; n < 20; n++) await node.StartAsync(Waiting, $"w{n}", $"LN-{n}");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => cluster.NewNode().WorkAsync())));

        foreach (var id in cluster.Instances) (await cluster.LinesAsync(id)).Should().Be("first");
    }
}
