using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Engine.Virtual;

/// <summary>Runs a flow in memory under virtual time: the real runner, store port and jobs, no server, no waiting. The same
/// request always gives the same record.</summary>
public sealed class VirtualRun
{
    /// <summary>A flow that can be resumed for ever is left after this many resumptions.</summary>
    public const int MostResumptions = 25;

    const string MainInstance = "wf1";

    static readonly DateTimeOffset Beginning = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(Beginning);
    readonly InMemoryStore store = new();
    readonly ElementTable elements;
    readonly GraphCache graphs;
    readonly WorkflowRunner runner;
    readonly JobWorker worker;
    readonly EventPublisher events;
    readonly Queue<Job> background = new();
    readonly TriggeredStarts starts;
    int publications;
    readonly List<RunLine> lines = [];

    VirtualRun(RunRequest request, ElementTable elements, IEnumerable<IJobHandler> handlers)
    {
        this.elements = elements;
        graphs = new GraphCache(store, elements, clock, request.UsesTokens);
        starts = new TriggeredStarts(store, graphs, () => runner!, clock);
        events = new EventPublisher(store, store, starts, () => runner!, clock);
        var jobs = new JobTable(
        [
            new PublishEventJob(events), new FindWorkflowJob(graphs), new StartWorkflowJob(graphs, () => runner!), new ChildEndedJob(store, () => runner!), new CancelChildrenJob(store, () => runner!),
            new StartWorkflowsJob(graphs, () => runner!), new LookForEndsJob(store, () => runner!),
            new StandardInput(request.StandardInput), new NoNetwork(), .. handlers,
        ]);
        runner = new WorkflowRunner(store, graphs, jobs, clock);
        worker = new JobWorker(runner, store, jobs, clock, NullLogger<JobWorker>.Instance);
    }

    /// <summary>Carries out a request.</summary>
    /// <param name="handlers">Jobs that can be performed beside the engine's own; a job of another kind is an incident.</param>
    /// <returns>The record: what was written, the phases, then journal, executions, incidents and end of every instance.</returns>
    public static async Task<IReadOnlyList<RunLine>> ExecuteAsync(RunRequest request, ElementTable elements, IEnumerable<IJobHandler> handlers, CancellationToken cancellationToken)
    {
        var run = new VirtualRun(request, elements, handlers);
        if (await run.PublishAsync(request, cancellationToken) is not { } definitionId) return run.lines;
        await run.StartAsync(definitionId, request, cancellationToken);
        foreach (var happening in request.Events) await run.PublishEventAsync(happening, cancellationToken);
        await run.PassTimeAsync(request.Wait, cancellationToken);
        for (var i = 0; request.UntilEnd && i < MostResumptions; i++)
            if (!await run.ResumeFirstAsync(cancellationToken)) break;
        return await run.RecordAsync(cancellationToken);
    }

    /// <summary>Publishes the flows; every problem of every file is told.</summary>
    /// <returns>Definition id of the main flow; null when something was refused.</returns>
    async Task<string?> PublishAsync(RunRequest request, CancellationToken cancellationToken)
    {
        WorkflowDefinition? last = null;
        foreach (var file in request.Dependencies.Append(request.Main))
        {
            last = DefinitionJson.Read(file.Json, clock.GetUtcNow(), () => $"flow-{file.Name}", out var problems, elements.Languages);
            if (last is null) lines.Add(new RunLine.ImportFailed(file.Name, [.. problems.Select(p => p.ToString())]));
            else await PublishAsync(last, file.Name, cancellationToken);
        }
        if (lines.Count == 0) return last!.DefinitionId;
        lines.Add(new RunLine.RunError("Expected flows that can be published, but at least one was refused."));
        return null;
    }

    async Task PublishAsync(WorkflowDefinition definition, string file, CancellationToken cancellationToken)
    {
        var older = await store.ListVersionsAsync(definition.DefinitionId, cancellationToken);
        var replaced = older.Select(d => d with { IsLatest = false, IsPublished = false });
        var version = older.Count == 0 ? 1 : older[0].Version + 1;
        var id = older.Any(d => d.Id == definition.Id) ? $"{definition.Id}-{version}" : definition.Id;
        var published = definition with { Id = id, Version = version, IsLatest = true, IsPublished = true };
        var derived = await new TriggerIndex(graphs, store).DeriveAsync(published, clock.GetUtcNow(), cancellationToken);
        if (derived.Problems.Count > 0) lines.Add(new RunLine.ImportFailed(file, [.. derived.Problems.Select(p => p.ToString())]));
        else await store.SaveAsync([.. replaced, published], derived.Triggers, cancellationToken);
        graphs.Forget(definition.DefinitionId);
    }

