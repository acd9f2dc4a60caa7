using System.Text.Json;

namespace Lendflow.Engine.Http;

/// <summary>An HTTP request as it reaches a flow. Bytes are Base64 text.</summary>
/// <param name="Id">By which the flow's answer finds the caller who waits.</param>
/// <param name="Path">Below the base path, as it was asked for.</param>
public sealed record FlowRequest(string Id, string Method, string Path)
{
    /// <summary>What stands in the places of the path's <c>{names}</c>.</summary>
    public IReadOnlyDictionary<string, string> RouteData { get; init; } = new Dictionary<string, string>();

    /// <summary>A text for each name, or a list where a name came several times; so too for <see cref="Headers"/>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Query { get; init; } = new Dictionary<string, JsonElement>();

    public IReadOnlyDictionary<string, JsonElement> Headers { get; init; } = new Dictionary<string, JsonElement>();

    public string? ContentType { get; init; }

    /// <summary>In bytes; null when there was no body.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The body: JSON as it is, the fields of a form as an object, everything else as text.</summary>
    public JsonElement? Content { get; init; }

    public IReadOnlyList<UploadedFile> Files { get; init; } = [];

    /// <summary>The outcome the endpoint is left by instead of Done, because the request is over one of its limits.</summary>
    public string? Objection { get; init; }
}

/// <summary>A file of a form.</summary>
/// <param name="Name">Of the form's field.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Content">As Base64.</param>
public sealed record UploadedFile(string Name, string FileName, string ContentType, long Length, string Content);

/// <summary>What a flow answers to a request.</summary>
/// <param name="Content">Text, or bytes as Base64 when the type is not one of text; null for none.</param>
public sealed record FlowResponse(int Status, IReadOnlyList<HttpField> Headers, string? ContentType, string? Content);

/// <summary>One line of a message's head.</summary>
public sealed record HttpField(string Name, string Value);
