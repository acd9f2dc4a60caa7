using Lendflow.Engine.Definitions;

namespace Lendflow.Engine.Storage;

/// <summary>Where versions of workflow definitions live. The rules about versions (draft, publish, retract …) are in
/// Lendflow.Engine.Definitions; a store only keeps what they decide.</summary>
public interface IDefinitionStore
{
    /// <summary>A version by its own id; null when there is none.</summary>
    Task<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellationToken);

    /// <summary>The published version; null when none is. One indexed look-up, whatever the number of versions.</summary>
    Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>The latest version, draft or not; null when there is none.</summary>
    Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>All versions of a definition, newest first.</summary>
    Task<IReadOnlyList<WorkflowDefinition>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>The latest version of every definition, by name.</summary>
    Task<IReadOnlyList<WorkflowDefinition>> ListLatestAsync(CancellationToken cancellationToken);

    /// <summary>Inserts or replaces versions in one transaction: a publication writes the new version and the one it replaces together.</summary>
    Task SaveAsync(IReadOnlyList<WorkflowDefinition> versions, CancellationToken cancellationToken);

    /// <summary>Removes versions by id. No effect on those that are gone.</summary>
    Task DeleteAsync(IReadOnlyList<string> versionIds, CancellationToken cancellationToken);
}
