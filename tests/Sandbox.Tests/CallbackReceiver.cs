using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Sandbox.Tests;

/// <summary>The other end of the callbacks: keeps what comes, answers what it is told to (202 when it is told nothing).</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Callback> _received = Channel.CreateUnbounded<Callback>();
    private readonly ConcurrentQueue<int> _answers;

    private CallbackReceiver(IEnumerable<int> answers)
    {
        _answers = new ConcurrentQueue<int>(answers);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapPost("/callback", ReceiveAsync);
    }

    public Uri Url => new(new Uri(_app.Urls.First()), "callback");

    public static async Task<CallbackReceiver> StartAsync(params int[] answers)
    {
        var receiver = new CallbackReceiver(answers);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The next callback, waiting for it if need be.</summary>
    public Task<Callback> NextAsync() => _received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public bool HasMore => _received.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var status = _answers.TryDequeue(out var next) ? next : 202;
        _received.Writer.TryWrite(new Callback(body.ToArray(), request.Headers["X-Signature"].ToString()));
        return Results.StatusCode(status);
    }
}

internal sealed record Callback(byte[] Body, string Signature)
{
    public System.Text.Json.JsonElement Json => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(Body);
}
