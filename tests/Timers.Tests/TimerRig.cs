using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Timers.Tests;

/// <summary>A flow that waits an hour, on the real runner and an in-memory store.</summary>
sealed class TimerRig
{
    const string Flow = """
        {"definitionId":"hour","name":"An hour","isPublished":true,"root":{"type":"Elsa.Sequence","activities":[
          {"id":"wait","type":"Elsa.Delay","timeSpan":"01:00:00"},
          {"id":"told","type":"Elsa.WriteLine","text":"It is over"}]}}
        """;

    readonly GraphCache graphs;
    readonly ElementTable elements = new();
    readonly JobTable jobs;

    public TimerRig(TimeProvider clock, params IEnumerable<IJobHandler> handlers)
    {
        Clock = clock;
        jobs = new JobTable(handlers);
        graphs = new GraphCache(Store, elements, clock);
        Runner = new WorkflowRunner(Store, graphs, jobs, clock);
    }

    public TimeProvider Clock { get; }
    public InMemoryStore Store { get; } = new();
    public WorkflowRunner Runner { get; }

    /// <summary>A clock as one node has it; several share the store.</summary>
    /// <param name="first">Work that it looks at before everything else but timers.</param>
    public TimerClock NewClock(params IEnumerable<IDueWork> first) =>
        new(Store, Runner, [.. first, new JobWorker(Runner, Store, jobs, Clock, NullLogger<JobWorker>.Instance), new TriggeredStarts(Store, graphs, () => Runner, Clock)], Clock, NullLogger<TimerClock>.Instance);

    public Task<string> StartAsync(string id, string delay = "01:00:00") => StartFlowAsync(id, Flow.Replace("01:00:00", delay), $"v-{delay}");

    /// <summary>A flow that asks somebody after an hour: it looks for another workflow.</summary>
    public Task<string> StartAskingAsync(string id) => StartFlowAsync(id, """
        {"definitionId":"asking","name":"Asking","isPublished":true,"root":{"type":"Elsa.Sequence","activities":[
          {"id":"wait","type":"Elsa.Delay","timeSpan":"01:00:00"},
          {"id":"ask","type":"Elsa.DispatchWorkflow","workflowDefinitionId":"other"}]}}
        """, "v-asking");

    async Task<string> StartFlowAsync(string id, string flow, string version)
    {
        var definition = DefinitionJson.Read(JsonDocument.Parse(flow).RootElement, default, () => version, out _)!;
        await Store.SaveAsync([definition], [], CancellationToken.None);
        var graph = GraphBuilder.Build(definition, elements);
        var result = await Runner.StartAsync(graph, new Trigger.Start(id, new Dictionary<string, JsonElement>()), null, CancellationToken.None);
        return result.Instance!.Id;
    }

    /// <summary>A flow that the clock starts every hour from now.</summary>
    public async Task PublishHourlyAsync()
    {
        const string hourly = """{"id":"h1","definitionId":"hourly","name":"Hourly","isPublished":true,"root":{"id":"T","type":"Elsa.Timer","interval":"01:00:00","customProperties":{"canStartWorkflow":true}}}""";
        var definition = DefinitionJson.Read(JsonDocument.Parse(hourly).RootElement, default, () => "id", out _)!;
        var derived = await new TriggerIndex(graphs, Store).DeriveAsync(definition, Clock.GetUtcNow(), CancellationToken.None);
        await Store.SaveAsync([definition], derived.Triggers, CancellationToken.None);
    }

    public async Task<int> LinesOfAsync(string id) =>
        (await Store.ReadLogAsync(id, CancellationToken.None)).SelectMany(e => e.Changes).OfType<Change.LineWritten>().Count();
}
