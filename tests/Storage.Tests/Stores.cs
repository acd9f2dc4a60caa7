namespace Lendflow.Storage.Tests;

public sealed class InMemoryWorkflowStore : WorkflowStoreContract
{
    private protected override Task<OpenStore> OpenAsync() => Task.FromResult(OpenStore.InMemory());
}

public sealed class InMemoryDefinitionStore : DefinitionStoreContract
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
