using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Jobs;

/// <summary>Starts the instance that a flow asks for. Repeated, it finds the instance that the first try started.</summary>
public sealed class StartWorkflowJob(GraphCache graphs, Func<WorkflowRunner> runner) : IJobHandler
{
    internal const string JobKind = "start-workflow";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<ChildStart>(job.Payload) is not { } child) return new JobAnswer.Failed("Expected a workflow to start, but the job names none.", MayRetry: false);
        var result = await child.StartAsync(graphs, runner(), job.WaitId, job.IdempotencyKey, cancellationToken);
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
sealed record ChildStart(string InstanceId, string DefinitionId, string? CorrelationId, JsonElement Input, string ParentInstanceId, bool IsAwaited, int Generation = 0)
{
    public string IsMissing => $"Expected a published workflow '{DefinitionId}', but there is none.";

    public Task<Graph?> FindAsync(GraphCache graphs, CancellationToken cancellationToken) => graphs.FindPublishedAsync(DefinitionId, cancellationToken);

    public async Task<RunResult> StartAsync(GraphCache graphs, WorkflowRunner runner, string? waitId, string operationId, CancellationToken cancellationToken)
    {
        if (await FindAsync(graphs, cancellationToken) is not { } graph) return RunResult.Refused(Refusal.Of(RefusalKind.NotFound, "$", IsMissing));
        var input = Input.ValueKind == JsonValueKind.Object ? Input.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        input["ParentInstanceId"] = Values.Of(ParentInstanceId);
        var start = new Trigger.Start(InstanceId, input, CorrelationId, ParentInstanceId: ParentInstanceId, ParentWaitId: IsAwaited ? waitId : null, Generation: Generation);
        return await runner.StartAsync(graph, start, operationId, cancellationToken);
    }
}
