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
        var cache = new GraphCache(store, new ElementTable(), TimeProvider.System, mostGraphs: 500);
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

    [Fact]
    public async Task Graphs_that_were_not_used_for_longest_make_room()
    {
        var store = new InMemoryStore();
        var cache = new GraphCache(store, new ElementTable(), TimeProvider.System, mostGraphs: 10);
        var flow = Flow.Named("many").Line("A").Definition;
        await store.SaveAsync([.. Enumerable.Range(1, 50).Select(v => flow with { Id = $"many-{v}", Version = v, IsPublished = false, IsSealed = true })], [], default);
        var first = await cache.FindVersionAsync("many-1", default);

        for (var v = 2; v <= 50; v++)
        {
            await cache.FindVersionAsync($"many-{v}", default);
            (await cache.FindVersionAsync("many-1", default)).Should().BeSameAs(first, "it is used all the time");
        }

        cache.Count.Should().Be(10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task A_start_asks_the_store_nothing_more_however_many_versions_there_are(int versions)
    {
        var store = new InMemoryStore();
        var flow = Flow.Named("many").Line("A").Definition;
        await store.SaveAsync([.. Enumerable.Range(1, versions).Select(v => flow with { Id = $"many-{v}", Version = v, IsPublished = v == versions, IsLatest = v == versions })], [], default);
        var asked = new AskedStore(store);
        var cache = new GraphCache(asked, new ElementTable(), TimeProvider.System);

        for (var start = 0; start < 100; start++) await cache.FindPublishedAsync("many", default);

        asked.Questions.Should().Equal("FindPublishedId", "FindVersion");
    }

    [Fact]
    public async Task A_publication_by_another_node_is_seen_when_it_is_heard_of_and_after_two_seconds_at_the_latest()
    {
        var store = new InMemoryStore();
        var clock = new Clock();
        var cache = new GraphCache(store, new ElementTable(), clock);
        var flow = Flow.Named("many").Line("A").Definition with { IsLatest = true };
        await PublishAsync(1);
        await cache.FindPublishedAsync("many", default);

        await PublishAsync(2);
        (await cache.FindPublishedAsync("many", default))!.Definition.Version.Should().Be(1);
        cache.Forget("many");
        (await cache.FindPublishedAsync("many", default))!.Definition.Version.Should().Be(2);

        await PublishAsync(3);
        clock.Now += TimeSpan.FromSeconds(2);
        (await cache.FindPublishedAsync("many", default))!.Definition.Version.Should().Be(3);

        async Task PublishAsync(int version)
        {
            var others = await store.ListVersionsAsync("many", default);
            await store.SaveAsync([.. others.Select(o => o with { IsLatest = false, IsPublished = false }), flow with { Id = $"many-{version}", Version = version }], [], default);
        }
    }

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Some.Time;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
