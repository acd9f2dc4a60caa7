using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Sandbox.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Engine.Tests.Waiting;

/// <summary>Nodes on one store and one clock, and what became of everything that was published.</summary>
sealed class Cluster
{
    readonly InMemoryStore store = new();

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>Ids of all instances, in the order of their start.</summary>
    public List<string> Instances { get; } = [];

    public Node NewNode() => new(new MortalStore(store, Instances), Clock);

    public async Task PublishFlowsAsync(params Flow[] flows)
    {
        var index = new TriggerIndex(new GraphCache(store, new ElementTable(), Clock), store);
        foreach (var flow in flows)
            await store.SaveAsync([flow.Definition], (await index.DeriveAsync(flow.Definition, Clock.GetUtcNow(), default)).Triggers, default);
    }

    public Task RetractAsync(Flow flow) => store.SaveAsync([flow.Definition with { IsPublished = false }], [], default);

    public async Task<DateTimeOffset?> DueAsync(Flow flow) => (await store.ListTriggersAsync(flow.Definition.DefinitionId, default)).Single().DueAt;

    /// <summary>What an instance wrote.</summary>
    public async Task<string> LinesAsync(string id) =>
        string.Join(' ', (await store.ReadLogAsync(id, default)).SelectMany(e => e.Changes).OfType<Change.LineWritten>().Select(l => l.Text));

    public async Task<Instance> FindAsync(string id) => (await store.LoadAsync(id, default))!;

    /// <summary>What all instances wrote, sorted.</summary>
    public async Task<string> AllLinesAsync()
    {
        var lines = new List<string>();
        foreach (var id in Instances) lines.Add($"{await LinesAsync(id)}");
        return string.Join(" | ", lines.Order(StringComparer.Ordinal));
    }
}

sealed class Node
{
    readonly MortalStore store;
    readonly GraphCache graphs;
    readonly TimeProvider clock;

    public Node(MortalStore store, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        graphs = new GraphCache(store.Inner, new ElementTable(), clock);
        Starts = new TriggeredStarts(store, graphs, () => Runner!, clock);
        Events = new EventPublisher(store, store, Starts, () => Runner!, clock);
        var jobs = new JobTable([new PublishEventJob(Events), new FindWorkflowJob(graphs), new StartWorkflowJob(graphs, () => Runner!), new ChildEndedJob(store, () => Runner!), new StartWorkflowsJob(graphs, () => Runner!), new LookForEndsJob(store, () => Runner!)]);
        Runner = new WorkflowRunner(store, graphs, jobs, clock);
        Jobs = new JobWorker(Runner, store, jobs, clock, NullLogger<JobWorker>.Instance);
    }

    public WorkflowRunner Runner { get; }
    public TriggeredStarts Starts { get; }
    public EventPublisher Events { get; }
    public JobWorker Jobs { get; }

    /// <param name="writes">How many writes it lives to see; it dies with the next, just before or just after that is on disk.</param>
    public Node LivingFor(int writes, bool diesAfterwards)
    {
        store.Dies(writes, diesAfterwards);
        return this;
    }

    public async Task<RunResult> StartAsync(Flow flow, string id, string? correlationId = null, Dictionary<string, JsonElement>? input = null) =>
        await Runner.StartAsync((await graphs.FindPublishedAsync(flow.Definition.DefinitionId, default))!, new Trigger.Start(id, input ?? [], correlationId), null, default);

    public Task<Published> PublishAsync(string name, string id = "p1", string? correlationId = null, string? instanceId = null, JsonElement? payload = null) =>
        Events.PublishAsync(new Publication(name, correlationId, instanceId, payload), id, null, default);

    /// <summary>A try of a job fails, and the next is due later.</summary>
    public Task DeferAsync(Job job, TimeSpan later) => store.DeferJobAsync(job.Id, clock.GetUtcNow() + later, default);

    /// <summary>Does everything that is due, and what follows from it at once.</summary>
    public async Task WorkAsync()
    {
        int found;
        do
        {
            found = await Starts.TakeDueAsync(100, default) + await Events.TakeDueAsync(100, default) + await Jobs.TakeDueAsync(100, default);
            await Jobs.FinishDueAsync();
            while (Runner.CommittedJobs.TryRead(out var job))
            {
                await Jobs.PerformAsync(job, default);
                found++;
            }
        } while (found > 0);
    }
}

sealed class NodeDied : Exception;
