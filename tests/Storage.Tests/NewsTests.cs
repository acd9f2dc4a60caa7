using System.Collections.Concurrent;

namespace Lendflow.Storage.Tests;

/// <summary>What a node tells itself and others after its commits.</summary>
public sealed class SqliteNews
{
    [StoreFact]
    public async Task A_commit_tells_of_new_waits_and_of_what_is_due_soon_and_is_silent_about_the_rest()
    {
        await using var store = await SqliteFolder.OpenAsync();
        var heard = new ConcurrentQueue<News>();
        store.Database.Heard += heard.Enqueue;

        await store.Workflows.CommitAsync(A.Start("silent", A.Timer("far", A.Noon.AddHours(1))), CancellationToken.None);
        await store.Workflows.CommitAsync(A.Start("soon", A.Timer("near", A.Noon.AddSeconds(1))), CancellationToken.None);
        await store.Workflows.CommitAsync(A.Start("waits", A.EventWait("w", "hash")), CancellationToken.None);
        await store.Workflows.CommitAsync(A.Start("waits", A.EventWait("w2", "never committed")), CancellationToken.None);

        heard.Should().BeEquivalentTo([new News(A.Noon.AddSeconds(1), []), new News(A.Noon, ["hash"])], o => o.WithStrictOrdering());
    }

    [StoreFact]
    public async Task A_job_put_back_for_later_is_told_of()
    {
        await using var store = await SqliteFolder.OpenAsync();
        await store.Workflows.CommitAsync(A.Start("i", A.Job("j", "i")), CancellationToken.None);
        var heard = new ConcurrentQueue<News>();
        store.Database.Heard += heard.Enqueue;

        await store.Workflows.DeferJobAsync("no such job", A.Noon, CancellationToken.None);
        await store.Workflows.DeferJobAsync("j", A.Noon.AddSeconds(2), CancellationToken.None);

        heard.Should().ContainSingle().Which.Due.Should().Be(A.Noon.AddSeconds(2));
        (await store.Workflows.NextDueAsync(CancellationToken.None)).Should().Be(A.Noon.AddSeconds(2));
    }
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresNews(PostgresServer server)
{
    [StoreFact]
    public async Task A_node_hears_what_another_one_committed_and_not_its_own_words_twice()
    {
        var database = await server.NewDatabaseAsync();
        await using var one = server.Open(database);
        await using var other = server.Open(database);
        using var stop = new CancellationTokenSource();
        var (own, others) = (new ConcurrentQueue<News>(), new ConcurrentQueue<News>());
        one.Database.Heard += own.Enqueue;
        other.Database.Heard += others.Enqueue;
        Task[] listening = [one.Database.ListenAsync(_ => { }, stop.Token), other.Database.ListenAsync(_ => { }, stop.Token)];

        var number = 0;
        for (; others.IsEmpty; number++) // Until both listen.
        {
            await one.Workflows.CommitAsync(A.Start($"i{number}", A.EventWait($"w{number}", $"hash{number}")), CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        own.Should().HaveCount(number);
        others.SelectMany(n => n.Waits).Should().BeSubsetOf(own.SelectMany(n => n.Waits)).And.NotBeEmpty();
        others.Should().OnlyContain(n => n.Due == A.Noon);
        await stop.CancelAsync();
        foreach (var task in listening) await FluentActions.Awaiting(() => task).Should().ThrowAsync<OperationCanceledException>();
    }
}
