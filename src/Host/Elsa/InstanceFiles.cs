using System.Text.Json;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Virtual;

namespace Lendflow.Host.Elsa;

/// <summary>Instances as files: how each stands, what its journal says, and what its steps were given and gave.</summary>
sealed class InstanceFiles(IWorkflowStore store, Histories histories)
{
    static readonly JsonSerializerOptions Indented = new(ElsaJson.Options) { WriteIndented = true };

    /// <returns>Null when there is no such instance.</returns>
    public async Task<FlowFile?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } instance) return null;
        var history = await histories.FindAsync(id, cancellationToken);
        var shapes = history is null ? null : new ExecutionShapes(id, history);
        var file = new InstanceFile(InstanceShapes.Full(instance), history?.Journal.Select(shapes!.Line) ?? [], history?.Executions.Select(shapes!.Full) ?? []);
        return new FlowFile($"{instance.DefinitionId}-{id}.json", JsonSerializer.SerializeToUtf8Bytes(file, Indented));
    }
}

/// <param name="Journal">Oldest first; empty when the flow is gone.</param>
/// <param name="Executions">In order of creation; empty when the flow is gone.</param>
sealed record InstanceFile(InstanceAnswer Instance, IEnumerable<JournalAnswer> Journal, IEnumerable<ExecutionAnswer> Executions);
