using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Jobs;

/// <summary>Tells a parent that the child it waits for has ended.</summary>
public sealed class ChildEndedJob(IWorkflowStore store, Func<WorkflowRunner> runner) : IJobHandler
{
    internal const string JobKind = "child-ended";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<ChildEnded>(job.Payload) is not { } ended || await store.LoadAsync(ended.ParentInstanceId, cancellationToken) is not { } parent) return new JobAnswer.Done(default);
        if (parent.Waits.FirstOrDefault(w => w.Kind == WaitKind.Child && w.Tag == job.InstanceId) is { } wait)
        {
            await runner().RunAsync(parent.Id, new Trigger.Resume(wait.Id, Values.From(ended.Output)), $"{job.IdempotencyKey}-told", cancellationToken);
            return new JobAnswer.Done(default);
        }
        var isStarting = parent.Waits.Any(w => w.Id == ended.ParentWaitId);
        return isStarting ? new JobAnswer.Failed("Expected the parent to wait for its child, but it has not learnt yet that it started.", MayRetry: true) : new JobAnswer.Done(default);
    }
}

/// <param name="ParentWaitId">The wait in which the parent asked for the child's start.</param>
sealed record ChildEnded(string ParentInstanceId, string ParentWaitId, IReadOnlyDictionary<string, JsonElement> Output);
