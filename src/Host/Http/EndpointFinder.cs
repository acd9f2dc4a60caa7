using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Host.Http;

/// <summary>Finds who waits for a request: flows that it starts come first, as in Elsa, then instances that wait for it.</summary>
sealed class EndpointFinder(ITriggerStore triggers, IWorkflowStore store)
{
    /// <param name="caller">Narrows instances down when several wait for the same path.</param>
    public async Task<FoundEndpoint> FindAsync(string method, string path, Caller caller, CancellationToken cancellationToken)
    {
        foreach (var shape in RoutePath.ShapesOf(path))
        {
            var hash = Stimulus.Hash(EndpointTerms.TypeName, EndpointTerms.Stimulus(shape, method));
            if (await triggers.FindTriggersAsync(hash, cancellationToken) is { Count: > 0 } starting)
                return starting.Count > 1 ? new FoundEndpoint.Several() : Terms(starting[0].Payload) is { } terms ? new FoundEndpoint.Starts(terms, starting[0]) : new FoundEndpoint.None();
            var waits = (await store.FindWaitsAsync(hash, caller.CorrelationId, cancellationToken)).Where(w => caller.InstanceId is null || w.InstanceId == caller.InstanceId).ToList();
            if (waits.Count > 0) return waits.Count > 1 ? new FoundEndpoint.Several() : await WaitingAsync(waits[0], cancellationToken);
        }
        return new FoundEndpoint.None();
    }

    async Task<FoundEndpoint> WaitingAsync(WaitAddress address, CancellationToken cancellationToken)
    {
        var instance = await store.LoadAsync(address.InstanceId, cancellationToken);
        return instance?.Waits.FirstOrDefault(w => w.Id == address.WaitId) is { } wait && Terms(wait.Payload) is { } terms
            ? new FoundEndpoint.Waits(terms, address)
            : new FoundEndpoint.None();
    }

    static EndpointTerms? Terms(JsonElement details) => Values.To<EndpointTerms>(details);
}

/// <summary>Who waits for a request.</summary>
abstract record FoundEndpoint
{
    public sealed record None : FoundEndpoint;
    public sealed record Several : FoundEndpoint;

    /// <summary>A request starts an instance.</summary>
    public sealed record Starts(EndpointTerms Terms, StartTrigger Trigger) : FoundEndpoint;

    /// <summary>A request resumes an instance.</summary>
    public sealed record Waits(EndpointTerms Terms, WaitAddress Address) : FoundEndpoint;
}
