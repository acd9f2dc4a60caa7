using Lendflow.Engine.Running;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>Ended cases leave with their definition, when somebody asks for exactly that.</summary>
static class CaseRemoval
{
    /// <summary>Those that go on: running, failed and to be retried, or with work on the outside still to do.</summary>
    public static IQueryable<InstanceRow> Open(LendflowDb db, IQueryable<InstanceRow> cases)
    {
        var (running, faulted) = (nameof(WorkflowStatus.Running), nameof(WorkflowSubStatus.Faulted));
        return cases.Where(i => i.Status == running || i.SubStatus == faulted || db.Jobs.Any(j => j.InstanceId == i.Id));
    }

    /// <summary>Removes ended cases with everything the workflow tables know of them. Their documents stay: an archive is not a flow's to empty.</summary>
    public static async Task RemoveAsync(LendflowDb db, IQueryable<InstanceRow> cases)
    {
        var ids = cases.Select(i => i.Id);
        var tasks = db.Tasks.Where(t => ids.Contains(t.InstanceId));
        await db.Inbox.Where(r => tasks.Any(t => t.Id == r.TaskId)).ExecuteDeleteAsync(CancellationToken.None);
        await db.InboxWords.Where(w => tasks.Any(t => t.Id == w.TaskId)).ExecuteDeleteAsync(CancellationToken.None);
        await tasks.ExecuteDeleteAsync(CancellationToken.None);
        await db.CaseClocks.Where(c => ids.Contains(c.InstanceId)).ExecuteDeleteAsync(CancellationToken.None);
        await db.Incidents.Where(i => ids.Contains(i.InstanceId)).ExecuteDeleteAsync(CancellationToken.None);
        await db.Operations.Where(o => ids.Contains(o.InstanceId)).ExecuteDeleteAsync(CancellationToken.None);
        await db.EventWaits.Where(w => ids.Contains(w.InstanceId)).ExecuteDeleteAsync(CancellationToken.None);
        await db.Timers.Where(t => ids.Contains(t.InstanceId)).ExecuteDeleteAsync(CancellationToken.None);
        await db.Log.Where(l => ids.Contains(l.InstanceId)).ExecuteDeleteAsync(CancellationToken.None);
        await cases.ExecuteDeleteAsync(CancellationToken.None);
    }
}
