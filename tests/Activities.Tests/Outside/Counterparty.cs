using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Lendflow.Activities.Outside;

namespace Lendflow.Activities.Tests.Outside;

/// <summary>A counterparty that says what it is told to, one answer after the other and the last one for ever.</summary>
internal sealed class Counterparty : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly (int Status, string Body)[] _answers;
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private int _calls;

    private Counterparty((int Status, string Body)[] answers)
    {
        _answers = answers;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public int Calls => _calls;

    public static async Task<Counterparty> ThatAnswersAsync(params (int Status, string Body)[] answers)
    {
        var counterparty = new Counterparty(answers);
        await counterparty._app.StartAsync();
        return counterparty;
    }

    /// <summary>One that listens and never answers.</summary>
    public static Task<Counterparty> ThatIsSilentAsync() => ThatAnswersAsync();

    /// <summary>The next request, waiting for it if need be.</summary>
    public Task<Heard> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var call = Interlocked.Increment(ref _calls);
        _heard.Writer.TryWrite(new Heard(
            body.ToArray(), http.Request.Headers["X-Signature"].ToString(), http.Request.Headers["Idempotency-Key"].ToString()));

        if (_answers.Length == 0)
        {
            await new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
            return;
        }

        var answer = _answers[Math.Min(call, _answers.Length) - 1];
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.Body);
    }
}

internal sealed record Heard(byte[] Body, string Signature, string IdempotencyKey);

/// <summary>Lines to counterparties, patient or quick.</summary>
internal static class Line
{
    /// <summary>Retries at once and never opens the circuit.</summary>
    public static readonly OutsideLimits Quick = new() { FirstPause = TimeSpan.FromMilliseconds(1), Retries = 4, CircuitTries = 10_000 };

    public static readonly OutsideLimits Once = Quick with { Retries = 0 };

    public static OutsideCall To(
        Uri address, OutsideLimits? limits = null, TimeProvider? time = null, ILogger<OutsideCall>? logger = null) =>
        new("core banking", address, limits ?? Quick, time ?? TimeProvider.System, logger ?? new CollectedLog());
}

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectedLog : ILogger<OutsideCall>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
            Lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
