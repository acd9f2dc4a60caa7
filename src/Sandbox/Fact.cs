using System.Text.Json.Serialization;

namespace Lendflow.Sandbox;

/// <summary>A line of the data file: something that has happened and must survive a crash.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(LoanBooked), "loanBooked")]
[JsonDerivedType(typeof(LoanReversed), "loanReversed")]
[JsonDerivedType(typeof(KeyRepeated), "keyRepeated")]
[JsonDerivedType(typeof(EnvelopeSent), "envelopeSent")]
[JsonDerivedType(typeof(EnvelopeDecided), "envelopeDecided")]
[JsonDerivedType(typeof(CallbackAcknowledged), "callbackAcknowledged")]
internal abstract record Fact;

internal sealed record LoanBooked(
    string BookingId, string Reference, decimal Amount, string Currency, DateTimeOffset At, string IdempotencyKey,
    string Fingerprint) : Fact;

internal sealed record LoanReversed(
    string ReversalId, string BookingId, DateTimeOffset At, string IdempotencyKey, string Fingerprint) : Fact;

/// <summary>A booking or reversal was asked for again under its key.</summary>
internal sealed record KeyRepeated(string IdempotencyKey) : Fact;

internal sealed record EnvelopeSent(
    string EnvelopeId, string Reference, byte[] Document, string DocumentSha256, Uri CallbackUrl, Uri DocumentUrl,
    DateTimeOffset At, string IdempotencyKey, string Fingerprint) : Fact;

/// <param name="EventId">The same in every repetition of the callback.</param>
internal sealed record EnvelopeDecided(string EnvelopeId, string Status, string EventId, DateTimeOffset At) : Fact;

internal sealed record CallbackAcknowledged(string EnvelopeId) : Fact;
