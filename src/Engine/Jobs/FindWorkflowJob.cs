using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Jobs;

/// <summary>Looks whether a workflow can be started, so that a flow that does not wait for it learns at once that it cannot.</summary>
public sealed class FindWorkflowJob(GraphCache graphs) : IJobHandler
{
    internal const string JobKind = "find-workflow";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) =>
        Values.To<ChildStart>(job.Payload) is { } child && await child.FindAsync(graphs, cancellationToken) is null
            ? new JobAnswer.Failed(child.IsMissing, MayRetry: false)
            : new JobAnswer.Done(Values.EmptyObject);
}
