using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Api;

namespace Lendflow.Host.Cases;

/// <summary>Ends a case because the applicant wants so (客户撤件). Its tasks, timers and waits end with it.</summary>
sealed class Withdrawals(IWorkflowStore store, WorkflowRunner runner)
{
    const int MostTries = 20;

    /// <summary>A case that goes on by itself while it is being ended (a credit report comes in) is looked at once more: only the person's
    /// own reasons to stop, and money that is on its way, count against them.</summary>
    /// <param name="gone">Why the case is no longer what the person saw; null when it is.</param>
    /// <returns>Why not; null when it is withdrawn.</returns>
    public async Task<ProblemResult?> WithdrawAsync(string instanceId, string actor, string reason, Func<Instance, string?> gone, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (await store.LoadAsync(instanceId, cancellationToken) is not { } instance) return Problems.NotFound($"a case '{instanceId}'");
            if (gone(instance) is { } changed) return Problems.Of(409, changed);
            if (instance.Facts.ContainsKey("disbursement"))
                return Problems.Of(409, "Expected a case whose loan is not being paid out, but it is: a booked loan is taken back by a reversal, not by withdrawing.");
            var result = await runner.RunAsync(instance.Id, new Trigger.Cancel(actor, reason, "withdrawn", instance.Revision), null, cancellationToken);
            if (result.Refusal is not { } refusal) return null;
            var hasMovedOn = refusal.Kind == RefusalKind.Conflict && instance.Status == WorkflowStatus.Running;
            if (!hasMovedOn || tries == MostTries) return Problems.Of(refusal);
        }
    }
}
