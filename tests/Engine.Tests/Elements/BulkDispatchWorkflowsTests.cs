using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tests.Waiting;

namespace Lendflow.Engine.Tests.Elements;

public sealed class BulkDispatchWorkflowsTests
{
    static readonly Flow Child = Flow.Named("child").Step("S", "WriteLine", ("text", new Js("`${getInput('Item')} of ${getCorrelationId()}`")));
    static readonly Flow WaitingChild = Flow.Named("child").Step("E", "Event", ("eventName", "Go"));

    readonly Cluster cluster = new();
    readonly Node node;

    public BulkDispatchWorkflowsTests() => node = cluster.NewNode();

    static Flow Parent(string items, params (string Name, object Value)[] more) => Flow.Named("parent")
        .Step("B", "BulkDispatchWorkflows", [("workflowDefinitionId", "child"), ("items", new Js(items)), .. more])
        .Lines("done", "completed").Arrows("B > done", "B:Completed > completed");

    static JsonObject Says(string id, string what) => Flow.Activity(id, "WriteLine", ("text", new Js($"'{what} ' + getVariable('ChildInstanceId').split('-')[1]")));

    static (string, object) Completed => ("childCompleted", Says("C", "completed"));
    static (string, object) Faulted => ("childFaulted", Says("F", "faulted"));

    async Task<string> RunAsync(Flow parent, params Flow[] children)
    {
        await cluster.PublishFlowsAsync([parent, .. children]);
        await node.StartAsync(parent, "p");
        await node.WorkAsync();
        return await cluster.LinesAsync("p");
    }

    string ChildId(int number) => cluster.Instances.Single(i => i.EndsWith($"-{number}", StringComparison.Ordinal));

    [Fact]
    public async Task It_starts_a_child_for_each_item_and_goes_on_when_all_have_ended()
    {
        var lines = await RunAsync(Parent("['a', 'b', 'c']", Completed), Child);

        lines.Should().Be("completed 0 completed 1 completed 2 done completed");
        (await cluster.LinesAsync(ChildId(1))).Should().Be("b of null");
        (await cluster.FindAsync(ChildId(1))).ParentInstanceId.Should().Be("p");
    }

    [Fact]
    public async Task It_does_not_go_on_before_the_last_child_has_ended()
    {
        (await RunAsync(Parent("[1, 2]"), WaitingChild)).Should().BeEmpty();
        await node.PublishAsync("Go", instanceId: ChildId(0));
        await node.WorkAsync();
        (await cluster.LinesAsync("p")).Should().BeEmpty();

        await node.PublishAsync("Go", "p2", instanceId: ChildId(1));
        await node.WorkAsync();

        (await cluster.LinesAsync("p")).Should().Be("done completed");
    }

    [Theory]
    [InlineData("['a']", "false")]
    [InlineData("[]", "true")]
    public async Task Without_items_or_not_waiting_it_goes_on_by_done_alone(string items, string waits) =>
        (await RunAsync(Parent(items, ("waitForCompletion", new Js(waits))), WaitingChild)).Should().Be("done");

    [Fact]
    public async Task An_item_that_is_an_object_is_merged_into_the_inputs()
    {
        var child = Flow.Named("child").Step("S", "WriteLine", ("text", new Js("[getInput('kind'), getInput('name'), getInput('Item'), getInput('ParentInstanceId')].join(' ')")));

        await RunAsync(Parent("[{ name: 'x' }, { kind: 'other' }]", ("input", new Js("({ kind: 'given' })"))), child);

        (await cluster.LinesAsync(ChildId(0))).Should().Be("given x  p");
        (await cluster.LinesAsync(ChildId(1))).Should().Be("other   p");
    }

    [Fact]
    public async Task The_correlation_id_of_each_child_is_computed_from_its_item()
    {
        await RunAsync(Parent("['a', 'b']", ("correlationIdFunction", new Js("`LN-${args.Item}`"))), Child);

        (await cluster.LinesAsync(ChildId(1))).Should().Be("b of LN-b");
    }

    [Fact]
    public async Task The_item_has_the_name_it_is_given()
    {
        var child = Flow.Named("child").Step("S", "WriteLine", ("text", new Js("getInput('Loan') + getCorrelationId()")));

        await RunAsync(Parent("[7]", ("defaultItemInputKey", "Loan"), ("correlationIdFunction", new Js("args.Loan + 1"))), child);

        (await cluster.LinesAsync(ChildId(0))).Should().Be("78");
    }

