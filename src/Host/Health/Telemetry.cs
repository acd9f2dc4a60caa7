using Lendflow.Engine.Running;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lendflow.Host.Health;

/// <summary>Sends traces and metrics to a collector (OTLP), as the standard <c>OTEL_*</c> variables say. Without
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, or the one of a signal, nothing is sent, and nobody listens to spans.</summary>
sealed class Telemetry(IConfiguration configuration) : IHostedService
{
    const string AspNetCore = "Microsoft.AspNetCore";

    TracerProvider? _traces;
    MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsSent("TRACES"))
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(Configured).ConfigureResource(Named)
                .AddSource(CaseTrace.Name, AspNetCore, "System.Net.Http").AddOtlpExporter().Build();
        if (IsSent("METRICS"))
            _metrics = Sdk.CreateMeterProviderBuilder().ConfigureServices(Configured).ConfigureResource(Named)
                .AddMeter([.. PrometheusText.Heard]).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>What is collected so far is sent first, for a few seconds at most.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            Interlocked.Exchange(ref _traces, null)?.Dispose(); // A provider survives one disposal only.
            Interlocked.Exchange(ref _metrics, null)?.Dispose();
        },
        cancellationToken);

    bool IsSent(string signal) =>
        !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
        && configuration[$"OTEL_{signal}_EXPORTER"] is null or "" or "otlp"
        && !string.IsNullOrWhiteSpace(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    void Configured(IServiceCollection services) => services.AddSingleton(configuration);

    /// <summary>Before what the variables say, so that <c>OTEL_SERVICE_NAME</c> wins.</summary>
    void Named(ResourceBuilder resource) => resource.Clear().AddService("lendflow").AddTelemetrySdk().AddEnvironmentVariableDetector();
}
