using System.Security.Cryptography;
using Lendflow.Activities.Outside;

namespace Lendflow.Activities.ESign;

/// <summary>The e-sign provider over HTTP.</summary>
public sealed class HttpESignProvider(OutsideCall provider) : IESignProvider
{
    public async Task<OutsideResult<Envelope>> SendAsync(
        ContractToSign contract, string idempotencyKey, CancellationToken cancellation)
    {
        var body = new
        {
            contract.Reference,
            DocumentBase64 = contract.Pdf,
            contract.Signer,
            contract.CallbackUrl,
            contract.ExpiresAt,
        };
        var request = new OutsideRequest(HttpMethod.Post, "esign/envelopes", body, idempotencyKey);
        var result = await provider.AskAsync<Envelope>("an envelope", request, cancellation);

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(contract.Pdf));
        return result.Unless(UnknownStatus).Unless(envelope => IsSameHash(envelope.DocumentSha256, sha256)
            ? null
            : "Expected an envelope around the contract that was sent, but the e-sign provider answered one around another document.");
    }

    public async Task<OutsideResult<Envelope>> LookUpAsync(string envelopeId, CancellationToken cancellation)
    {
        var request = new OutsideRequest(HttpMethod.Get, Path(envelopeId));
        var result = await provider.AskAsync<Envelope>("an envelope", request, cancellation);
        return result.Unless(UnknownStatus).Unless(envelope => envelope.EnvelopeId == envelopeId
            ? null
            : "Expected the envelope that was asked for, but the e-sign provider answered another one.");
    }

    public async Task<OutsideResult<byte[]>> FetchDocumentAsync(
        string envelopeId, string sha256, CancellationToken cancellation)
    {
        var request = new OutsideRequest(HttpMethod.Get, Path(envelopeId) + "/document");
        var result = await provider.FetchAsync("the signed document", request, cancellation);
        return result.Unless(document => IsSameHash(Convert.ToHexStringLower(SHA256.HashData(document)), sha256)
            ? null
            : "Expected the document whose hash was announced, but the e-sign provider answered another one.");
    }

    private static string Path(string envelopeId) => $"esign/envelopes/{Uri.EscapeDataString(envelopeId)}";

    private static bool IsSameHash(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string? UnknownStatus(Envelope envelope) =>
        envelope.Status is "sent" or "signed" or "declined" or "expired"
            ? null
            : "Expected the status sent, signed, declined or expired, but the e-sign provider answered another one.";
}
