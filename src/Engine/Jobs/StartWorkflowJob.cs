using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Jobs;

/// <summary>Starts the instance that a flow asks for. Repeated, it finds the instance that the first try started.</summary>
public sealed class StartWorkflowJob(GraphCache graphs, Func<WorkflowRunner> runner) : IJobHandler
{
    internal const string JobKind = "start-workflow";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<ChildStart>(job.Payload) is not { } child) return new JobAnswer.Failed("Expected a workflow to start, but the job names none.", MayRetry: false);
        if (await graphs.FindPublishedAsync(child.DefinitionId, cancellationToken) is not { } graph)
            return new JobAnswer.Failed($"Expected a published workflow '{child.DefinitionId}', but there is none.", MayRetry: false);

        var input = child.Input.ValueKind == JsonValueKind.Object ? child.Input.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        input["ParentInstanceId"] = Values.Of(child.ParentInstanceId);
        var start = new Trigger.Start(child.InstanceId, input, child.CorrelationId, ParentInstanceId: child.ParentInstanceId, ParentWaitId: child.IsAwaited ? job.WaitId : null, Generation: child.Generation);
        var result = await runner().StartAsync(graph, start, job.IdempotencyKey, cancellationToken);
        if (result.Refusal is { } refusal) return new JobAnswer.Failed(refusal.Problems[0].Message, MayRetry: false);
        return new JobAnswer.Done(Values.From(new
        {
            workflowInstanceId = child.InstanceId,
            status = result.Instance!.Status.ToString(),
            subStatus = result.Instance.SubStatus.ToString(),
            output = result.Instance.Output,
        }));
    }
}

/// <summary>A child to start.</summary>
/// <param name="IsAwaited">Whether the parent wants to know when it has ended.</param>
sealed record ChildStart(string InstanceId, string DefinitionId, string? CorrelationId, JsonElement Input, string ParentInstanceId, bool IsAwaited, int Generation = 0);
