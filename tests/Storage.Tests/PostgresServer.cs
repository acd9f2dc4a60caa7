using Lendflow.Tests;

namespace Lendflow.Storage.Tests;

/// <summary>A PostgreSQL server of the tests' own; every store gets a database of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Name = "PostgreSQL";

    PostgresProcess? _process;
    int _databases;

    public async Task InitializeAsync()
    {
        if (PostgresProcess.WhyNot is not null) return;
        _process = await PostgresProcess.StartAsync();
        await OpenStore.MigrateAsync(_process.Connection("template"), "");
    }

    internal async Task<OpenStore> OpenAsync() => Open(await NewDatabaseAsync());

    internal string Connection(string database) => _process!.Connection(database);

    /// <summary>Opens a database as one more node would.</summary>
    internal OpenStore Open(string database) => OpenStore.On(_process!.Connection(database), "");

    internal async Task<string> NewDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await _process!.CreateDatabaseAsync(name, "template");
        return name;
    }

    public async Task DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}

[CollectionDefinition(PostgresServer.Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>;