    async Task StartAsync(string definitionId, RunRequest request, CancellationToken cancellationToken)
    {
        var graph = await graphs.FindPublishedAsync(definitionId, cancellationToken);
        var start = new Trigger.Start(MainInstance, request.Input, request.CorrelationId, TriggerActivity: request.TriggerActivity);
        await runner.StartAsync(graph!, start, null, cancellationToken);
        await RestAsync("started", cancellationToken);
    }

    async Task PublishEventAsync(string happening, CancellationToken cancellationToken)
    {
        var split = happening.IndexOf('=', StringComparison.Ordinal);
        var name = split < 0 ? happening : happening[..split];
        JsonElement? payload = split < 0 ? null : Values.TryParse(happening[(split + 1)..]) ?? Values.Of(happening[(split + 1)..]);
        await events.PublishAsync(new Publication(name, null, null, payload), $"event-{++publications}", null, cancellationToken);
        await RestAsync($"event:{name}", cancellationToken);
    }

    /// <returns>False when there is nothing left to resume.</returns>
    async Task<bool> ResumeFirstAsync(CancellationToken cancellationToken)
    {
        var instance = await MainAsync(cancellationToken);
        if (instance.Status != WorkflowStatus.Running || instance.Waits.FirstOrDefault(w => w.Kind is WaitKind.Event or WaitKind.Timer) is not { } wait) return false;
        await runner.RunAsync(MainInstance, new Trigger.Resume(wait.Id), null, cancellationToken);
        await RestAsync($"resumed:{wait.Name}@{await StepAsync(instance, wait.Node, cancellationToken)}", cancellationToken);
        return true;
    }

    /// <summary>Lets time pass from one due timer or job to the next.</summary>
    async Task PassTimeAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time <= TimeSpan.Zero) return;
        var end = clock.GetUtcNow() + time;
        while (store.NextDue is { } due && due <= end)
        {
            clock.AdvanceTo(due);
            var now = clock.GetUtcNow();
            foreach (var timer in await store.ClaimDueTimersAsync(now, now + TimeSpan.FromMinutes(1), 1, cancellationToken))
                await runner.RunAsync(timer.InstanceId, new Trigger.Resume(timer.WaitId), null, cancellationToken);
            await starts.TakeDueAsync(int.MaxValue, cancellationToken);
            foreach (var job in await store.ClaimDueJobsAsync(now, now + TimeSpan.FromMinutes(1), int.MaxValue, cancellationToken))
                await worker.PerformAsync(job, cancellationToken);
            await PerformJobsAsync(cancellationToken);
        }
        clock.AdvanceTo(end);
    }

    /// <summary>What an instance waits for itself is part of the phase; what goes on in the background comes after it, as in Elsa.</summary>
    async Task RestAsync(string phase, CancellationToken cancellationToken)
    {
        await PerformAwaitedJobsAsync(cancellationToken);
        var instance = await MainAsync(cancellationToken);
        lines.Add(new RunLine.Phase(phase, instance.Status, instance.SubStatus, [.. instance.Waits.Select(w => w.Name)]));
        await PerformJobsAsync(cancellationToken);
    }

    async Task PerformJobsAsync(CancellationToken cancellationToken)
    {
        do
        {
            await PerformAwaitedJobsAsync(cancellationToken);
            if (background.TryDequeue(out var job)) await worker.PerformAsync(job, cancellationToken);
            await events.TakeDueAsync(int.MaxValue, cancellationToken);
        } while (background.Count > 0 || runner.CommittedJobs.TryPeek(out _));
    }

    async Task PerformAwaitedJobsAsync(CancellationToken cancellationToken)
    {
        while (runner.CommittedJobs.TryRead(out var job))
        {
            if (job.WaitId is null) background.Enqueue(job);
            else await worker.PerformAsync(job, cancellationToken);
        }
    }

    async Task<Instance> MainAsync(CancellationToken cancellationToken) => (await store.LoadAsync(MainInstance, cancellationToken))!;

    async Task<string> StepAsync(Instance instance, string path, CancellationToken cancellationToken) =>
        (await graphs.FindVersionAsync(instance.VersionId, cancellationToken))![path].Id;

    async Task<IReadOnlyList<RunLine>> RecordAsync(CancellationToken cancellationToken)
    {
        var log = store.ReadWholeLog();
        var written = log.SelectMany(e => e.Changes).OfType<Change.LineWritten>().Select(c => new RunLine.Out(c.Text));
        List<RunLine> record = [.. written, .. lines];
        var number = 0;
        foreach (var entries in log.GroupBy(e => e.InstanceId))
        {
            var instance = (await store.LoadAsync(entries.Key, cancellationToken))!;
            var graph = (await graphs.FindVersionAsync(instance.VersionId, cancellationToken))!;
            record.AddRange(new InstanceRecord($"wf{++number}", graph, instance).Lines(entries.SelectMany(e => e.Changes)));
        }
        return record;
    }
}
