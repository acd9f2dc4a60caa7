using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;

namespace Lendflow.Host.Tests;

/// <summary>What reaches a collector from a program that is told to send there.</summary>
public sealed class TelemetryTests : IAsyncLifetime, IAsyncDisposable
{
    OtlpSink _sink = null!;
    TracedHost _host = null!;

    public async Task InitializeAsync()
    {
        _sink = await OtlpSink.StartAsync();
        _host = new TracedHost(_sink.Address);
        await _host.InitializeAsync();
    }

    [Fact]
    public async Task One_trace_holds_an_application_from_the_request_to_the_money()
    {
        var (number, task) = await A.TaskForManagersAsync(_host);
        var manager = await _host.AsAsync("manager");
        var claimed = await (await task.ActAsync(manager, "claim")).OkAsync();
        await (await claimed.ActAsync(manager, "complete", new { outcome = "Approve", comment = "Sound business" })).OkAsync();
        await TestHost.UntilAsync(manager, $"/api/applications/{number}", c => c.Text("status") == "disbursed");

        var spans = await SentAsync(all => Of(number, all).Any(s => s.Name == "job core-book") && IsWhole(all, Of(number, all)[0].Trace));

        var own = Of(number, spans);
        var trace = own.Select(s => s.Trace).Distinct().Should().ContainSingle().Subject;
        own.Select(s => s.Name).Should().Contain(["start", "job credit-pull", "task claim", "task complete", "event"]);
        var whole = spans.Where(s => s.Trace == trace).ToList();
        whole.Should().Contain(s => s.Name.StartsWith("POST /api/applications", StringComparison.Ordinal), "the request that started it belongs to it");
        whole.Should().Contain(s => s.Name == "commit").And.Contain(s => s.Name == "POST", "jobs ask the outside");
        IsWhole(spans, trace).Should().BeTrue("nothing hangs in the air");
    }

    [Fact]
    public async Task What_is_sent_names_no_person()
    {
        var application = await A.LoanApplicationAsync(_host);
        var officer = await _host.AsAsync("officer");
        var number = (await (await officer.SendAsync(A.Submit(application))).OkAsync()).Text("number")!;
        await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.Text("status") == "disbursed");

        var spans = await SentAsync(all => Of(number, all).Any(s => s.Name == "job core-book") && IsWhole(all, Of(number, all)[0].Trace));

        var representative = application["borrower"]!["representative"]!;
        foreach (var personal in (string[])[(string)representative["name"]!, (string)representative["residentId"]!, (string)representative["phone"]!, (string)application["borrower"]!["name"]!])
            spans.Should().NotContain(s => s.Text.Contains(personal));
    }

    [Fact]
    public async Task Metrics_arrive_too()
    {
        using var anybody = _host.Anonymous();
        await anybody.GetStringAsync("/health/live");

        var patience = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1);
        while (!_sink.Metrics.Contains("http.server.request.duration") && TimeProvider.System.GetUtcNow() < patience) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);

        _sink.Metrics.Should().Contain(["lendflow.writer.flushes", "http.server.request.duration"]);
    }

    static bool IsWhole(IEnumerable<SentSpan> spans, string trace)
    {
        var whole = spans.Where(s => s.Trace == trace).ToList();
        return whole.Where(s => s.Parent != "").All(s => whole.Any(p => p.Id == s.Parent));
    }

    static List<SentSpan> Of(string number, IEnumerable<SentSpan> spans) => [.. spans.Where(s => s.Text.Contains("lendflow.case") && s.Text.Contains(number))];

    async Task<IReadOnlyCollection<SentSpan>> SentAsync(Func<IReadOnlyCollection<SentSpan>, bool> isThere)
    {
        var patience = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1);
        while (!isThere(_sink.Spans) && TimeProvider.System.GetUtcNow() < patience) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return _sink.Spans;
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncLifetime)_host).DisposeAsync();
        await _sink.DisposeAsync();
    }

    sealed class TracedHost(Uri collector) : TestHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", collector.AbsoluteUri).UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .UseSetting("OTEL_BSP_SCHEDULE_DELAY", "100").UseSetting("OTEL_METRIC_EXPORT_INTERVAL", "200");
        }
    }
}
