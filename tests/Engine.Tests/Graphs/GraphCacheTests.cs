using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Tests.Graphs;

public sealed class GraphCacheTests
{
    [Fact]
    public async Task Five_hundred_versions_each_have_their_own_graph_built_once()
    {
        var store = new InMemoryStore();
        var cache = new GraphCache(store, new ElementTable(), TimeProvider.System);
        var flow = Flow.Named("many").Lines("A", "B").Definition;
        var versions = Enumerable.Range(1, 500).Select(v => flow with { Id = $"many-{v}", Version = v, IsPublished = v == 500, IsLatest = v == 500 }).ToList();
        await store.SaveAsync(versions, [], default);

        var first = await Task.WhenAll(versions.Select(v => cache.FindVersionAsync(v.Id, default)));

        first.Select(g => g!.Definition.Version).Should().Equal(Enumerable.Range(1, 500));
        var second = await Task.WhenAll(versions.Select(v => cache.FindVersionAsync(v.Id, default)));
        second.Zip(first).Should().OnlyContain(g => ReferenceEquals(g.First, g.Second));
        (await cache.FindPublishedAsync("many", default))!.Definition.Version.Should().Be(500);
    }

    [Fact]
    public async Task A_workflow_is_used_as_an_activity_by_the_version_the_author_chose()
    {
        var store = new InMemoryStore();
        var child = Flow.Named("child").Line("old").Definition;
        await store.SaveAsync([child with { IsPublished = false, IsLatest = false }, Flow.Named("child").Line("new").Definition with { Id = "child-2", Version = 2 }], [], default);
        var parent = Flow.Named("parent").Step("C", "Local.Child", ("workflowDefinitionVersionId", System.Text.Json.Nodes.JsonValue.Create("child-1"))).Definition;
        await store.SaveAsync([parent], [], default);

        var graph = await new GraphCache(store, new ElementTable(), TimeProvider.System).FindPublishedAsync("parent", default);

        new Case(graph!).Start().Lines.Should().Be("old");
    }

    [Fact]
    public async Task A_workflow_that_contains_itself_is_an_incident_not_an_endless_graph()
    {
        var store = new InMemoryStore();
        await store.SaveAsync([Flow.Named("self").Step("C", "Self", ("workflowDefinitionId", System.Text.Json.Nodes.JsonValue.Create("self"))).Definition], [], default);

        var graph = await new GraphCache(store, new ElementTable(), TimeProvider.System).FindPublishedAsync("self", default);

        new Case(graph!).Start().Incident.ActivityId.Should().Be("C");
    }
}
