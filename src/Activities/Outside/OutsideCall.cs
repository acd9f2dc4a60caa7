using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Lendflow.Activities.Outside;

/// <summary>The line to one counterparty: time limits, retries and the circuit breaker are set up here and nowhere else. Keep one
/// per counterparty for the life of the process, since its callers share the circuit.</summary>
/// <remarks>Only transient failures are retried: time-outs, broken connections, 408, 429 and 5xx. Effects are retried like reads,
/// which is safe only because they carry an idempotency key. No personal data gets into messages or logs: of a counterparty's
/// words only its reason code is taken over, never its text and never an address with a query.</remarks>
public sealed class OutsideCall : IDisposable
{
    /// <summary>How JSON from outside is read: camelCase, and a missing or null field that is not optional is an error.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string _counterparty;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<Reply> _pipeline;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly OutsideLimits _limits;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _free;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="counterparty">Its name in sentences, for example <c>core banking</c>.</param>
    /// <param name="address">Where it is; paths of requests are appended.</param>
    public OutsideCall(
        string counterparty, Uri address, OutsideLimits limits, TimeProvider time, ILogger<OutsideCall> logger)
    {
        _counterparty = counterparty;
        (_limits, _time, _free) = (limits, time, new SemaphoreSlim(limits.AtOnce));
        _pipeline = OutsidePipeline.Build(counterparty, limits, time, logger, _circuit);

        // Redirects are not followed: a request with an idempotency key goes to the configured counterparty or nowhere.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new HttpClient(handler)
        {
            BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + '/'),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 32 * 1024 * 1024,
        };
    }

    /// <summary>How it gets on with its counterparty at this moment.</summary>
    public OutsideLineState State => new(
        _counterparty,
        _circuit.CircuitState switch { CircuitState.Closed => "closed", CircuitState.HalfOpen => "halfOpen", _ => "open" },
        _limits.AtOnce - _free.CurrentCount, _limits.AtOnce);

    public void Dispose()
    {
        _http.Dispose();
        _free.Dispose();
    }

    /// <summary>Asks for JSON.</summary>
    /// <param name="expected">What a good answer is, with article, for messages: <c>a booking</c>.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellation"/> was cancelled.</exception>
    internal Task<OutsideResult<T>> AskAsync<T>(
        string expected, OutsideRequest request, CancellationToken cancellation)
        where T : class =>
        SendAsync(expected, request, reply => Parse<T>(reply.Body), cancellation);

    /// <summary>Asks for a file.</summary>
    internal Task<OutsideResult<byte[]>> FetchAsync(
        string expected, OutsideRequest request, CancellationToken cancellation) =>
        SendAsync(expected, request, reply => reply.Body, cancellation);

    private async Task<OutsideResult<T>> SendAsync<T>(
        string expected, OutsideRequest request, Func<Reply, T?> read, CancellationToken cancellation)
        where T : class
    {
        if (!await TakeTurnAsync(cancellation))
            return new Unavailable<T>($"Expected {expected}, but the {_counterparty} is being asked {_limits.AtOnce} questions already and answers none.");
        try
        {
            var reply = await _pipeline.ExecuteAsync(
                async (token) => await TryOnceAsync(request, token), cancellation);
            return Understand(expected, reply, read);
        }
        catch (BrokenCircuitException)
        {
            return new Unavailable<T>(
                $"Expected {expected}, but the {_counterparty} failed too often just now and is left alone for a while.");
        }
        catch (TimeoutRejectedException)
        {
            return new Unavailable<T>($"Expected {expected}, but the {_counterparty} did not answer in time.");
        }
        catch (Exception failure) when (OutsidePipeline.IsBrokenConnection(failure))
        {
            return new Unavailable<T>($"Expected {expected}, but the connection to the {_counterparty} failed.");
        }
        finally
        {
            _free.Release();
        }
    }

    /// <returns>False when there was no turn within the time for a whole question.</returns>
    private async Task<bool> TakeTurnAsync(CancellationToken cancellation)
    {
        if (_free.Wait(0, cancellation))
            return true;
        using var patience = new CancellationTokenSource(_limits.Total, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await _free.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The whole answer is read within the try, so that its time limit also covers a body that trickles in.</summary>
    private async Task<Reply> TryOnceAsync(OutsideRequest request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(request.Method, request.Path);
        if (request.Body is not null)
            message.Content = JsonContent.Create(request.Body, request.Body.GetType(), options: Json);
        if (request.IdempotencyKey is not null)
            message.Headers.Add("Idempotency-Key", InAscii(request.IdempotencyKey));

        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellation);
        return new Reply(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    // A step of the flow may have a Chinese name, which a header cannot carry.
    private static string InAscii(string key) => Ascii.IsValid(key) ? key : Uri.EscapeDataString(key);

    private OutsideResult<T> Understand<T>(string expected, Reply reply, Func<Reply, T?> read)
        where T : class
    {
        var status = (int)reply.Status;
        if (reply.IsTransientFailure)
            return new Unavailable<T>($"Expected {expected}, but the {_counterparty} answered {status}.");
        if (status is >= 400 and < 500)
            return Refusal<T>(expected, reply);

        var value = status is >= 200 and < 300 ? read(reply) : null;
        return value is not null
            ? new Answered<T>(value)
            : new Unavailable<T>($"Expected {expected}, but the {_counterparty} answered something else ({status}, {reply.Body.Length} bytes).");
    }

    private Refused<T> Refusal<T>(string expected, Reply reply)
    {
        var given = Parse<Problem>(reply.Body)?.Code;
        var isCode = given is { Length: > 0 and <= 40 } && given.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        var code = isCode && given is not null ? given : $"http-{(int)reply.Status}";
        return new Refused<T>(code, $"Expected {expected}, but the {_counterparty} refused with {(int)reply.Status} ({code}).");
    }

    private static T? Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Problem(string? Code = null);
}

/// <summary>How a line gets on with its counterparty.</summary>
/// <param name="Circuit"><c>closed</c>: it is asked; <c>open</c>: it failed too often and is left alone; <c>halfOpen</c>: one try decides.</param>
/// <param name="UnderWay">Questions without an answer yet.</param>
/// <param name="AtOnce">How many it is asked at once at most.</param>
public sealed record OutsideLineState(string Counterparty, string Circuit, int UnderWay, int AtOnce);

/// <summary>One question.</summary>
/// <param name="Path">Relative to the counterparty's address, segments escaped.</param>
/// <param name="Body">Sent as JSON; null sends none.</param>
/// <param name="IdempotencyKey">Present on every effect.</param>
internal sealed record OutsideRequest(HttpMethod Method, string Path, object? Body = null, string? IdempotencyKey = null);

/// <summary>A complete answer, good or bad.</summary>
internal sealed record Reply(HttpStatusCode Status, byte[] Body)
{
    public bool IsTransientFailure =>
        Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)Status >= 500;
}
