using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Tests.Graphs;

/// <summary>A store of definitions that remembers what it was asked.</summary>
sealed class AskedStore(IDefinitionStore store) : IDefinitionStore
{
    public List<string> Questions { get; } = [];

    public Task<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellationToken) => Ask("FindVersion", store.FindVersionAsync(versionId, cancellationToken));

    public Task<WorkflowDefinition?> FindVersionAsync(string definitionId, int version, CancellationToken cancellationToken) => Ask("FindVersion", store.FindVersionAsync(definitionId, version, cancellationToken));

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken) => Ask("FindPublished", store.FindPublishedAsync(definitionId, cancellationToken));

    public Task<string?> FindPublishedIdAsync(string definitionId, CancellationToken cancellationToken) => Ask("FindPublishedId", store.FindPublishedIdAsync(definitionId, cancellationToken));

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken cancellationToken) => Ask("FindLatest", store.FindLatestAsync(definitionId, cancellationToken));

    public Task<IReadOnlyList<WorkflowDefinition>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken) => Ask("ListVersions", store.ListVersionsAsync(definitionId, cancellationToken));

    public Task<IReadOnlyList<WorkflowDefinition>> ListLatestAsync(CancellationToken cancellationToken) => Ask("ListLatest", store.ListLatestAsync(cancellationToken));

    public Task<DefinitionState> ReadStateAsync(string definitionId, CancellationToken cancellationToken) => Ask("ReadState", store.ReadStateAsync(definitionId, cancellationToken));

    public Task<CaseCount> CountCasesAsync(string definitionId, int? version, CancellationToken cancellationToken) => Ask("CountCases", store.CountCasesAsync(definitionId, version, cancellationToken));

    public Task<bool> CommitAsync(IReadOnlyList<DefinitionCommit> commits, CancellationToken cancellationToken) => Ask("Commit", store.CommitAsync(commits, cancellationToken));

    public Task<IReadOnlyList<LibraryLine>> ReadHistoryAsync(string definitionId, CancellationToken cancellationToken) => Ask("ReadHistory", store.ReadHistoryAsync(definitionId, cancellationToken));

    public Task<JsonElement?> FindContentAsync(string hash, CancellationToken cancellationToken) => Ask("FindContent", store.FindContentAsync(hash, cancellationToken));

    Task<T> Ask<T>(string question, Task<T> answer)
    {
        Questions.Add(question);
        return answer;
    }
}
