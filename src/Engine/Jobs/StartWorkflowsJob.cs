using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Jobs;

/// <summary>Starts many instances that a flow asks for at once. Repeated, it starts those that the first try did not.</summary>
public sealed class StartWorkflowsJob(GraphCache graphs, Func<WorkflowRunner> runner) : IJobHandler
{
    internal const string JobKind = "start-workflows";

    public string Kind => JobKind;

    /// <summary>Answers with the children that have ended by now, if that is asked for.</summary>
    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<ChildStarts>(job.Payload) is not { } starts) return new JobAnswer.Failed("Expected workflows to start, but the job names none.", MayRetry: false);
        var (ends, refusals) = (new List<ChildEnd>(), new List<string>());
        foreach (var child in starts.Children)
        {
            var result = await child.StartAsync(graphs, runner(), job.WaitId, $"{job.IdempotencyKey}/{child.InstanceId}", cancellationToken);
            if (result.Refusal is { } refusal) refusals.Add(refusal.Problems[0].Message);
            else if (starts.ReportsEnds && result.Instance!.Status == WorkflowStatus.Finished) ends.Add(ChildEnd.Of(result.Instance));
        }
        return refusals.Count == 0
            ? new JobAnswer.Done(Values.From(ends))
            : new JobAnswer.Failed($"Expected to start {starts.Children.Count} workflows, but {refusals.Count} were refused: {refusals[0]}", MayRetry: false);
    }
}

/// <summary>Children to start together.</summary>
/// <param name="ReportsEnds">Whether the answer names those that have ended.</param>
sealed record ChildStarts(IReadOnlyList<ChildStart> Children, bool ReportsEnds);
