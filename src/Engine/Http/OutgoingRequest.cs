using System.Text.Json;

namespace Lendflow.Engine.Http;

/// <summary>A request a flow wants sent: the payload of a job of kind <see cref="JobKind"/>.</summary>
/// <param name="Url">Absolute, http or https.</param>
/// <param name="Content">Sent in the form its type asks for; null sends no body.</param>
/// <param name="Retries">Tries after the first one, for answers and failures that are likely to pass.</param>
public sealed record OutgoingRequest(string Method, string Url, IReadOnlyList<HttpField> Headers, string? ContentType, JsonElement? Content, int Retries)
{
    public const string JobKind = "http-request";

    /// <summary>Whether repeating it does no harm (RFC 9110, 9.2.1). Every other request carries an idempotency key.</summary>
    public static bool IsSafe(string method) => method.ToUpperInvariant() is "GET" or "HEAD" or "OPTIONS" or "TRACE";
}

/// <summary>What came of a request: an answer, or that there was none.</summary>
/// <param name="Failure">Null when there was an answer, whatever its status.</param>
/// <param name="Problem">Why there was none.</param>
/// <param name="Content">JSON as it is, everything else as text, bytes as Base64 text; null when the answer had no body.</param>
public sealed record OutgoingReply(int Status, IReadOnlyList<HttpField> Headers, string? ContentType, JsonElement? Content, NoReply? Failure = null, string? Problem = null)
{
    public static OutgoingReply Failed(NoReply failure, string problem) => new(0, [], null, null, failure, problem);
}

/// <summary>Why a request got no answer.</summary>
public enum NoReply
{
    /// <summary>No connection, or one that broke.</summary>
    NoConnection,
    Timeout,
}
