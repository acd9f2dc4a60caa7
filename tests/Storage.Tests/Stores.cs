namespace Lendflow.Storage.Tests;

public sealed class InMemoryWorkflowStore : WorkflowStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => Task.FromResult(OpenStore.InMemory());
}

public sealed class InMemoryDefinitionStore : DefinitionStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => Task.FromResult(OpenStore.InMemory());
}

public sealed class InMemoryTriggerStore : TriggerStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => Task.FromResult(OpenStore.InMemory());
}

public sealed class InMemoryStimulusStore : StimulusStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => Task.FromResult(OpenStore.InMemory());
}

public sealed class SqliteWorkflowStore : WorkflowStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => SqliteFolder.OpenAsync();
}

public sealed class SqliteDefinitionStore : DefinitionStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => SqliteFolder.OpenAsync();
}

public sealed class SqliteTriggerStore : TriggerStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => SqliteFolder.OpenAsync();
}

public sealed class SqliteStimulusStore : StimulusStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => SqliteFolder.OpenAsync();
}

public sealed class SqliteDurableStore : DurableStoreContract
{
    string _folder = "";

    private protected override async Task<OpenStore> OpenAsync()
    {
        _folder = await SqliteFolder.NewAsync();
        return SqliteFolder.Open(_folder);
    }

    private protected override OpenStore OpenAgain() => OpenStore.On("sqlite", _folder);
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresWorkflowStore(PostgresServer server) : WorkflowStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => server.OpenAsync();
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresDefinitionStore(PostgresServer server) : DefinitionStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => server.OpenAsync();
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresTriggerStore(PostgresServer server) : TriggerStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => server.OpenAsync();
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresStimulusStore(PostgresServer server) : StimulusStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => server.OpenAsync();
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresDurableStore(PostgresServer server) : DurableStoreContract
{
    string _database = "";

    private protected override async Task<OpenStore> OpenAsync()
    {
        _database = await server.NewDatabaseAsync();
        return server.Open(_database);
    }

    private protected override OpenStore OpenAgain() => server.Open(_database);
}
