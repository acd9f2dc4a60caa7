using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lendflow.Activities.Outside;

namespace Lendflow.Activities.ESign;

/// <summary>What the provider reports about an envelope. It may come late, twice, or from somebody else: verify the signature
/// before reading it, and drop an <paramref name="EventId"/> seen before.</summary>
/// <param name="Status"><c>signed</c>, <c>declined</c> or <c>expired</c>.</param>
/// <param name="SignedDocumentSha256">Hash of the signed document, hex; present when signed.</param>
/// <param name="DocumentUrl">Where the provider says the document is. For people; the document is fetched by envelope id,
/// because an address out of a message must not decide where the server connects to.</param>
/// <param name="EventId">The same in every repetition of one report.</param>
public sealed record ESignCallback(
    string EnvelopeId, string Status, string EventId, string? SignedDocumentSha256 = null, string? DocumentUrl = null)
{
    /// <summary>Whether <paramref name="signature"/> (hex, from the header <c>X-Signature</c>) is the HMAC-SHA256 of the raw body
    /// under the shared secret. Takes the same time whichever character is wrong; false for anything malformed.</summary>
    public static bool Verify(string? signature, ReadOnlySpan<byte> body, string secret)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isHex = Convert.FromHexString(signature ?? "", given, out _, out var written) == OperationStatus.Done;
        return isHex && written == given.Length && CryptographicOperations.FixedTimeEquals(given, expected);
    }

    /// <summary>Reads a verified body.</summary>
    /// <param name="problem">"Expected …, but …" when it cannot be read.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> body, [NotNullWhen(true)] out ESignCallback? callback, [NotNullWhen(false)] out string? problem)
    {
        callback = Parse(body);
        problem = Objection(callback);
        if (callback is not null && problem is null)
            return true;

        callback = null;
        problem ??= NotACallback;
        return false;
    }

    private const string NotACallback = "Expected envelopeId, status and eventId as JSON, but the body is something else.";

    private static string? Objection(ESignCallback? callback) => callback switch
    {
        null => NotACallback,
        { Status: not ("signed" or "declined" or "expired") } =>
            "Expected the status signed, declined or expired, but the callback carries another one.",
        { Status: "signed", SignedDocumentSha256: null } =>
            "Expected the hash of the signed document, but the callback carries none.",
        _ => null,
    };

    private static ESignCallback? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<ESignCallback>(body, OutsideCall.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
