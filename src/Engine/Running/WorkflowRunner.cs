using System.Threading.Channels;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Running;

/// <summary>The only way anything happens to an instance: find graph, decide, apply, perform reads, commit.</summary>
public sealed class WorkflowRunner(IWorkflowStore store, GraphCache graphs, JobTable jobs, TimeProvider clock)
{
    /// <summary>Conflicts mean somebody else's burst was committed first; this many in a row mean something is wrong.</summary>
    const int Tries = 20;

    readonly Channel<Job> committedJobs = Channel.CreateUnbounded<Job>();

    /// <summary>Jobs this process committed and holds the lease of, for its workers.</summary>
    public ChannelReader<Job> CommittedJobs => committedJobs.Reader;

    /// <summary>Told of every burst that is on disk, with the instance after it, before anybody is answered. Must be quick and not throw.</summary>
    public event Action<Instance, IReadOnlyList<Change>>? Committed;

    /// <summary>Starts an instance on a version, unless its activation strategy forbids it now. Idempotent by <paramref name="operationId"/>.</summary>
    public Task<RunResult> StartAsync(Graph graph, Trigger.Start start, string? operationId, CancellationToken cancellationToken) =>
        RunAsync(start.InstanceId, start, operationId, graph, cancellationToken);

    /// <summary>Gives a trigger to an instance. When this completes, what the trigger did is on disk.</summary>
    public Task<RunResult> RunAsync(string instanceId, Trigger trigger, string? operationId, CancellationToken cancellationToken) =>
        RunAsync(instanceId, trigger, operationId, null, cancellationToken);

