using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;

namespace Lendflow.Host.Cases;

/// <summary>Ends a case because the applicant wants so (客户撤件). Its tasks, timers and waits end with it.</summary>
sealed class Withdrawals(IWorkflowStore store, WorkflowRunner runner)
{
    /// <param name="gone">Why the case is no longer what the person saw; null when it is.</param>
    /// <returns>Why not; null when it is withdrawn.</returns>
    public async Task<ProblemResult?> WithdrawAsync(string instanceId, string actor, string reason, Func<Instance, string?> gone, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(instanceId, cancellationToken) is not { } instance) return Problems.NotFound($"a case '{instanceId}'");
        if (gone(instance) is { } changed) return Problems.Of(409, changed);
        if (instance.Facts.ContainsKey("disbursement"))
            return Problems.Of(409, "Expected a case whose loan is not being paid out, but it is: a booked loan is taken back by a reversal, not by withdrawing.");
        var result = await runner.RunAsync(instance.Id, new Trigger.Cancel(actor, reason, "withdrawn", instance.Revision), null, cancellationToken);
        return result.Refusal is { } refusal ? Problems.Of(refusal) : null;
    }
}
