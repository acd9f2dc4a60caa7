using Lendflow.Sandbox.Faults;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Sandbox.Sms;

/// <summary>The SMS gateway: keeps what it is given, for all to read. An idempotency key is honoured but not required.</summary>
internal static class SmsEndpoints
{
    public static void MapSms(this IEndpointRouteBuilder app, FaultSwitch faults, Messages messages)
    {
        app.MapPost("/sms/messages", ([FromHeader(Name = "Idempotency-Key")] string? key, Text text) =>
                messages.Send(text, key).ToHttp(message => new { message.MessageId, message.At }))
            .AddEndpointFilter(faults.At("sms"));
        app.MapGet("/sms/messages", messages.All);
    }
}

/// <summary>The messages since the start or the last reset. They are not kept across restarts: nothing is reconciled with them.</summary>
internal sealed class Messages(TimeProvider time)
{
    private readonly Lock _turn = new();
    private readonly List<Message> _sent = [];
    private readonly Dictionary<string, (string Fingerprint, Message Message)> _keys = [];

    public Answer<Message> Send(Text text, string? key)
    {
        if (text.To.Length == 0 || text.Content.Length == 0)
            return new Refused<Message>(new Refusal(422, "invalid-message", "Expected a receiver and a text, but one is empty."));

        var fingerprint = Wire.Fingerprint("sms", text);
        lock (_turn)
        {
            if (key is not null && _keys.TryGetValue(key, out var before))
            {
                return before.Fingerprint == fingerprint
                    ? new Repeated<Message>(before.Message)
                    : new Refused<Message>(Refusal.KeyReused);
            }

            var message = new Message($"sms-{_sent.Count + 1}", text.To, text.Content, time.GetUtcNow());
            _sent.Add(message);
            if (key is not null)
                _keys.Add(key, (fingerprint, message));
            return new Created<Message>(message);
        }
    }

    public IReadOnlyList<Message> All()
    {
        lock (_turn)
            return _sent.ToList();
    }

    public void Clear()
    {
        lock (_turn)
        {
            _sent.Clear();
            _keys.Clear();
        }
    }
}

internal sealed record Text(string To, [property: System.Text.Json.Serialization.JsonPropertyName("text")] string Content);

internal sealed record Message(string MessageId, string To, string Text, DateTimeOffset At);
