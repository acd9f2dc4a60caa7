using Lendflow.Engine.Definitions;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>Where versions of workflow definitions live, with the triggers by which the published ones
/// are started (<see cref="ITriggerStore"/>). The rules about versions (draft, publish, retract …) are in
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
    /// <param name="triggers">Those of the version that is being published (<see cref="TriggerIndex"/>); they replace what there was
    /// of that version, except that one which is there already stays as it is, so that its clock goes on. Versions saved as
    /// not published lose theirs; a published one of which none are given keeps its own.</param>
    Task SaveAsync(IReadOnlyList<WorkflowDefinition> versions, IReadOnlyList<StartTrigger> triggers, CancellationToken cancellationToken);

    /// <summary>Removes versions by id, with their triggers. No effect on those that are gone.</summary>
    Task DeleteAsync(IReadOnlyList<string> versionIds, CancellationToken cancellationToken);
}
