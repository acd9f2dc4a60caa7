using System.Net.Http.Headers;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;

namespace Lendflow.Engine.Elements;

/// <summary>Inputs that incoming and outgoing messages share.</summary>
static class HttpInputs
{
    public static readonly string[] ContentTypes = ["", "text/plain", "text/html", "application/json", "application/xml", "application/x-www-form-urlencoded"];

    /// <summary>They say how a message is carried; who could set them could make two messages of one.</summary>
    static readonly string[] Carriage = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "TE", "Trailer"];

    /// <summary>Headers from an object of texts or lists of texts. False when they cannot be sent; the execution is then faulted.</summary>
    /// <param name="reserved">More headers that a flow may not set.</param>
    public static bool TryHeaders(Execution x, string input, IReadOnlyList<string> reserved, out IReadOnlyList<HttpField> headers)
    {
        headers = [.. Fields(x.Input(input))];
        var unfit = headers.FirstOrDefault(h => !IsName(h.Name) || !IsValue(h.Value) || Carriage.Concat(reserved).Contains(h.Name, StringComparer.OrdinalIgnoreCase));
        if (unfit is null) return true;
        x.Fail($"Expected headers that a flow may set, each with a name and one line of ASCII, but '{unfit.Name}' is none.");
        return false;
    }

    /// <summary>A media type, as the input of that name gives it; null for none. False when it is no type; the execution is then faulted.</summary>
    public static bool TryContentType(Execution x, out string? type)
    {
        type = x.Text("contentType") is { Length: > 0 } given ? given : null;
        if (type is null || (MediaTypeHeaderValue.TryParse(type, out _) && IsValue(type))) return true;
        x.Fail($"Expected a content type such as application/json, but it is '{type}'.");
        return false;
    }

    /// <summary>A token as RFC 9110 defines it: what names of headers and methods are made of.</summary>
    public static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    /// <summary>One line of ASCII: what a value of a header is made of.</summary>
    public static bool IsValue(string text) => text.All(c => c is '\t' or (>= ' ' and <= '~'));

    static IEnumerable<HttpField> Fields(JsonElement headers) => headers.ValueKind != JsonValueKind.Object ? [] : headers.EnumerateObject().SelectMany(h =>
        (h.Value.ValueKind == JsonValueKind.Array ? h.Value.EnumerateArray() : Enumerable.Repeat(h.Value, 1)).Where(v => !v.IsUnset()).Select(v => new HttpField(h.Name, Conversion.Text(v))));
}
