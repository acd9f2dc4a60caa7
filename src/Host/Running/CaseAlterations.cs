using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Flows;
using Lendflow.Storage;

namespace Lendflow.Host.Running;

/// <summary>Gives alterations to cases, each with the version it names. One that is migrated to is sealed first: what a case runs on never changes.</summary>
sealed class CaseAlterations(IWorkflowStore store, IDefinitionStore definitions, GraphCache graphs, FlowLibrary library, WorkflowRunner runner)
{
    /// <param name="operationId">Makes a repetition harmless; null when it cannot come twice.</param>
    public async Task<RunResult> ApplyAsync(string instanceId, Trigger.Alter alter, string? operationId, CancellationToken cancellationToken) =>
        await runner.RunAsync(instanceId, await AimAsync(instanceId, alter, cancellationToken), operationId, cancellationToken);

    /// <summary>What they would come to; nothing is changed.</summary>
    public async Task<Preview> PreviewAsync(string instanceId, Trigger.Alter alter, CancellationToken cancellationToken) =>
        await runner.PreviewAsync(instanceId, await AimAsync(instanceId, alter, cancellationToken), cancellationToken);

    async Task<Trigger.Alter> AimAsync(string instanceId, Trigger.Alter alter, CancellationToken cancellationToken)
    {
        if (alter.Alterations.OfType<Alteration.Migrate>().FirstOrDefault() is not { } migrate || await store.LoadAsync(instanceId, cancellationToken) is not { } instance) return alter;
        if (await definitions.FindVersionAsync(instance.DefinitionId, migrate.TargetVersion, cancellationToken) is not { } version) return alter;
        await library.SealAsync(version.Id, alter.Actor, cancellationToken);
        return alter with { Target = await graphs.FindVersionAsync(version.Id, cancellationToken) };
    }
}

/// <summary>Carries out plans of alterations until it stops, together with the other nodes; what a dead node had claimed is done when its lease ends.</summary>
sealed partial class AlterationWorker(AlterationPlans plans, CaseAlterations alterations, TimeProvider clock, ILogger<AlterationWorker> log) : BackgroundService
{
    const int AtOnce = 20;

    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await TakeDueAsync(stoppingToken) == AtOnce) { }
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // The edge of the loop: what was claimed is tried again when its lease ends.
            {
                LogFailed(failure);
            }
        }
    }

    async Task<int> TakeDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await plans.ClaimAsync(now, now + Lease, AtOnce, cancellationToken);
        foreach (var target in due) await CarryOutAsync(target, cancellationToken);
        return due.Count;
    }

    async Task CarryOutAsync(AlterationTarget target, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(target.PlanId, cancellationToken) is not { Plan: var plan }) return;
        var alter = new Trigger.Alter(plan.Alterations, plan.Actor, plan.Reason);
        var result = await alterations.ApplyAsync(target.InstanceId, alter, $"{target.PlanId}/{target.InstanceId}", cancellationToken);
        await plans.FinishAsync(target, result.Refusal is { } refusal ? string.Join('\n', refusal.Problems.Select(p => p.Message)) : null, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "A plan of alterations could not go on; it is tried again")]
    partial void LogFailed(Exception exception);
}
