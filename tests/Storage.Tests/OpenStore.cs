using Lendflow.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Storage.Tests;

/// <summary>A store that a test may use, and what to do about it at the end.</summary>
sealed record OpenStore(IWorkflowStore Workflows, IDefinitionStore Definitions, ITriggerStore Triggers, IStimulusStore Stimuli, IServiceProvider Services, Func<ValueTask> Close) : IAsyncDisposable
{
    public static OpenStore InMemory()
    {
        var store = new InMemoryStore();
        return new OpenStore(store, store, store, store, new ServiceCollection().BuildServiceProvider(), () => ValueTask.CompletedTask);
    }

    /// <summary>Creates the tables as the host does.</summary>
    public static async Task MigrateAsync(string database, string dataFolder)
    {
        await using var store = On(database, dataFolder);
        await store.Services.MigrateAsync(CancellationToken.None);
    }

    /// <summary>Opens a database that has its tables.</summary>
    public static OpenStore On(string database, string dataFolder)
    {
        var services = new ServiceCollection().AddLendflowStorage(database, dataFolder).BuildServiceProvider();
        return new OpenStore(
            services.GetRequiredService<IWorkflowStore>(), services.GetRequiredService<IDefinitionStore>(), services.GetRequiredService<ITriggerStore>(),
            services.GetRequiredService<IStimulusStore>(), services, services.DisposeAsync);
    }

    public LendflowDatabase Database => Services.GetRequiredService<LendflowDatabase>();

    public ValueTask DisposeAsync() => Close();
}
