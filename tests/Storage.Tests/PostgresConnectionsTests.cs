using Lendflow.Storage.Postgres;
using Npgsql;

namespace Lendflow.Storage.Tests;

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresConnectionsTests(PostgresServer server)
{
    /// <summary>PostgreSQL allows 100 by default; a flood of requests must not take them all.</summary>
    [StoreTheory]
    [InlineData(null, 20)]
    [InlineData(35, 35)]
    public async Task A_node_opens_as_many_connections_as_it_was_given_and_twenty_otherwise(int? given, int most)
    {
        var name = await server.NewDatabaseAsync();
        var settings = new NpgsqlConnectionStringBuilder(server.Connection(name));
        settings.Remove("Maximum Pool Size");
        if (given is { } said) settings.MaxPoolSize = said;
        await using var database = new PostgresDatabase(settings.ToString());

        await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => database.ReadAsync(new Statement("SELECT 1 FROM pg_sleep(0.05)"), r => r.GetInt32(0), default)));
        var open = await database.ReadAsync(new Statement("SELECT count(*)::int FROM pg_stat_activity WHERE datname = $1", name), r => r.GetInt32(0), default);

        open.Should().Equal(most);
    }
}
