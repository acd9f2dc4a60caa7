using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Storage;

/// <summary>The definition port.</summary>
public sealed partial class InMemoryStore
{
    readonly Dictionary<string, WorkflowDefinition> _definitions = [];
    readonly Dictionary<string, DefinitionState> _states = [];
    readonly Dictionary<string, List<LibraryLine>> _history = [];
    readonly Dictionary<string, JsonElement> _contents = [];

    public Task<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_definitions.GetValueOrDefault(versionId));
    }

    public Task<WorkflowDefinition?> FindVersionAsync(string definitionId, int version, CancellationToken cancellationToken) =>
        FindDefinition(d => d.DefinitionId == definitionId && d.Version == version);

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken) =>
        FindDefinition(d => d.DefinitionId == definitionId && d.IsPublished);

    public Task<string?> FindPublishedIdAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_states.GetValueOrDefault(definitionId)?.Published?.Id);
    }

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken cancellationToken) =>
        FindDefinition(d => d.DefinitionId == definitionId && d.IsLatest);

    Task<WorkflowDefinition?> FindDefinition(Func<WorkflowDefinition, bool> isIt)
    {
        lock (_lock) return Task.FromResult(_definitions.Values.FirstOrDefault(isIt));
    }

    public Task<IReadOnlyList<WorkflowDefinition>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (_lock) return List(_definitions.Values.Where(d => d.DefinitionId == definitionId).OrderByDescending(d => d.Version));
    }

    public Task<IReadOnlyList<WorkflowDefinition>> ListLatestAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return List(_definitions.Values.Where(d => d.IsLatest).OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.DefinitionId, StringComparer.Ordinal));
    }

    public Task<DefinitionState> ReadStateAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(StateOf(definitionId));
    }

    public Task<CaseCount> CountCasesAsync(string definitionId, int? version, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(CountCases(CasesOf(definitionId).Where(c => version is null || c.Version == version)));
    }

    public Task<bool> CommitAsync(IReadOnlyList<DefinitionCommit> commits, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var expected = new Dictionary<string, long>();
            foreach (var commit in commits)
            {
                if (expected.GetValueOrDefault(commit.DefinitionId, StateOf(commit.DefinitionId).Revision) != commit.ExpectedRevision || IsHeldByCases(commit)) return Task.FromResult(false);
                expected[commit.DefinitionId] = commit.ExpectedRevision + 1;
            }
            foreach (var commit in commits) Write(commit);
            return Task.FromResult(true);
        }
    }

    void Write(DefinitionCommit commit)
    {
        if (commit.RemovesCases)
            foreach (var ended in CasesOf(commit.DefinitionId).Where(c => commit.Removed.Contains(c.VersionId)).ToList()) Remove(ended);
        foreach (var id in commit.Removed) _definitions.Remove(id);
        RemoveTriggers(commit.VersionsThatLoseTriggers, except: [.. commit.Triggers.Select(t => t.Id)]);
        foreach (var trigger in commit.Triggers) _triggers.TryAdd(trigger.Id, new StoredTrigger(trigger with { Payload = trigger.Payload.Clone() }, trigger.DueAt));
        foreach (var head in commit.Flagged)
            _definitions[head.Id] = _definitions[head.Id] with { IsLatest = head.IsLatest, IsPublished = head.IsPublished, IsSealed = head.IsSealed };
        foreach (var version in commit.Written)
        {
            var kept = version with { Source = version.Source.Clone() };
            _definitions[version.Id] = kept;
            _contents[kept.Head.Content] = kept.Source;
        }
        var state = _states[commit.DefinitionId] = StateOf(commit.DefinitionId).After(commit);
        if (!_history.TryGetValue(commit.DefinitionId, out var history)) _history[commit.DefinitionId] = history = [];
        history.Add(new LibraryLine(state.Revision, commit.Entry));
    }

    public Task<IReadOnlyList<LibraryLine>> ReadHistoryAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (_lock) return List(Enumerable.Reverse(_history.GetValueOrDefault(definitionId) ?? []));
    }

    public Task<JsonElement?> FindContentAsync(string hash, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_contents.TryGetValue(hash, out var content) ? content : (JsonElement?)null);
    }

    DefinitionState StateOf(string definitionId) => _states.GetValueOrDefault(definitionId) ?? DefinitionState.None(definitionId);

    bool IsHeldByCases(DefinitionCommit commit)
    {
        if (commit.Removed.Count == 0) return false;
        var cases = CountCases(CasesOf(commit.DefinitionId).Where(c => commit.Removed.Contains(c.VersionId)));
        return cases.Open > 0 || (cases.Ended > 0 && !commit.RemovesCases);
    }

    IEnumerable<Instance> CasesOf(string definitionId) => _instances.Values.Select(i => EngineJson.ReadInstance(i.State)).Where(i => i.DefinitionId == definitionId);

    static CaseCount CountCases(IEnumerable<Instance> cases)
    {
        var isOpen = cases.ToLookup(c => c.Status == WorkflowStatus.Running || c.SubStatus == WorkflowSubStatus.Faulted || c.Jobs.Count > 0);
        return new CaseCount(isOpen[true].Count(), isOpen[false].Count());
    }

    void Remove(Instance ended)
    {
        _instances.Remove(ended.Id);
        _log.Remove(ended.Id);
        foreach (var (operation, _) in _operations.Where(o => o.Value == ended.Id).ToList()) _operations.Remove(operation);
    }
}
