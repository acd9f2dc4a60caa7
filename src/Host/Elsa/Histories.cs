using Lendflow.Engine.Graphs;
using Lendflow.Engine.History;
using Lendflow.Engine.Storage;

namespace Lendflow.Host.Elsa;

/// <summary>Reads the log of an instance as Elsa's history.</summary>
sealed class Histories(IWorkflowStore store, GraphCache graphs)
{
    /// <returns>Null when there is no such instance, or its flow is gone.</returns>
    public async Task<InstanceHistory?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        await store.LoadAsync(instanceId, cancellationToken) is { } instance && await graphs.FindVersionAsync(instance.VersionId, cancellationToken) is { } graph
            ? InstanceHistory.Of(graph, (await store.ReadLogAsync(instanceId, cancellationToken)).SelectMany(entry => entry.Changes))
            : null;
}
