using Lendflow.Engine.Storage;
using Lendflow.Host.Outside;
using Lendflow.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lendflow.Host.Health;

/// <summary>For whoever watches the process: is it alive, can it work, what did it do.</summary>
static class HealthApi
{
    public static IServiceCollection AddLendflowHealth(this IServiceCollection services)
    {
        services.AddSingleton<Meters>().AddSingleton<PrometheusText>().AddSingleton<Readiness>().AddSingleton<CaseLog>();
        services.AddHostedService<Telemetry>();
        services.AddHealthChecks()
            .AddCheck<StartCheck>("start", tags: ["ready"])
            .AddCheck<StoreCheck>("store", tags: ["ready"], timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.Services.GetRequiredService<PrometheusText>(); // Listens from now on.
        app.Services.GetRequiredService<CaseLog>();
        var database = app.Services.GetRequiredService<LendflowDatabase>();
        var meters = app.Services.GetRequiredService<Meters>();
        meters.Watch("lendflow.writer.queue", "Writes that wait for their turn", () => database.QueueLength);
        meters.WatchTotal("lendflow.writer.flushes", "Transactions that were flushed, each with the commits of one caller or of many", () => database.Flushes);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Tags.Contains("ready"), ResponseWriter = WriteAsync });
        app.MapGet("/metrics", (PrometheusText metrics) => Results.Text(metrics.Render(), "text/plain; version=0.0.4")).ExcludeFromDescription();
    }

    static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), e.Value.Description }),
        outside = OutsideOf(http.RequestServices),
    });

    /// <summary>A demo installation tells where its outside world is, so that a run of demo can read the ledger; any other is silent.</summary>
    static Uri? OutsideOf(IServiceProvider services) =>
        services.GetRequiredService<Settings>().DemoPassword is null ? null : services.GetRequiredService<OutsideWorld>().Address;
}

/// <summary>Whether the start is complete: tables migrated, flows and first users in place.</summary>
sealed class Readiness
{
    public volatile bool IsReady;
}

sealed class StartCheck(Readiness readiness) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        readiness.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Expected migrated tables, but the start is still going on."));
}

/// <summary>Reads, and sends the writer a write that changes nothing.</summary>
sealed class StoreCheck(IWorkflowStore store, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.NextDueAsync(cancellationToken);
        await store.DeferJobAsync("no such job", clock.GetUtcNow(), cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
