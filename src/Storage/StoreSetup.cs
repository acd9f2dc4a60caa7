using Lendflow.Engine.Storage;
using Lendflow.Storage.Documents;
using Lendflow.Storage.Postgres;
using Lendflow.Storage.Queries;
using Lendflow.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Storage;

/// <summary>Puts the storage of an installation together.</summary>
public static class StoreSetup
{
    /// <summary>Registers the storage ports and the queries of the pages.</summary>
    /// <param name="database"><c>sqlite</c>, or a PostgreSQL connection string.</param>
    /// <param name="dataFolder">Where SQLite keeps its file, <c>lendflow.db</c>; it is created. Not used with PostgreSQL.</param>
    public static IServiceCollection AddLendflowStorage(this IServiceCollection services, string database, string dataFolder) => services
        .AddSingleton(_ => OpenDatabase(database, dataFolder))
        .AddSingleton<IWorkflowStore, WorkflowStore>()
        .AddSingleton<IDefinitionStore, DefinitionStore>()
        .AddSingleton<ITriggerStore, TriggerStore>()
        .AddSingleton<IStimulusStore, StimulusStore>()
        .AddSingleton<TaskQueries>()
        .AddSingleton<TeamQueries>()
        .AddSingleton<CaseClockStore>()
        .AddSingleton<AbsenceStore>()
        .AddSingleton<TableEditionStore>()
        .AddSingleton<OwnApplicationStore>()
        .AddSingleton<NoticeStore>()
        .AddSingleton<InboxViewStore>()
        .AddSingleton<CaseQueries>()
        .AddSingleton<InstanceQueries>()
        .AddSingleton<DefinitionQueries>()
        .AddSingleton<AlterationPlans>()
        .AddSingleton<StuckQueries>()
        .AddSingleton<CaseArchive>()
        .AddSingleton<InstanceRemoval>()
        .AddSingleton<BundleStore>()
        .AddSingleton<DocumentStore>();

    /// <summary>Creates the tables or brings them up to date; to be awaited before anything else uses the store.</summary>
    public static Task MigrateAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<LendflowDatabase>().MigrateAsync(cancellationToken);

    static LendflowDatabase OpenDatabase(string database, string dataFolder)
    {
        if (database != "sqlite") return new PostgresDatabase(database);
        Directory.CreateDirectory(dataFolder);
        return new SqliteDatabase(Path.Combine(dataFolder, "lendflow.db"));
    }
}
