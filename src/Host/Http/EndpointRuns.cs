using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Http;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Host.Api;

namespace Lendflow.Host.Http;

/// <summary>Starts and resumes instances by a request.</summary>
sealed class EndpointRuns(GraphCache graphs, WorkflowRunner runner, IWorkflowStore store, TimeProvider clock)
{
    const string Payload = "__payload";

    /// <summary>Only somebody who is signed in says to which case a new instance belongs.</summary>
    public async Task<RunResult> StartAsync(StartTrigger trigger, FlowRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var graph = await graphs.FindVersionAsync(trigger.VersionId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected version '{trigger.VersionId}' of a trigger, but it was deleted.");
        var input = new Dictionary<string, JsonElement> { [Payload] = Values.From(request) };
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var start = new Trigger.Start(id, input, caller.Name is null ? null : caller.CorrelationId, TriggerActivity: trigger.ActivityId, Actor: caller.Name);
        var operation = caller.RepeatKey is { } key ? $"http:{Stimulus.Hash(trigger.Hash, Values.Of([Values.Of(caller.Name), Values.Of(key)]))}" : null;
        return await runner.StartAsync(graph, start, operation, cancellationToken);
    }

    /// <summary>What a request that comes again was answered the first time.</summary>
    public async Task<IResult> RepeatAsync(Instance instance, FlowRequest again, CancellationToken cancellationToken)
    {
        var first = instance.Input.TryGetValue(Payload, out var payload) ? Values.To<FlowRequest>(payload) : null;
        if (first is null || first.Path != again.Path || !JsonElement.DeepEquals(first.Content ?? Values.Null, again.Content ?? Values.Null))
            return Problems.Of(422, "Expected the same request as the first one under this Idempotency-Key, but it is another.");
        var log = await store.ReadLogAsync(instance.Id, cancellationToken);
        var answer = log.SelectMany(e => e.Changes).OfType<Change.ResponseWritten>().FirstOrDefault(c => c.RequestId == first.Id);
        return new FlowResult(FlowAnswer.Of(instance, answer?.Response));
    }

    public Task<RunResult> ResumeAsync(WaitAddress wait, FlowRequest request, Caller caller, CancellationToken cancellationToken) =>
        runner.RunAsync(wait.InstanceId, new Trigger.Resume(wait.WaitId, Values.From(request), caller.Name), null, cancellationToken);
}
