using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Microsoft.Extensions.Logging;

namespace Lendflow.Timers;

/// <summary>Looks at what is due: timers, and whatever else becomes due. Timers are rows of the instance's own
/// commit, so the clock only decides when they are looked at; that each fires once follows from the commit that burns it.</summary>
public sealed partial class TimerClock(IWorkflowStore store, WorkflowRunner runner, IEnumerable<IDueWork> others, TimeProvider clock, ILogger<TimerClock> log)
{
    const int Batch = 200;

    /// <summary>Fires every timer and does everything else that is due now; what becomes due meanwhile is taken too.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        int found;
        do
        {
            found = await FireDueTimersAsync(cancellationToken);
            foreach (var work in others) found += await TakeAsync(work, cancellationToken);
            total += found;
        } while (found >= Batch && !cancellationToken.IsCancellationRequested);
        return total;
    }

    async Task<int> TakeAsync(IDueWork work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.TakeDueAsync(Batch, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What was not done stays leased for a minute or so, then it is looked at again.
            LogNotTaken(e, work.GetType().Name);
            return 0;
        }
    }

    async Task<int> FireDueTimersAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await store.ClaimDueTimersAsync(now, now + Lease.Length, Batch, cancellationToken);
        await Task.WhenAll(due.Select(t => FireAsync(t, cancellationToken)));
        return due.Count;
    }

    async Task FireAsync(WaitAddress timer, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runner.RunAsync(timer.InstanceId, new Trigger.Resume(timer.WaitId), null, cancellationToken);
            if (result.Refusal is { Kind: not RefusalKind.NotFound } refusal) LogNotFired(timer.InstanceId, timer.WaitId, refusal.Problems[0].Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Its lease ends, then it is looked at again.
            LogFailed(e, timer.InstanceId, timer.WaitId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Timer {WaitId} of instance {InstanceId} was due but not fired: {Reason}")]
    partial void LogNotFired(string instanceId, string waitId, string reason);

    [LoggerMessage(LogLevel.Error, "{Work} failed for a reason of our own; it is tried again when its leases are over")]
    partial void LogNotTaken(Exception exception, string work);

    [LoggerMessage(LogLevel.Error, "Timer {WaitId} of instance {InstanceId} failed for a reason of our own; it is tried again when its lease ends")]
    partial void LogFailed(Exception exception, string instanceId, string waitId);
}
