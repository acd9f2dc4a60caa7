using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Jobs;

/// <summary>Tells a parent that a child it waits for has ended, or has faulted.</summary>
public sealed class ChildEndedJob(IWorkflowStore store, Func<WorkflowRunner> runner) : IJobHandler
{
    internal const string JobKind = "child-ended";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<ChildEnded>(job.Payload) is not { } ended || await store.LoadAsync(ended.ParentInstanceId, cancellationToken) is not { } parent) return new JobAnswer.Done(default);
        var end = new ChildEnd(job.InstanceId, ended.SubStatus ?? nameof(WorkflowSubStatus.Finished), ended.Output);
        if (parent.Waits.FirstOrDefault(w => end.IsFor(w)) is { } wait)
        {
            await end.TellAsync(runner(), parent.Id, wait, job.IdempotencyKey, cancellationToken);
            return new JobAnswer.Done(default);
        }
        var isStarting = parent.Waits.Any(w => w.Kind == WaitKind.Job && w.Name == StartWorkflowJob.JobKind);
        return isStarting ? new JobAnswer.Failed("Expected the parent to wait for its child, but it has not learnt yet that it started.", MayRetry: true) : new JobAnswer.Done(default);
    }
}

/// <summary>Looks for children of a parent that was faulted: those that ended meanwhile could not tell it.</summary>
public sealed class LookForEndsJob(IWorkflowStore store, Func<WorkflowRunner> runner) : IJobHandler
{
    internal const string JobKind = "look-for-ends";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        var parent = await store.LoadAsync(job.InstanceId, cancellationToken);
        if (parent?.Waits.FirstOrDefault(w => w.Id == Conversion.Text(job.Payload)) is not { } wait) return new JobAnswer.Done(default);
        foreach (var id in ChildEnd.ChildrenOf(wait))
            if (await store.LoadAsync(id, cancellationToken) is { Status: WorkflowStatus.Finished } child)
                await ChildEnd.Of(child).TellAsync(runner(), parent.Id, wait, ChildEnd.KeyOf(child), cancellationToken);
        return new JobAnswer.Done(default);
    }
}

/// <param name="ParentWaitId">The wait in which the parent asked for the child's start.</param>
/// <param name="SubStatus">How it ended; null for finished.</param>
sealed record ChildEnded(string ParentInstanceId, string ParentWaitId, IReadOnlyDictionary<string, JsonElement> Output, string? SubStatus = null);

/// <summary>How a child ended.</summary>
sealed record ChildEnd(string InstanceId, string SubStatus, IReadOnlyDictionary<string, JsonElement> Output)
{
    public static ChildEnd Of(Instance child) => new(child.Id, child.SubStatus.ToString(), child.Output);

    /// <summary>Equal for every telling of the same end. A faulted child can be retried, so it can end more than once.</summary>
    public static string KeyOf(Instance child) => child.SubStatus == WorkflowSubStatus.Faulted ? $"{child.Id}-faulted-{child.LastIncident}" : $"{child.Id}-ended";

    /// <summary>The children whose ends a wait is for: one, or a group whose ids are the group's with a number.</summary>
    public static IEnumerable<string> ChildrenOf(Wait wait) =>
        wait.Payload.TryGetProperty("count", out var count) ? Enumerable.Range(0, count.GetInt32()).Select(n => $"{wait.Tag}-{n}") : [wait.Tag!];

    public bool IsFor(Wait wait) => wait.Kind == WaitKind.Child && (wait.Tag == InstanceId || (!wait.Burns && InstanceId.StartsWith($"{wait.Tag}-", StringComparison.Ordinal)));

    /// <summary>Who waits for one child goes on when it has ended, with its output: a faulted one can be retried. Who waits for many
    /// is told of faults too.</summary>
    public async Task TellAsync(WorkflowRunner runner, string parentId, Wait wait, string key, CancellationToken cancellationToken)
    {
        if (wait.Burns && SubStatus == nameof(WorkflowSubStatus.Faulted)) return;
        var payload = wait.Burns ? Values.From(Output) : Values.From(this);
        await runner.RunAsync(parentId, new Trigger.Resume(wait.Id, payload), $"{key}-told", cancellationToken);
    }
}
