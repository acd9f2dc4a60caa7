using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;

namespace Lendflow.Host.Http;

/// <summary>The body of an outgoing request in the form its type asks for.</summary>
static class OutgoingContent
{
    /// <summary>Null when there is none. The same request under the same key gives the same bytes.</summary>
    public static HttpContent? Of(OutgoingRequest request, string key)
    {
        if (request.Content is not { } content || request.ContentType is not { } type) return null;
        return ContentTypes.MediaType(type) switch
        {
            "application/x-www-form-urlencoded" when Fields(content) is { } fields => new FormUrlEncodedContent(fields),
            "multipart/form-data" when Fields(content) is { } fields => Multipart(fields, key),
            _ => Raw(ContentTypes.Bytes(ContentTypes.Write(content), type), type),
        };
    }

    /// <summary>The fields of an object, or of a text that is one; null when it is neither.</summary>
    static List<KeyValuePair<string, string>>? Fields(JsonElement content)
    {
        var fields = content.ValueKind == JsonValueKind.String ? Values.TryParse(content.GetString()!) ?? default : content;
        return fields.ValueKind == JsonValueKind.Object ? [.. fields.EnumerateObject().Select(f => KeyValuePair.Create(f.Name, Conversion.Text(f.Value)))] : null;
    }

    static MultipartFormDataContent Multipart(IEnumerable<KeyValuePair<string, string>> fields, string key)
    {
        var form = new MultipartFormDataContent(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12)));
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }

    static ByteArrayContent Raw(byte[] bytes, string type) => new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
}
