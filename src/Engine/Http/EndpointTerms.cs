using System.Text.Json;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Http;

/// <summary>What an endpoint asks of a request beyond path and method. It is known before the flow runs, so a request that
/// does not meet it changes nothing: an endpoint that waits goes on waiting.</summary>
public sealed record EndpointTerms(string Path, string Method)
{
    /// <summary>Name of the stimulus, and of the activity type.</summary>
    public const string TypeName = "Elsa.HttpEndpoint";

    /// <summary>What an endpoint is found by: the shape of its path (<see cref="RoutePath"/>) and the method in lower case.</summary>
    public static JsonElement Stimulus(string shape, string method) => Values.From(new { path = shape, method = method.ToLowerInvariant() });

    /// <summary>Whether the caller must be signed in.</summary>
    public bool Authorize { get; init; }

    /// <summary>A role the caller must have, or the name of one of the server's policies; null for anybody who is signed in.</summary>
    public string? Policy { get; init; }

    /// <summary>How long the caller waits for the flow's answer; null for the server's limit.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>In bytes; null for the server's limit.</summary>
    public long? RequestSizeLimit { get; init; }

    /// <summary>In bytes, for each file; null for none but that of the request.</summary>
    public long? FileSizeLimit { get; init; }

    /// <summary>With or without dot; empty for all.</summary>
    public IReadOnlyList<string> AllowedFileExtensions { get; init; } = [];

    public IReadOnlyList<string> BlockedFileExtensions { get; init; } = [];

    public IReadOnlyList<string> AllowedMimeTypes { get; init; } = [];

    /// <summary>Outcomes by which the flow wants to hear of what is over a limit, instead of its being refused.</summary>
    public IReadOnlyList<string> Exposed { get; init; } = [];

    /// <summary>What is wrong with a body of this size; null for nothing.</summary>
    public Objection? ToSize(long bytes) => RequestSizeLimit is { } limit && bytes > limit
        ? Of(413, Objection.RequestTooLarge, $"Expected a request of at most {limit} bytes, but it has more.")
        : null;

    /// <summary>What is wrong with files; null for nothing.</summary>
    public Objection? ToFiles(IEnumerable<UploadedFile> files) => files.Select(ToFile).FirstOrDefault(o => o is not null);

    Objection? ToFile(UploadedFile file)
    {
        var extension = System.IO.Path.GetExtension(file.FileName);
        if (FileSizeLimit is { } limit && file.Length > limit) return Of(413, Objection.FileTooLarge, $"Expected files of at most {limit} bytes, but '{file.FileName}' has {file.Length}.");
        if (AllowedFileExtensions.Count > 0 && !Lists(AllowedFileExtensions, extension))
            return Of(415, Objection.InvalidExtension, $"Expected files that end with {string.Join(", ", AllowedFileExtensions)}, but got '{file.FileName}'.");
        if (Lists(BlockedFileExtensions, extension)) return Of(415, Objection.InvalidExtension, $"Expected files that do not end with {string.Join(", ", BlockedFileExtensions)}, but got '{file.FileName}'.");
        return AllowedMimeTypes.Count > 0 && !AllowedMimeTypes.Contains(ContentTypes.MediaType(file.ContentType), StringComparer.OrdinalIgnoreCase)
            ? Of(415, Objection.InvalidMimeType, $"Expected files of type {string.Join(", ", AllowedMimeTypes)}, but '{file.FileName}' is '{file.ContentType}'.")
            : null;
    }

    Objection Of(int status, string outcome, string message) => new(outcome, Exposed.Contains(outcome), status, message);

    static bool Lists(IReadOnlyList<string> extensions, string extension) => extensions.Any(e => e.TrimStart('.').Equals(extension.TrimStart('.'), StringComparison.OrdinalIgnoreCase));
}

/// <summary>Why a request is over an endpoint's limits.</summary>
/// <param name="IsExposed">Whether the flow runs and is left by the outcome; otherwise the request is refused with the status.</param>
public sealed record Objection(string Outcome, bool IsExposed, int Status, string Message)
{
    public const string RequestTooLarge = "Request too large";
    public const string FileTooLarge = "File too large";
    public const string InvalidExtension = "Invalid file extension";
    public const string InvalidMimeType = "Invalid file MIME type";
}