    [Fact]
    public async Task A_faulted_child_has_its_own_activity_and_a_cancelled_one_none()
    {
        var child = Flow.Named("child").Step("D", "If", ("condition", new Js("getInput('Item') === 'bad'")), ("then", Flow.Activity("X", "Fault", ("message", "boom")))).Step("E", "Event", ("eventName", "Go"));
        (await RunAsync(Parent("['bad', 'ok', 'unwanted']", Completed, Faulted), child)).Should().Be("faulted 0");

        await node.Runner.RunAsync(ChildId(2), new Trigger.Cancel("olga", "not needed"), null, default);
        await node.PublishAsync("Go", instanceId: ChildId(1));
        await node.WorkAsync();

        (await cluster.LinesAsync("p")).Should().Be("faulted 0 completed 1 done completed");
    }

    [Fact]
    public async Task A_faulted_child_that_is_repaired_counts_once()
    {
        var child = Flow.Named("child").Step("E", "Event", ("eventName", "Go")).Step("X", "Fault", ("message", "boom"));
        await RunAsync(Parent("[1, 2]", Completed, Faulted), child);
        await node.PublishAsync("Go", instanceId: ChildId(0));
        await node.WorkAsync();

        var incident = (await cluster.FindAsync(ChildId(0))).Incidents.Single();
        await node.Runner.RunAsync(ChildId(0), new Trigger.SkipIncident(incident.Id, null, "olga", "repaired"), null, default);
        await node.WorkAsync();

        (await cluster.FindAsync(ChildId(0))).SubStatus.Should().Be(WorkflowSubStatus.Finished);
        (await cluster.LinesAsync("p")).Should().Be("faulted 0");
    }

    [Fact]
    public async Task An_activity_for_a_child_that_waits_holds_the_step_open()
    {
        var body = Flow.Activity("W", "Event", ("eventName", "Signed"));

        (await RunAsync(Parent("[1, 2]", ("childCompleted", body)), Child)).Should().BeEmpty();
        await node.PublishAsync("Signed");

        (await cluster.LinesAsync("p")).Should().Be("done completed");
    }

    [Fact]
    public async Task Children_that_may_not_start_are_an_incident_and_a_retry_starts_only_those()
    {
        var single = Flow.Named("child").Activated("Singleton").Step("E", "Event", ("eventName", "Go"));
        await RunAsync(Parent("[1, 2]"), single);
        var parent = await cluster.FindAsync("p");
        parent.Incidents.Single().Message.Should().Be("Expected to start 2 workflows, but 1 were refused: Expected no running instance of 'child', as the workflow's activation strategy Singleton demands, but there is one.");

        await node.PublishAsync("Go", "g1");
        await node.WorkAsync();
        await node.Runner.RunAsync("p", new Trigger.RetryIncident(parent.Incidents[0].Id, "olga", "there is room"), null, default);
        await node.WorkAsync();
        await node.PublishAsync("Go", "g2");
        await node.WorkAsync();

        (await cluster.LinesAsync("p")).Should().Be("done completed");
        cluster.Instances.Should().HaveCount(3);
    }

    [Fact]
    public void Whenever_nodes_die_every_child_runs_once_and_the_parent_goes_on_once()
    {
        var deaths = (from writes in Gen.Choose(0, 6) from afterwards in Gen.Elements(true, false) select (writes, afterwards)).ListOf();

        Prop.ForAll(deaths.ToArbitrary(), d => SurvivesAsync(d).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    static async Task<bool> SurvivesAsync(IEnumerable<(int Writes, bool Afterwards)> deaths)
    {
        var cluster = new Cluster();
        var parent = Parent("['a', 'b', 'c']", Completed);
        await cluster.PublishFlowsAsync(parent, Child);
        await cluster.NewNode().StartAsync(parent, "p");
        foreach (var (writes, afterwards) in deaths.Append((int.MaxValue, false)))
        {
            try { await cluster.NewNode().LivingFor(writes, afterwards).WorkAsync(); }
            catch (NodeDied) { }
            cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        await cluster.NewNode().WorkAsync();
        var lines = (await cluster.LinesAsync("p")).Split(' ').Order();
        return cluster.Instances.Count == 4 && lines.SequenceEqual(["0", "1", "2", "completed", "completed", "completed", "completed", "done"]);
    }
}
