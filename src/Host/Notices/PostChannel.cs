using System.Net.Http.Json;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.Host.Notices;

/// <summary>A text message or a webhook: both are one request with an idempotency key, which the other side honours, so a try
/// whose answer was lost may be repeated.</summary>
sealed class PostChannel(string name, Uri? target, Func<Recipient, NoticeKind, string?> addressOf, HttpMessageInvoker http) : INoticeChannel
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => name;

    public string? AddressOf(Recipient recipient, NoticeKind kind) => target is null ? null : addressOf(recipient, kind);

    public async Task<Sending> SendAsync(string address, NoticeText text, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = JsonContent.Create(new { to = address, subject = text.Subject, text = text.Body }) };
        request.Headers.Add("Idempotency-Key", key);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await http.SendAsync(request, patience.Token);
            return answer.IsSuccessStatusCode ? Sending.Sent : new Sending($"Expected {name} to take the message, but it answered {(int)answer.StatusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Sending($"Expected {name} to answer within {Patience.TotalSeconds:0} s, but {e.Message}");
        }
    }
}
