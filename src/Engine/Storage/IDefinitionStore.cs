using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>Where versions of workflow definitions live, with the triggers by which the published ones are started
/// (<see cref="ITriggerStore"/>). The rules about versions (draft, publish, retract …) are in
/// <see cref="Lifecycle"/>; a store only keeps what they decide.</summary>
public interface IDefinitionStore
{
    /// <summary>A version by its own id; null when there is none.</summary>
    Task<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellationToken);

    /// <summary>A version by its number; null when there is none.</summary>
    Task<WorkflowDefinition?> FindVersionAsync(string definitionId, int version, CancellationToken cancellationToken);

    /// <summary>The published version; null when none is. One indexed look-up, whatever the number of versions.</summary>
    Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Id of the published version; null when none is. One indexed look-up that reads no content: it is on the way of every start.</summary>
    Task<string?> FindPublishedIdAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>The latest version, draft or not; null when there is none.</summary>
    Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>All versions of a definition, newest first.</summary>
    Task<IReadOnlyList<WorkflowDefinition>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>The latest version of every definition, by name.</summary>
    Task<IReadOnlyList<WorkflowDefinition>> ListLatestAsync(CancellationToken cancellationToken);

    /// <summary>What there is of a definition, without any content; <see cref="DefinitionState.None"/> when there never was one.</summary>
    Task<DefinitionState> ReadStateAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Cases that run or ran on a definition, or on one of its versions.</summary>
    /// <param name="version">Null for all.</param>
    Task<CaseCount> CountCasesAsync(string definitionId, int? version, CancellationToken cancellationToken);

    /// <summary>Writes what was decided, in order and in one transaction, each with its line of history.</summary>
    /// <returns>False when a definition is no longer at the revision a commit expects, or a version to be removed has a case
    /// that the commit does not remove. Nothing was written then.</returns>
    Task<bool> CommitAsync(IReadOnlyList<DefinitionCommit> commits, CancellationToken cancellationToken);

    /// <summary>What was done to a definition, newest first; also to one that was deleted.</summary>
    Task<IReadOnlyList<LibraryLine>> ReadHistoryAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Content that was once saved, by its hash; null when there is none. No save is ever lost.</summary>
    Task<JsonElement?> FindContentAsync(string hash, CancellationToken cancellationToken);
}

public static class DefinitionStoreWriting
{
    /// <summary>Inserts or replaces versions as they are given, by no rules: for stores that nobody else writes to, such as that
    /// of a single run.</summary>
    public static async Task SaveAsync(this IDefinitionStore store, IReadOnlyList<WorkflowDefinition> versions, IReadOnlyList<StartTrigger> triggers, CancellationToken cancellationToken)
    {
        var commits = new List<DefinitionCommit>();
        foreach (var definition in versions.GroupBy(v => v.DefinitionId))
        {
            var state = await store.ReadStateAsync(definition.Key, cancellationToken);
            var newest = definition.MaxBy(v => v.Version)!;
            var entry = new LibraryEntry(LibraryAction.Imported, newest.Version, new Signature("system", newest.CreatedAt), DefinitionContent.Hash(newest.Source));
            commits.Add(new DefinitionCommit(definition.Key, state.Revision, Math.Max(state.LastVersion, newest.Version), entry)
            {
                Written = [.. definition],
                Triggers = [.. triggers.Where(t => t.DefinitionId == definition.Key)],
            });
        }
        if (!await store.CommitAsync(commits, cancellationToken)) throw new InvalidOperationException("Expected a store that nobody else writes to, but somebody has.");
    }
}
