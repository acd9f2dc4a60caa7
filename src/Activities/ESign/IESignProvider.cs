using Lendflow.Activities.Outside;

namespace Lendflow.Activities.ESign;

/// <summary>The provider of electronic signatures. It answers twice: at once that the envelope was sent, and later, by a
/// <see cref="ESignCallback"/>, what the signer did.</summary>
public interface IESignProvider
{
    /// <summary>Sends a contract to its signer. An effect: repeated under the same key it yields the same envelope.</summary>
    /// <param name="idempotencyKey">Names this one sending; at most 200 characters.</param>
    Task<OutsideResult<Envelope>> SendAsync(ContractToSign contract, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Asks how an envelope stands, for when the callback stays away. Refused with <c>unknown-envelope</c>.</summary>
    Task<OutsideResult<Envelope>> LookUpAsync(string envelopeId, CancellationToken cancellation);

    /// <summary>Fetches the signed PDF. A document whose hash differs from the one announced is not handed over
    /// (<see cref="Unavailable{T}"/>).</summary>
    /// <param name="sha256">The hash the callback announced, hex.</param>
    Task<OutsideResult<byte[]>> FetchDocumentAsync(string envelopeId, string sha256, CancellationToken cancellation);
}

/// <summary>A contract on its way to the signer.</summary>
/// <param name="Reference">The application number, shown to the signer.</param>
/// <param name="Pdf">The contract.</param>
/// <param name="CallbackUrl">Where the provider reports what the signer did.</param>
/// <param name="ExpiresAt">After this moment it can no longer be signed.</param>
public sealed record ContractToSign(
    string Reference, byte[] Pdf, Signer Signer, Uri CallbackUrl, DateTimeOffset ExpiresAt);

/// <summary>Who signs, and the phone the provider identifies them by.</summary>
public sealed record Signer(string Name, string Phone);

/// <summary>A contract at the provider.</summary>
/// <param name="Status"><c>sent</c>, <c>signed</c>, <c>declined</c> or <c>expired</c>.</param>
/// <param name="DocumentSha256">Hash of the document that was sent, lower-case hex.</param>
/// <param name="SignedDocumentSha256">Hash of the signed document; null until signed.</param>
public sealed record Envelope(string EnvelopeId, string Status, string DocumentSha256, string? SignedDocumentSha256 = null);
