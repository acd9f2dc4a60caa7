using System.Security.Cryptography;

namespace Lendflow.Sandbox.ESign;

/// <summary>The envelopes. Sending, deciding and acknowledging are on disk before anybody hears of them.</summary>
internal sealed class Envelopes
{
    private readonly Journal _journal;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Envelope> _envelopes = [];
    private readonly Dictionary<string, EnvelopeSent> _keys = [];

    public Envelopes(Journal journal, TimeProvider time)
    {
        _journal = journal;
        _time = time;
        foreach (var fact in journal.Facts)
            Apply(fact);
    }

    /// <param name="baseUrl">How the client reached us: where it will find the document.</param>
    public Answer<Envelope> Send(EnvelopeRequest request, string key, Uri baseUrl)
    {
        var fingerprint = Wire.Fingerprint("send", request);
        lock (_journal.Turn)
        {
            if (_keys.TryGetValue(key, out var before))
            {
                return before.Fingerprint == fingerprint
                    ? new Repeated<Envelope>(_envelopes[before.EnvelopeId])
                    : new Refused<Envelope>(Refusal.KeyReused);
            }

            if (request.Problem(_time.GetUtcNow()) is { } problem)
                return new Refused<Envelope>(new Refusal(422, "invalid-envelope", problem));

            var sent = Sent(request, key, fingerprint, baseUrl);
            Happen(sent);
            return new Created<Envelope>(_envelopes[sent.EnvelopeId]);
        }
    }

    public Envelope? Find(string envelopeId)
    {
        lock (_journal.Turn)
            return _envelopes.GetValueOrDefault(envelopeId);
    }

    /// <summary>Settles what the signer did. The first decision stands: false when there was one, or no such envelope.</summary>
    public bool Decide(string envelopeId, string status)
    {
        lock (_journal.Turn)
        {
            if (_envelopes.GetValueOrDefault(envelopeId) is not { Decided: null })
                return false;

            Happen(new EnvelopeDecided(envelopeId, status, Wire.Id("ev", $"{envelopeId}/{status}"), _time.GetUtcNow()));
            return true;
        }
    }

    public void Acknowledge(string envelopeId)
    {
        lock (_journal.Turn)
        {
            if (_envelopes.GetValueOrDefault(envelopeId) is { IsAcknowledged: false })
                Happen(new CallbackAcknowledged(envelopeId));
        }
    }

    public IReadOnlyList<Envelope> Pending()
    {
        lock (_journal.Turn)
            return _envelopes.Values.Where(envelope => !envelope.IsAcknowledged).ToList();
    }

    public void Clear()
    {
        lock (_journal.Turn)
        {
            _envelopes.Clear();
            _keys.Clear();
        }
    }

    private EnvelopeSent Sent(EnvelopeRequest request, string key, string fingerprint, Uri baseUrl)
    {
        var id = Wire.Id("env", key);
        return new EnvelopeSent(
            id,
            request.Reference,
            request.DocumentBase64,
            Convert.ToHexStringLower(SHA256.HashData(request.DocumentBase64)),
            request.CallbackUrl,
            new Uri(baseUrl, $"esign/envelopes/{id}/document"),
            _time.GetUtcNow(),
            key,
            fingerprint);
    }

    private void Happen(Fact fact)
    {
        _journal.Append(fact);
        Apply(fact);
    }

    private void Apply(Fact fact)
    {
        switch (fact)
        {
            case EnvelopeSent sent:
                _keys.Add(sent.IdempotencyKey, sent);
                _envelopes.Add(sent.EnvelopeId, new Envelope(sent, Decided: null, IsAcknowledged: false));
                break;
            case EnvelopeDecided decided:
                _envelopes[decided.EnvelopeId] = _envelopes[decided.EnvelopeId] with { Decided = decided };
                break;
            case CallbackAcknowledged(var id):
                _envelopes[id] = _envelopes[id] with { IsAcknowledged = true };
                break;
        }
    }
}

/// <param name="Decided">What the signer did; null while we wait.</param>
/// <param name="IsAcknowledged">Whether the receiver of the callback has answered 2xx.</param>
internal sealed record Envelope(EnvelopeSent Sent, EnvelopeDecided? Decided, bool IsAcknowledged)
{
    public string Status => Decided?.Status ?? "sent";

    /// <summary>The signed document has the bytes that were sent: the sandbox puts no signature into it.</summary>
    public string? SignedDocumentSha256 => Status == "signed" ? Sent.DocumentSha256 : null;
}

internal sealed record EnvelopeRequest(
    string Reference, byte[] DocumentBase64, Person Signer, Uri CallbackUrl, DateTimeOffset ExpiresAt)
{
    public string? Problem(DateTimeOffset now)
    {
        string?[] problems =
        [
            Reference.Length > 0 ? null : "Expected a reference, but it is empty.",
            DocumentBase64.Length > 0 ? null : "Expected a document, but it is empty.",
            Signer.Name.Length > 0 && Signer.Phone.Length > 0 ? null : "Expected the signer's name and phone, but one is empty.",
            CallbackUrl is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? null : "Expected an http address for the callback, but it is something else.",
            ExpiresAt > now ? null : "Expected an expiry in the future, but it has passed.",
        ];
        var message = string.Join(' ', problems.OfType<string>());
        return message.Length > 0 ? message : null;
    }
}

internal sealed record Person(string Name, string Phone);
