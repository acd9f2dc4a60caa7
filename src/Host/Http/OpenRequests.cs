using System.Collections.Concurrent;
using Lendflow.Engine.Http;
using Lendflow.Engine.Running;

namespace Lendflow.Host.Http;

/// <summary>Callers of this process who wait for a flow's answer. They hear of it when it is on disk, whichever burst wrote it.</summary>
sealed class OpenRequests
{
    readonly ConcurrentDictionary<string, TaskCompletionSource<FlowAnswer>> _waiting = new();

    public OpenRequests(WorkflowRunner runner) => runner.Committed += Hear;

    /// <summary>Before the flow runs: its answer can come at once.</summary>
    public Task<FlowAnswer> Open(string requestId) =>
        _waiting.GetOrAdd(requestId, _ => new TaskCompletionSource<FlowAnswer>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Nobody waits any longer.</summary>
    public void Close(string requestId) => _waiting.TryRemove(requestId, out _);

    void Hear(Instance instance, IReadOnlyList<Change> changes)
    {
        if (_waiting.IsEmpty) return;
        foreach (var change in changes)
        {
            var (request, response) = change switch
            {
                Change.ResponseWritten c => (c.RequestId, c.Response),
                Change.RequestUnanswered c => (c.RequestId, null),
                _ => (null, null),
            };
            if (request is not null && _waiting.TryGetValue(request, out var caller)) caller.TrySetResult(FlowAnswer.Of(instance, response));
        }
    }
}

/// <summary>What the caller of a flow gets.</summary>
/// <param name="Response">Null when the flow came to rest and has not answered.</param>
sealed record FlowAnswer(FlowResponse? Response, bool IsFinished, bool HasIncidents)
{
    public static FlowAnswer Of(Instance instance, FlowResponse? response) =>
        new(response, instance.Status == WorkflowStatus.Finished, instance.Incidents.Count > 0);
}
