using System.Net;
using System.Text;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;
using Lendflow.Engine.Jobs;

namespace Lendflow.Host.Http;

/// <summary>Sends the requests of flows. An answer is an answer whatever its status, and no answer is one too: what to do then
/// is the flow's to decide. What its author or an administrator has to put right fails the job.</summary>
sealed class OutgoingHttp : IJobHandler, IDisposable
{
    /// <summary>An answer becomes part of the instance and is kept with it.</summary>
    const int LargestAnswer = 1024 * 1024;

    readonly HttpClient _http;

    readonly TimeSpan _patience;

    /// <param name="patience">For one try, from connecting to the last byte; 30 s by default, so that its lease outlives it.</param>
    public OutgoingHttp(CallableHosts hosts, TimeSpan? patience = null)
    {
        _patience = patience ?? TimeSpan.FromSeconds(30);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = hosts.ConnectAsync,
            UseProxy = false, // Through a proxy nobody would see which address is called.
            UseCookies = false, // Flows share nothing.
            MaxAutomaticRedirections = 5,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Kind => OutgoingRequest.JobKind;

    public void Dispose() => _http.Dispose();

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<OutgoingRequest>(job.Payload) is not { } request) return new JobAnswer.Failed("Expected a request to send, but the job has none.", MayRetry: false);
        try
        {
            var reply = await SendAsync(request, job, cancellationToken);
            return job.Attempt < request.Retries && IsLikelyToPass(reply)
                ? new JobAnswer.Failed(reply.Problem ?? $"Expected an answer that is final, but it was {reply.Status}.", MayRetry: true)
                : new JobAnswer.Done(Values.From(reply));
        }
        catch (HttpRequestException refused) when (refused.InnerException is HostRefusedException why)
        {
            return new JobAnswer.Failed(why.Message, MayRetry: false);
        }
        catch (UnusableAnswerException why)
        {
            return new JobAnswer.Failed(why.Message, MayRetry: false);
        }
    }

    async Task<OutgoingReply> SendAsync(OutgoingRequest request, Job job, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            using var message = Message(request, job);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await ReadAsync(response, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return OutgoingReply.Failed(NoReply.Timeout, $"Expected an answer within {_patience.TotalSeconds} seconds, but there was none.");
        }
        catch (Exception failure) when ((failure is HttpRequestException && failure.InnerException is not HostRefusedException) || failure is IOException)
        {
            return OutgoingReply.Failed(NoReply.NoConnection, $"Expected an answer, but the connection failed: {failure.Message}");
        }
    }

    static HttpRequestMessage Message(OutgoingRequest request, Job job)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url) { Content = OutgoingContent.Of(request, job.IdempotencyKey) };
        foreach (var header in request.Headers)
            if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value)) message.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value);
        // A step may have a Chinese name, which a header cannot carry.
        if (job.Mode == JobMode.Effect && !message.Headers.Contains("Idempotency-Key"))
            message.Headers.Add("Idempotency-Key", Ascii.IsValid(job.IdempotencyKey) ? job.IdempotencyKey : Uri.EscapeDataString(job.IdempotencyKey));
        return message;
    }

    static async Task<OutgoingReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), LargestAnswer, cancellationToken)
            ?? throw new UnusableAnswerException($"Expected an answer of at most {LargestAnswer} bytes, but it has more.");
        var type = response.Content.Headers.ContentType;
        if (BoundedBody.EncodingOf(type?.CharSet) is not { } encoding) throw new UnusableAnswerException($"Expected an answer in a known encoding, but it is in '{type?.CharSet}'.");
        var content = ContentTypes.Read(body, type?.MediaType, encoding, out var problem);
        if (problem.Length > 0) throw new UnusableAnswerException(problem);
        var headers = response.Headers.Concat(response.Content.Headers).SelectMany(h => h.Value.Select(v => new HttpField(h.Key, v)));
        return new OutgoingReply((int)response.StatusCode, [.. headers], type?.ToString(), content);
    }

    static bool IsLikelyToPass(OutgoingReply reply) => reply.Failure is not null || reply.Status is 408 or 429 or >= 500;

    /// <summary>There was an answer, and no flow could use it.</summary>
    sealed class UnusableAnswerException(string message) : Exception(message);
}