    /// <summary>What a trigger would do to an instance now. Nothing is committed, and nobody outside is asked.</summary>
    public async Task<Preview> PreviewAsync(string instanceId, Trigger trigger, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(instanceId, cancellationToken) is not { } before || await graphs.FindVersionAsync(before.VersionId, cancellationToken) is not { } graph)
            return Preview.Refused(Refusal.Of(RefusalKind.NotFound, "$", $"Expected an instance '{instanceId}', but there is none."));
        var after = EngineJson.ReadInstance(EngineJson.WriteInstance(before));
        var decision = Interpreter.Decide(graph, after, trigger, clock.GetUtcNow());
        var graphAfter = trigger is Trigger.Alter { Target: { } target } && after.VersionId == target.Definition.Id ? target : graph;
        return decision.Refusal is { } refusal ? Preview.Refused(refusal) : Preview.Of(before, graph, after, graphAfter);
    }

    async Task<RunResult> RunAsync(string instanceId, Trigger trigger, string? operationId, Graph? startGraph, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var instance = startGraph is null ? await store.LoadAsync(instanceId, cancellationToken) : new Instance();
            if (instance is null) return RunResult.Refused(Refusal.Of(RefusalKind.NotFound, "$", $"Expected an instance '{instanceId}', but there is none."));
            var result = await DecideAndCommitAsync(instance, trigger, operationId, startGraph, cancellationToken);
            if (result is not null) return result;
        }
        throw new InvalidOperationException($"Expected to commit to instance '{instanceId}' within {Tries} tries, but each met a conflict.");
    }

    async Task<RunResult?> DecideAndCommitAsync(Instance instance, Trigger trigger, string? operationId, Graph? startGraph, CancellationToken cancellationToken)
    {
        using var span = CaseTrace.Burst(instance, trigger);
        trigger = CaseTrace.Keep(trigger);
        var expected = instance.Revision;
        var graph = startGraph ?? await graphs.FindVersionAsync(instance.VersionId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected version '{instance.VersionId}' of instance '{instance.Id}', but it was deleted.");
        var mayRead = MayRead(instance, trigger);
        var decision = Interpreter.Decide(graph, instance, trigger, clock.GetUtcNow());
        if (decision.Refusal is not null) return await RefuseAsync(decision.Refusal, operationId, cancellationToken);
        if (trigger is Trigger.Alter { Target: { } target } && instance.VersionId == target.Definition.Id) graph = target;
        List<Change> changes = [.. decision.Changes];
        if (mayRead) await PerformReadsAsync(graph, instance, changes, cancellationToken);
        span.Decided(instance);
        var guard = trigger is Trigger.Start start ? Activation.GuardOf(graph, start) : null;
        return await CommitAsync(graph, instance, expected, changes, operationId, guard, cancellationToken);
    }

    /// <summary>Neither people nor the clock wait for the outside: what their bursts want to read stays a job, and the burst that
    /// answers the first of them performs the others in line.</summary>
    static bool MayRead(Instance instance, Trigger trigger) => trigger switch
    {
        Trigger.Start or Trigger.Task => false,
        Trigger.Resume resume => !instance.Waits.Any(w => w.Id == resume.WaitId && w.Kind == WaitKind.Timer),
        _ => true,
    };

    async Task PerformReadsAsync(Graph graph, Instance instance, List<Change> changes, CancellationToken cancellationToken)
    {
        var given = new HashSet<string>();
        while (instance.Jobs.FirstOrDefault(j => j.Mode == JobMode.Read && j.Attempt == 0 && !given.Contains(j.Id)) is { } read)
        {
            given.Add(read.Id);
            var answer = await ReadAsync(read, cancellationToken);
            if (answer is JobAnswer.Failed { MayRetry: true }) continue;
            changes.AddRange(Interpreter.Decide(graph, instance, new Trigger.JobAnswered(read.Id, answer), clock.GetUtcNow()).Changes);
        }
    }

    async Task<JobAnswer> ReadAsync(Job read, CancellationToken cancellationToken)
    {
        using var span = CaseTrace.Try(read);
        var answer = await jobs.PerformAsync(read, cancellationToken);
        span.Answered(answer);
        return answer;
    }

    /// <returns>Null when another burst was committed first and this one must be decided again.</returns>
    async Task<RunResult?> CommitAsync(Graph graph, Instance instance, long expected, List<Change> changes, string? operationId, StartGuard? guard, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        instance.Committed();
        CommitOutcome outcome;
        using (CaseTrace.Commit()) outcome = await store.CommitAsync(new Commit(instance, expected, changes, now, operationId, now + Lease.Length, guard), cancellationToken);
        if (outcome == CommitOutcome.Conflict) return null;
        if (outcome == CommitOutcome.Duplicate) return await RepeatAsync(operationId!, cancellationToken);
        if (outcome == CommitOutcome.Occupied) return RunResult.Refused(Refusal.Of(RefusalKind.Conflict, "$", Activation.Refusal(graph, guard!)));

        Committed?.Invoke(instance, changes);
        foreach (var job in NewJobs(instance, changes)) committedJobs.Writer.TryWrite(job);
        return new RunResult(instance, changes, null, false);
    }

    static IEnumerable<Job> NewJobs(Instance instance, List<Change> changes)
    {
        var open = instance.Jobs.Select(j => j.Id).ToHashSet();
        return changes.OfType<Change.JobRequested>().Select(c => c.Job).Where(j => open.Contains(j.Id));
    }

    /// <summary>An operation that was carried out before is refused for what it did itself: it is answered as the first time.</summary>
    async Task<RunResult> RefuseAsync(Refusal refusal, string? operationId, CancellationToken cancellationToken) =>
        operationId is not null && await store.FindOperationAsync(operationId, cancellationToken) is not null
            ? await RepeatAsync(operationId, cancellationToken)
            : RunResult.Refused(refusal);

    async Task<RunResult> RepeatAsync(string operationId, CancellationToken cancellationToken)
    {
        var id = await store.FindOperationAsync(operationId, cancellationToken);
        return new RunResult(await store.LoadAsync(id!, cancellationToken), [], null, true);
    }
}

/// <summary>What became of a trigger.</summary>
/// <param name="Instance">The instance after it; null when it was refused.</param>
/// <param name="WasRepeated">The operation had been carried out before; nothing was done now.</param>
public sealed record RunResult(Instance? Instance, IReadOnlyList<Change> Changes, Refusal? Refusal, bool WasRepeated)
{
    internal static RunResult Refused(Refusal refusal) => new(null, [], refusal, false);
}
