using Lendflow.Host.Api;
using Lendflow.Host.Health;
using Lendflow.Host.Outside;
using Lendflow.Host.Running;
using Lendflow.Storage;

namespace Lendflow.Host.Cli;

/// <summary>The store of the installation that the environment names, for verbs that serve nothing.</summary>
sealed class StoreOnly : IAsyncDisposable
{
    readonly WebApplication _app;

    StoreOnly(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public static async Task<StoreOnly> OpenAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var settings = Settings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
        builder.Services.AddLendflowStorage(settings.Database, settings.DataFolder);
        builder.Services.AddLendflowEngine(LendingSetup.Elements);
        builder.Services.AddLendflowLending();
        builder.Services.AddLendflowHealth();
        builder.Services.AddLendflowApi();
        var app = builder.Build();
        await app.Services.MigrateAsync(cancellation);
        return new StoreOnly(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
