using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lendflow.Host.Tests;

/// <summary>A collector that keeps what is sent to it by OTLP over HTTP.</summary>
sealed class OtlpSink : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentQueue<SentSpan> _spans = [];
    readonly ConcurrentDictionary<string, bool> _metrics = [];

    OtlpSink(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IReadOnlyCollection<SentSpan> Spans => _spans;

    public ICollection<string> Metrics => _metrics.Keys;

    public static async Task<OtlpSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var sink = new OtlpSink(builder.Build());
        sink._app.MapPost("/v1/traces", async (HttpRequest request) => sink.KeepSpans(await BodyAsync(request)));
        sink._app.MapPost("/v1/metrics", async (HttpRequest request) => sink.KeepMetrics(await BodyAsync(request)));
        await sink._app.StartAsync();
        return sink;
    }

    static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    /// <summary>ExportTraceServiceRequest.resource_spans.scope_spans.spans.</summary>
    void KeepSpans(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in Fields(request, 1))
        foreach (var scope in Fields(resource, 2))
        foreach (var span in Fields(scope, 2))
            _spans.Enqueue(new SentSpan(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Fields(span, 5).First().Span), Encoding.UTF8.GetString(span.Span)));
    }

    /// <summary>ExportMetricsServiceRequest.resource_metrics.scope_metrics.metrics.name.</summary>
    void KeepMetrics(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in Fields(request, 1))
        foreach (var scope in Fields(resource, 2))
        foreach (var metric in Fields(scope, 2))
            _metrics[Encoding.UTF8.GetString(Fields(metric, 1).First().Span)] = true;
    }

    static string Hex(ReadOnlyMemory<byte> message, int field) => Fields(message, field).Select(f => Convert.ToHexStringLower(f.Span)).FirstOrDefault("");

    /// <summary>The occurrences of a field with a length, in a message of Protocol Buffers.</summary>
    static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int wanted)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message, ref at);
            var length = (tag & 7) switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Number(message, ref at) };
            if ((tag & 7) == 0) Number(message, ref at);
            if ((tag & 7) == 2 && (int)(tag >> 3) == wanted) yield return message.Slice(at, length);
            at += length;
        }
    }

    static ulong Number(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message.Span[at++];
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return number;
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

/// <param name="Parent">Empty for the first of a trace.</param>
/// <param name="Text">All of it; what it says can be searched.</param>
sealed record SentSpan(string Trace, string Id, string Parent, string Name, string Text);
