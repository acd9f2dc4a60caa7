using System.Collections.Concurrent;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Graphs;

/// <summary>Graphs by version, built once. A published version never changes, so its graph is kept for good; which version is
/// published is asked again after two seconds, or at once when this process published it.</summary>
/// <param name="tokenMode">Flow mode for definitions that do not choose one.</param>
public sealed class GraphCache(IDefinitionStore definitions, ElementTable elements, TimeProvider clock, bool tokenMode = false)
{
    static readonly TimeSpan PublishedIsFreshFor = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, Graph> byVersion = new();
    readonly ConcurrentDictionary<string, (Graph Graph, DateTimeOffset At)> published = new();

    /// <summary>The graph of a version; null when there is no such version.</summary>
    public async Task<Graph?> FindVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        if (byVersion.TryGetValue(versionId, out var known) && known.Definition.IsPublished) return known;
        if (await definitions.FindVersionAsync(versionId, cancellationToken) is not { } definition) return null;
        if (known is not null && known.Definition.Source.GetRawText() == definition.Source.GetRawText()) return known;
        return byVersion[versionId] = await BuildAsync(definition, cancellationToken);
    }

    /// <summary>The graph of the published version; null when none is published.</summary>
    public async Task<Graph?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (published.TryGetValue(definitionId, out var known) && now - known.At < PublishedIsFreshFor) return known.Graph;
        if (await definitions.FindPublishedAsync(definitionId, cancellationToken) is not { } definition) return null;
        var graph = known.Graph?.Definition.Id == definition.Id ? known.Graph : byVersion[definition.Id] = await BuildAsync(definition, cancellationToken);
        published[definitionId] = (graph, now);
        return graph;
    }

    /// <summary>A graph of its own, for a version that is not in the store yet.</summary>
    internal async Task<Graph> BuildAsync(WorkflowDefinition definition, CancellationToken cancellationToken) =>
        GraphBuilder.Build(definition, elements, tokenMode, await UsedWorkflows.FindAsync(definition, definitions, elements, cancellationToken));

    /// <summary>This process changed which version is published.</summary>
    public void Forget(string definitionId) => published.TryRemove(definitionId, out _);
}
