using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Engine.Tests.Jobs;

/// <summary>Parents and children on nodes that share a store. A node performs jobs only when a test says so: one that is never
/// told again is one that died.</summary>
public sealed class ChildrenTests
{
    readonly InMemoryStore store = new();
    readonly Clock clock = new();

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Some.Time;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    sealed class Node
    {
        readonly Clock clock;
        readonly JobWorker worker;

        public Node(InMemoryStore store, Clock clock)
        {
            this.clock = clock;
            Graphs = new GraphCache(store, new ElementTable(), clock);
            var jobs = new JobTable([new StartWorkflowJob(Graphs, () => Runner!), new ChildEndedJob(store, () => Runner!), new CancelChildrenJob(store, () => Runner!)]);
            Runner = new WorkflowRunner(store, Graphs, jobs, clock);
            worker = new JobWorker(Runner, store, jobs, clock, NullLogger<JobWorker>.Instance);
        }

        public GraphCache Graphs { get; }

        public WorkflowRunner Runner { get; }

        /// <summary>Performs what is left, once every lease of others has ended.</summary>
        public async Task FinishAsync()
        {
            int found;
            do
            {
                clock.Now += TimeSpan.FromMinutes(6);
                found = await worker.TakeDueAsync(100, default);
                await worker.FinishDueAsync();
            } while (found > 0);
        }
    }

    static Flow Parent(string name, string child) =>
        Flow.Named(name).Step("D", "DispatchWorkflow", ("workflowDefinitionId", child), ("waitForCompletion", true)).Line("after").Arrows("D > after");

    async Task<Node> NodeAsync(params Flow[] flows)
    {
        if (flows.Length > 0) await store.SaveAsync([.. flows.Select(f => f.Definition with { IsLatest = true })], [], default);
        return new Node(store, clock);
    }

    static async Task StartAsync(Node node, string flow, string id) =>
        (await node.Runner.StartAsync((await node.Graphs.FindPublishedAsync(flow, default))!, new Trigger.Start(id, new Dictionary<string, System.Text.Json.JsonElement>()), null, default)).Refusal.Should().BeNull();

    async Task<Instance> LoadAsync(string id) => (await store.LoadAsync(id, default))!;

    [Fact]
    public async Task A_parent_is_resumed_by_its_child_although_every_node_dies_after_its_first_commit()
    {
        var first = await NodeAsync(Parent("parent", "child"), Flow.Named("child").Step("W", "Event", ("eventName", "Go")));
        await StartAsync(first, "parent", "p");
        var second = await NodeAsync();
        await second.FinishAsync();
        var child = (await store.FindChildrenAsync("p", default)).Should().ContainSingle().Subject;
        var third = await NodeAsync();
        await third.Runner.RunAsync(child, new Trigger.Resume((await LoadAsync(child)).Waits[0].Id), null, default);

        await (await NodeAsync()).FinishAsync();

        (await LoadAsync("p")).SubStatus.Should().Be(WorkflowSubStatus.Finished);
        (await store.ReadLogAsync("p", default)).SelectMany(l => l.Changes).OfType<Change.LineWritten>().Should().ContainSingle(l => l.Text == "after");
    }

    [Fact]
    public async Task A_cancelled_child_lets_its_parent_go_on_and_a_failed_one_does_not()
    {
        var node = await NodeAsync(Parent("parent", "child"), Parent("patient", "failing"), Flow.Named("child").Step("W", "Event", ("eventName", "Go")), Flow.Named("failing").Step("F", "Fault", ("message", "boom")));
        await StartAsync(node, "parent", "p");
        await StartAsync(node, "patient", "q");
        await node.FinishAsync();

        await node.Runner.RunAsync((await store.FindChildrenAsync("p", default))[0], new Trigger.Cancel("olga", "withdrawn"), null, default);
        await node.FinishAsync();

        (await LoadAsync("p")).SubStatus.Should().Be(WorkflowSubStatus.Finished);
        var failed = await LoadAsync((await store.FindChildrenAsync("q", default)).Single());
        failed.SubStatus.Should().Be(WorkflowSubStatus.Faulted);
        (await LoadAsync("q")).SubStatus.Should().Be(WorkflowSubStatus.Suspended);

        await node.Runner.RunAsync(failed.Id, new Trigger.Alter([new Alteration.CancelActivity("F")], "olga", "not needed"), null, default);
        await node.FinishAsync();
        (await LoadAsync("q")).SubStatus.Should().Be(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Cancelling_a_case_with_its_descendants_ends_all_of_them_on_whichever_node_is_left()
    {
        var first = await NodeAsync(Parent("top", "middle"), Parent("middle", "leaf"), Flow.Named("leaf").Step("W", "Event", ("eventName", "Go")));
        await StartAsync(first, "top", "t");
        await first.FinishAsync();
        var middle = (await store.FindChildrenAsync("t", default)).Single();
        var leaf = (await store.FindChildrenAsync(middle, default)).Single();

        await first.Runner.RunAsync("t", new Trigger.Cancel("olga", "withdrawn", WithDescendants: true), null, default);
        await (await NodeAsync()).FinishAsync();

        foreach (var id in (string[])["t", middle, leaf]) (await LoadAsync(id)).SubStatus.Should().Be(WorkflowSubStatus.Cancelled);
        (await store.ReadLogAsync(leaf, default)).SelectMany(l => l.Changes).OfType<Change.Triggered>().Single(t => t.Kind == "Cancel")
            .Should().BeEquivalentTo(new { Actor = "olga", Detail = "withdrawn" });
    }

    [Fact]
    public async Task Cancelling_a_case_alone_leaves_its_children()
    {
        var node = await NodeAsync(Parent("parent", "child"), Flow.Named("child").Step("W", "Event", ("eventName", "Go")));
        await StartAsync(node, "parent", "p");
        await node.FinishAsync();

        await node.Runner.RunAsync("p", new Trigger.Cancel("olga", "withdrawn"), null, default);
        await node.FinishAsync();

        (await store.FindChildrenAsync("p", default)).Should().ContainSingle();
    }

    [Theory]
    [InlineData("ContinueWithIncidentsStrategy", WorkflowSubStatus.Suspended)]
    [InlineData("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", WorkflowSubStatus.Suspended)]
    [InlineData("ContinueWithIncidents", WorkflowSubStatus.Suspended)]
    [InlineData("FaultStrategy", WorkflowSubStatus.Faulted)]
    [InlineData("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", WorkflowSubStatus.Faulted)]
    [InlineData("Fault", WorkflowSubStatus.Faulted)]
    [InlineData(null, WorkflowSubStatus.Faulted)]
    public void Incident_strategies_are_known_by_alias_and_by_full_name(string? strategy, WorkflowSubStatus ends)
    {
        var json = Flow.Named("strategy").Lines("A", "B").Step("F", "Fault", ("message", "boom")).Line("C").Arrows("A > F > C", "A > B").Json;
        json["options"] = new System.Text.Json.Nodes.JsonObject { ["incidentStrategyType"] = strategy, ["commitStrategyName"] = "ActivityExecuted" };
        var definition = Flow.Named("strategy").Line("A").Definition with { Source = System.Text.Json.JsonSerializer.SerializeToElement(json) };

        var failed = new Case(GraphBuilder.Build(definition, new ElementTable())).Start();

        failed.Lines.Should().Be("A B");
        failed.Instance.SubStatus.Should().Be(ends);
    }
}
