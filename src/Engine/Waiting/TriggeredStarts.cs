using System.Text.Json;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Waiting;

/// <summary>Starts instances by triggers: those that a stimulus meets, and those whose time has come.</summary>
public sealed class TriggeredStarts(ITriggerStore triggers, GraphCache graphs, Func<WorkflowRunner> runner, TimeProvider clock) : IDueWork
{
    public Task<IReadOnlyList<StartTrigger>> FindAsync(string hash, CancellationToken cancellationToken) => triggers.FindTriggersAsync(hash, cancellationToken);

    /// <summary>Starts an instance that completes the trigger's step at once. Idempotent by <paramref name="operationId"/>.</summary>
    /// <returns>Null when the version was deleted meanwhile.</returns>
    public async Task<RunResult?> StartAsync(
        StartTrigger trigger, string operationId, IReadOnlyDictionary<string, JsonElement> input, string? correlationId, string? actor, CancellationToken cancellationToken)
    {
        if (await graphs.FindVersionAsync(trigger.VersionId, cancellationToken) is not { } graph) return null;
        var start = new Trigger.Start(DerivedId.From(operationId), input, correlationId, TriggerActivity: trigger.ActivityId, Actor: actor);
        return await runner().StartAsync(graph, start, operationId, cancellationToken);
    }

    public async Task<int> TakeDueAsync(int max, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await triggers.ClaimDueTriggersAsync(now, now + Lease.Length, max, cancellationToken);
        await Task.WhenAll(due.Select(t => StartDueAsync(t, cancellationToken)));
        return due.Count;
    }

    /// <summary>The start is known by trigger and due time, so a crash between the two steps starts nothing twice. One that the
    /// activation strategy refuses is left out: the next time is another chance.</summary>
    async Task StartDueAsync(StartTrigger trigger, CancellationToken cancellationToken)
    {
        await StartAsync(trigger, $"{trigger.Id}@{trigger.DueAt:O}", StartSchedule.Input(trigger), null, null, cancellationToken);
        await triggers.AdvanceTriggerAsync(trigger, StartSchedule.Next(trigger, clock.GetUtcNow()), cancellationToken);
    }
}
