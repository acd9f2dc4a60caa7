using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lendflow.Sandbox.Faults;

namespace Lendflow.Sandbox.ESign;

/// <summary>Tells the receivers what the signers did, again and again until they answer 2xx.</summary>
internal sealed class CallbackSender(
    Envelopes envelopes, Signer signer, FaultSwitch faults, string secret, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceWithReceiver = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Task> _running = new();

    /// <summary>After a start: whatever was not acknowledged goes on.</summary>
    public void TakeUpPending()
    {
        foreach (var envelope in envelopes.Pending())
        {
            if (envelope.Decided is null)
                AwaitSigner(envelope);
            else
                Deliver(envelope.Sent.EnvelopeId);
        }
    }

    /// <summary>Lets the signer decide in due time, then reports it.</summary>
    public void AwaitSigner(Envelope envelope) =>
        Run(envelope.Sent.EnvelopeId + "/signer", stop => AwaitSignerAsync(envelope.Sent, stop));

    /// <summary>Reports what was decided. Call it once per decision.</summary>
    public void Deliver(string envelopeId) =>
        Run(envelopeId + "/delivery", stop => DeliverAsync(envelopeId, stop));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values);
        _http.Dispose();
        _stop.Dispose();
    }

    private void Run(string name, Func<CancellationToken, Task> work) => _running[name] = RunAsync(work);

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        // Off the caller's thread: the answer to the sender of the envelope does not wait for its own callback.
        await Task.Yield();
        try
        {
            await work(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // What is not acknowledged is pending at the next start.
        }
    }

    private async Task AwaitSignerAsync(EnvelopeSent sent, CancellationToken stop)
    {
        var rest = sent.At.AddMilliseconds(signer.Settings.SignDelayMs) - time.GetUtcNow();
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, time, stop);

        if (signer.Decide(sent.Reference) is { } status && envelopes.Decide(sent.EnvelopeId, status))
            await DeliverAsync(sent.EnvelopeId, stop);
    }

    private async Task DeliverAsync(string envelopeId, CancellationToken stop)
    {
        var call = faults.Callback(envelopeId);
        if (call.Has("late", call.Plan.LateCallbackRate))
            await Task.Delay(TimeSpan.FromMilliseconds(call.Plan.LateCallbackMs), time, stop);

        // Gone after a reset: then there is nothing to report any more.
        if (envelopes.Find(envelopeId) is not { } envelope)
            return;

        await PostUntilAcknowledgedAsync(envelope, stop);
        envelopes.Acknowledge(envelopeId);
        if (call.Has("duplicate", call.Plan.DuplicateCallbackRate))
            await TryPostAsync(envelope, stop);
    }

    private async Task PostUntilAcknowledgedAsync(Envelope envelope, CancellationToken stop)
    {
        var pause = FirstPause;
        while (envelopes.Find(envelope.Sent.EnvelopeId) is not null && !await TryPostAsync(envelope, stop))
        {
            await Task.Delay(pause, time, stop);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> TryPostAsync(Envelope envelope, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(PatienceWithReceiver, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            using var request = Callback(envelope);
            using var response = await _http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private HttpRequestMessage Callback(Envelope envelope)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                envelope.Sent.EnvelopeId,
                envelope.Status,
                envelope.SignedDocumentSha256,
                DocumentUrl = envelope.Status == "signed" ? envelope.Sent.DocumentUrl : null,
                envelope.Decided?.EventId,
            },
            Wire.Json);
        var request = new HttpRequestMessage(HttpMethod.Post, envelope.Sent.CallbackUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        return request;
    }
}
