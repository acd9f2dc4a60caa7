using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Storage.Tests;

/// <summary>Two nodes with runners of their own on one database.</summary>
public abstract partial class DurableStoreContract
{
    static string Flow(string id, string steps, string options = "{}") => $$"""
        {"id":"{{id}}-1","definitionId":"{{id}}","name":"{{id}}","isPublished":true,"isLatest":true,"options":{{options}},
         "root":{"id":"seq","type":"Elsa.Sequence","activities":[{{steps}}]} }
        """;

    const string StartedByGo = """{"id":"T","type":"Elsa.Event","eventName":"Go","customProperties":{"canStartWorkflow":true}}""";
    const string StartedByClock = """{"id":"T","type":"Elsa.Timer","interval":"00:00:01","customProperties":{"canStartWorkflow":true}}""";
    const string WaitsForGo = """{"id":"E","type":"Elsa.Event","eventName":"Go"}""";
    const string WaitsForEver = """{"id":"E","type":"Elsa.Event","eventName":"Never"}""";

    /// <summary>A node, whose clock is behind the other's by what the test says.</summary>
    sealed class Node
    {
        readonly GraphCache _graphs;

        public Node(OpenStore store, TimeProvider clock)
        {
            Store = store;
            _graphs = new GraphCache(store.Definitions, new ElementTable(), clock);
            Starts = new TriggeredStarts(store.Triggers, _graphs, () => Runner!, clock);
            Events = new EventPublisher(store.Workflows, store.Stimuli, Starts, () => Runner!, clock);
            Runner = new WorkflowRunner(store.Workflows, _graphs, new JobTable([]), clock);
        }

        public OpenStore Store { get; }
        public WorkflowRunner Runner { get; }
        public TriggeredStarts Starts { get; }
        public EventPublisher Events { get; }

        public async Task PublishFlowAsync(string json, DateTimeOffset at)
        {
            var version = DefinitionJson.Read(A.Json(json), at, () => "id", out _)!;
            await Store.Definitions.SaveAsync([version], (await new TriggerIndex(_graphs, Store.Triggers).DeriveAsync(version, at, None)).Triggers, None);
        }

        public async Task<RunResult> StartAsync(string flow, string id, string? correlationId = null) =>
            await Runner.StartAsync((await _graphs.FindPublishedAsync(flow, None))!, new Trigger.Start(id, new Dictionary<string, JsonElement>(), correlationId), null, None);
    }

    async Task<int> CountInstancesAsync(string flow)
    {
        await using var db = _opened.Database.OpenForReading();
        return db.Instances.Count(i => i.DefinitionId == flow);
    }

    [StoreFact]
    public async Task Two_nodes_start_one_instance_for_each_time_a_clock_is_due()
    {
        await using var again = OpenAgain();
        Node[] nodes = [new(_opened, TimeProvider.System), new(again, TimeProvider.System)];
        await nodes[0].PublishFlowAsync(Flow("clock", StartedByClock), TimeProvider.System.GetUtcNow().AddSeconds(-1));

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() => nodes[n % 2].Starts.TakeDueAsync(10, None))));

        var due = (await _opened.Triggers.ListTriggersAsync("clock", None)).Single().DueAt;
        due.Should().BeAfter(TimeProvider.System.GetUtcNow().AddSeconds(-30));
        (await CountInstancesAsync("clock")).Should().Be(taken.Sum());
    }

    [StoreFact]
    public async Task Two_nodes_that_publish_the_same_event_start_and_resume_once()
    {
        await using var again = OpenAgain();
        Node[] nodes = [new(_opened, TimeProvider.System), new(again, TimeProvider.System)];
        await nodes[0].PublishFlowAsync(Flow("started", StartedByGo), A.Noon);
        await nodes[0].PublishFlowAsync(Flow("waiting", $"{WaitsForGo},{WaitsForGo.Replace("\"E\"", "\"E2\"")}"), A.Noon);
        await nodes[0].StartAsync("waiting", "w");

        var publications = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() => nodes[n % 2].Events.PublishAsync(new Publication("Go", null, null, null), "once", null, None))));

        publications.Sum(p => p.Started).Should().Be(1);
        publications.Sum(p => p.Resumed).Should().Be(1);
        (await CountInstancesAsync("started")).Should().Be(1);
        (await Store.LoadAsync("w", None))!.Waits.Single().Node.Should().EndWith("E2");
    }

    [StoreFact]
    public async Task Two_nodes_bring_each_kept_event_once()
    {
        await using var again = OpenAgain();
        Node[] nodes = [new(_opened, TimeProvider.System), new(again, TimeProvider.System)];
        await nodes[0].PublishFlowAsync(Flow("waiting", $"{WaitsForGo},{WaitsForGo.Replace("\"E\"", "\"E2\"")}"), A.Noon);
        for (var n = 0; n < 10; n++) await nodes[n % 2].Events.PublishAsync(new Publication("Go", $"LN-{n}", null, null), $"p{n}", null, None);
        for (var n = 0; n < 10; n++) await nodes[n % 2].StartAsync("waiting", $"w{n}", $"LN-{n}");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => nodes[n % 2].Events.TakeDueAsync(10, None))));

        for (var n = 0; n < 10; n++) (await Store.LoadAsync($"w{n}", None))!.Waits.Single().Node.Should().EndWith("E2");
    }

    [StoreFact]
    public async Task Of_many_starters_on_two_nodes_one_starts_a_singleton()
    {
        await using var again = OpenAgain();
        Node[] nodes = [new(_opened, TimeProvider.System), new(again, TimeProvider.System)];
        await nodes[0].PublishFlowAsync(Flow("single", WaitsForEver, """{"activationStrategyType":"Singleton"}"""), A.Noon);

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(() => nodes[n % 2].StartAsync("single", $"s{n}"))));

        results.Count(r => r.Refusal is null).Should().Be(1);
        (await CountInstancesAsync("single")).Should().Be(1);
    }
}
