using Lendflow.Engine.Storage;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Flows;
using Lendflow.Host.Health;
using Lendflow.Host.People;
using Lendflow.Storage;

namespace Lendflow.Host;

/// <summary>What has to be in place before the first request: tables, the first users, and on an empty store the shipped flows.</summary>
static class FirstStart
{
    public static async Task PrepareAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LendflowDatabase>().AloneAsync(() => PrepareAsync(scope.ServiceProvider, cancellationToken), cancellationToken);
        app.Services.GetRequiredService<Readiness>().IsReady = true;
    }

    static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.MigrateAsync(cancellationToken);
        if (services.GetRequiredService<Settings>().Database == "sqlite")
            await services.GetRequiredService<IWorkflowStore>().ReleaseLeasesAsync(cancellationToken); // Only one process uses the file: whoever held a lease is gone.
        await services.GetRequiredService<FirstUsers>().CreateAsync(Console.Out.WriteLine, cancellationToken);
        await ImportShippedFlowsAsync(services.GetRequiredService<FlowLibrary>(), cancellationToken);
    }

    static async Task ImportShippedFlowsAsync(FlowLibrary library, CancellationToken cancellationToken)
    {
        if ((await library.ListAsync(cancellationToken)).Count > 0) return;
        var files = Directory.EnumerateFiles(Settings.WorkflowsFolder, "*.json").Order(StringComparer.Ordinal).Select(f => new FlowFile(Path.GetFileName(f), File.ReadAllBytes(f))).ToList();
        var imported = await library.ImportAsync(files, publish: true, "system", cancellationToken);
        if (imported.Refusal is { } refusal) throw new InvalidDataException($"Expected flows in {Settings.WorkflowsFolder}, but:\n{string.Join('\n', refusal.Problems)}");
    }
}
