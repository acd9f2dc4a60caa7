using System.Collections.Concurrent;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Graphs;

/// <summary>Graphs by version, built once. A sealed version never changes, so its graph is kept until others are used more;
/// a draft's is looked at again each time. Which version is published is asked again after two seconds, or as soon as this
/// process published or heard of a publication (<see cref="Forget"/>).</summary>
/// <param name="tokenMode">Flow mode for definitions that do not choose one.</param>
/// <param name="mostGraphs">Beyond it the graphs not used for longest are dropped. A large one takes some 500 kB.</param>
public sealed class GraphCache(IDefinitionStore definitions, ElementTable elements, TimeProvider clock, bool tokenMode = false, int mostGraphs = 256)
{
    static readonly TimeSpan PublishedIsFreshFor = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, Kept> byVersion = new();
    readonly ConcurrentDictionary<string, (string VersionId, DateTimeOffset At)> published = new();
    long uses;
    long forgotten;

    /// <summary>How many graphs are kept now.</summary>
    public int Count => byVersion.Count;

    /// <summary>The graph of a version; null when there is no such version.</summary>
    public async Task<Graph?> FindVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        if (Known(versionId) is { Definition.IsSealed: true } known) return known;
        if (await definitions.FindVersionAsync(versionId, cancellationToken) is not { } definition)
        {
            byVersion.TryRemove(versionId, out _);
            return null;
        }
        return Known(versionId) is { } draft && !definition.IsSealed && draft.Definition.Source.GetRawText() == definition.Source.GetRawText()
            ? draft
            : Keep(await BuildAsync(definition, cancellationToken));
    }

    /// <summary>The graph of the published version; null when none is published.</summary>
    public async Task<Graph?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (published.TryGetValue(definitionId, out var known) && now - known.At < PublishedIsFreshFor) return await FindVersionAsync(known.VersionId, cancellationToken);

        var asOf = Interlocked.Read(ref forgotten);
        if (await definitions.FindPublishedIdAsync(definitionId, cancellationToken) is not { } versionId) return null;
        // What was read before a publication was heard of must not outlive it.
        if (Interlocked.Read(ref forgotten) == asOf) published[definitionId] = (versionId, now);
        return await FindVersionAsync(versionId, cancellationToken);
    }

    /// <summary>It has changed which version is published.</summary>
    public void Forget(string definitionId)
    {
        Interlocked.Increment(ref forgotten);
        published.TryRemove(definitionId, out _);
    }

    /// <summary>A graph of its own, for a version that is not in the store yet.</summary>
    internal async Task<Graph> BuildAsync(WorkflowDefinition definition, CancellationToken cancellationToken) =>
        GraphBuilder.Build(definition, elements, tokenMode, await UsedWorkflows.FindAsync(definition, definitions, elements, cancellationToken));

    Graph? Known(string versionId)
    {
        if (!byVersion.TryGetValue(versionId, out var kept)) return null;
        kept.LastUse = Interlocked.Increment(ref uses);
        return kept.Graph;
    }

    Graph Keep(Graph graph)
    {
        byVersion[graph.Definition.Id] = new Kept(graph) { LastUse = Interlocked.Increment(ref uses) };
        if (byVersion.Count > mostGraphs)
            foreach (var (id, _) in byVersion.OrderBy(k => k.Value.LastUse).Take(byVersion.Count - mostGraphs)) byVersion.TryRemove(id, out _);
        return graph;
    }

    sealed class Kept(Graph graph)
    {
        public Graph Graph => graph;
        public long LastUse { get; set; }
    }
}
