using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Tests.Running;

public sealed class RunnerTests
{
    readonly InMemoryStore store = new();
    readonly WorkflowRunner runner;

    public RunnerTests() => runner = new WorkflowRunner(store, new GraphCache(store, new ElementTable(), TimeProvider.System), new JobTable([]), TimeProvider.System);

    async Task<Graph> PublishAsync(Flow flow)
    {
        await store.SaveAsync([flow.Definition], [], default);
        return flow.Graph();
    }

    [Fact]
    public async Task An_operation_that_is_repeated_is_answered_as_the_first_time_and_done_once()
    {
        var graph = await PublishAsync(Flow.Named("once").Step("E", "Event", ("eventName", "Go")));
        await runner.StartAsync(graph, new Trigger.Start("case-1", new Dictionary<string, System.Text.Json.JsonElement>()), "submit-1", default);

        var repeated = await runner.StartAsync(graph, new Trigger.Start("case-2", new Dictionary<string, System.Text.Json.JsonElement>()), "submit-1", default);

        repeated.WasRepeated.Should().BeTrue();
        repeated.Instance!.Id.Should().Be("case-1");
        (await store.LoadAsync("case-2", default)).Should().BeNull();
    }

    [Fact]
    public async Task A_wait_that_is_resumed_twice_at_once_is_resumed_once()
    {
        var graph = await PublishAsync(Flow.Named("twice").Step("E", "Event", ("eventName", "Go")).Line("Z"));
        var started = await runner.StartAsync(graph, new Trigger.Start("case-1", new Dictionary<string, System.Text.Json.JsonElement>()), null, default);
        var resume = new Trigger.Resume(started.Instance!.Waits.Single().Id);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => runner.RunAsync("case-1", resume, null, default))));

        results.Count(r => r.Refusal is null).Should().Be(1);
        results.Where(r => r.Refusal is not null).Should().OnlyContain(r => r.Refusal!.Kind == RefusalKind.NotFound);
        (await store.ReadLogAsync("case-1", default)).SelectMany(e => e.Changes).OfType<Change.LineWritten>().Should().ContainSingle();
    }
}
