using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tests.Waiting;

namespace Lendflow.Engine.Tests.Elements;

public sealed class ParentAndChildTests
{
    static readonly Flow Child = Flow.Named("child").Step("E", "Event", ("eventName", "Go")).Line("child");

    readonly Cluster cluster = new();

    static Flow Parent(string type) => Flow.Named("parent").Step("C", type, ("workflowDefinitionId", "child"), ("waitForCompletion", new Js("true"))).Line("after");

    [Fact]
    public async Task A_child_that_ends_while_its_parent_is_faulted_is_noticed_when_that_goes_on()
    {
        var parent = Flow.Named("parent").Step("F", "Fork", ("branches", new JsonArray(
            Flow.Activity("C", "DispatchWorkflow", ("workflowDefinitionId", "child"), ("waitForCompletion", new Js("true"))),
            Flow.Activity("X", "Sequence", ("activities", new JsonArray(Flow.Activity("E", "Event", ("eventName", "Break")), Flow.Activity("B", "Fault", ("message", "boom")))))))).Line("after");
        await cluster.PublishFlowsAsync(parent, Child);
        var node = cluster.NewNode();
        await node.StartAsync(parent, "p");
        await node.WorkAsync();
        await node.PublishAsync("Break", "p1");
        await node.PublishAsync("Go", "p2");
        await node.WorkAsync();
        (await cluster.FindAsync("p")).SubStatus.Should().Be(WorkflowSubStatus.Faulted);

        var incident = (await cluster.FindAsync("p")).Incidents.Single();
        await node.Runner.RunAsync("p", new Trigger.SkipIncident(incident.Id, null, "olga", "repaired"), null, default);
        await node.WorkAsync();

        (await cluster.LinesAsync("p")).Should().Be("after");
    }

    [Theory]
    [InlineData("DispatchWorkflow")]
    [InlineData("ExecuteWorkflow")]
    public async Task A_parent_goes_on_when_its_child_was_cancelled(string type)
    {
        await cluster.PublishFlowsAsync(Parent(type), Child);
        var node = cluster.NewNode();
        await node.StartAsync(Parent(type), "p");
        await node.WorkAsync();

        await node.Runner.RunAsync(cluster.Instances[1], new Trigger.Cancel("olga", "not needed"), null, default);
        await node.WorkAsync();

        (await cluster.LinesAsync("p")).Should().Be("after");
    }

    [Fact]
    public void Whenever_nodes_die_a_parent_goes_on_once_when_its_child_has_ended()
    {
        var deaths = from type in Gen.Elements("DispatchWorkflow", "ExecuteWorkflow")
                     from start in Gen.Choose(0, 4)
                     from end in Gen.Choose(0, 4)
                     from afterwards in Gen.Elements(true, false)
                     select (type, start, end, afterwards);

        Prop.ForAll(deaths.ToArbitrary(), d => SurvivesAsync(d.type, d.start, d.end, d.afterwards).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    /// <summary>One node dies over the start of the child, another over its end.</summary>
    static async Task<bool> SurvivesAsync(string type, int start, int end, bool afterwards)
    {
        var cluster = new Cluster();
        await cluster.PublishFlowsAsync(Parent(type), Child);
        await cluster.NewNode().StartAsync(Parent(type), "p");
        await DieAsync(cluster, start, afterwards);
        await cluster.NewNode().PublishAsync("Go");
        await DieAsync(cluster, end, afterwards);
        var last = cluster.NewNode();
        await last.WorkAsync();
        cluster.Clock.Advance(TimeSpan.FromMinutes(1)); // A child that told of its end before the parent knew of its start tells again.
        await last.WorkAsync();
        return await cluster.AllLinesAsync() == "after | child";
    }

    static async Task DieAsync(Cluster cluster, int writes, bool afterwards)
    {
        var dying = cluster.NewNode().LivingFor(writes, afterwards);
        cluster.Clock.Advance(TimeSpan.FromMinutes(3));
        try { await dying.WorkAsync(); }
        catch (NodeDied) { }
        cluster.Clock.Advance(TimeSpan.FromMinutes(6));
    }
}
