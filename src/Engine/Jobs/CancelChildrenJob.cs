using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Jobs;

/// <summary>Ends the cases that a cancelled one started, which end those they started in the same way. Repeated, it finds the rest.</summary>
public sealed class CancelChildrenJob(IWorkflowStore store, Func<WorkflowRunner> runner) : IJobHandler
{
    internal const string JobKind = "cancel-children";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<CancelledParent>(job.Payload) is not { } parent) return new JobAnswer.Failed("Expected who cancelled the parent, but the job does not say.", MayRetry: false);
        var children = await store.FindChildrenAsync(job.InstanceId, cancellationToken);
        foreach (var child in children) await runner().RunAsync(child, new Trigger.Cancel(parent.Actor, parent.Reason, WithDescendants: true), null, cancellationToken);
        return new JobAnswer.Done(Values.Of(children.Count));
    }
}

sealed record CancelledParent(string Actor, string Reason);
