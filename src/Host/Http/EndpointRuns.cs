using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Http;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Host.Http;

/// <summary>Starts and resumes instances by a request.</summary>
sealed class EndpointRuns(GraphCache graphs, WorkflowRunner runner, TimeProvider clock)
{
    /// <summary>Only somebody who is signed in says to which case a new instance belongs.</summary>
    public async Task<RunResult> StartAsync(StartTrigger trigger, FlowRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var graph = await graphs.FindVersionAsync(trigger.VersionId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected version '{trigger.VersionId}' of a trigger, but it was deleted.");
        var input = new Dictionary<string, JsonElement> { ["__payload"] = Values.From(request) };
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var start = new Trigger.Start(id, input, caller.Name is null ? null : caller.CorrelationId, TriggerActivity: trigger.ActivityId, Actor: caller.Name);
        return await runner.StartAsync(graph, start, null, cancellationToken);
    }

    public Task<RunResult> ResumeAsync(WaitAddress wait, FlowRequest request, Caller caller, CancellationToken cancellationToken) =>
        runner.RunAsync(wait.InstanceId, new Trigger.Resume(wait.WaitId, Values.From(request), caller.Name), null, cancellationToken);
}
