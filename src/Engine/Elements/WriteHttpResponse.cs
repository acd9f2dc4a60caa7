using System.Globalization;
using System.Net;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Answers the request that the flow was started or resumed by. The caller gets the answer after the commit of the burst
/// that wrote it; a second answer, and one after the flow has waited for something else, is an incident.</summary>
sealed class WriteHttpResponse : Element
{
    /// <summary>They speak for the whole server, to the browser of whoever is signed in at it.</summary>
    static readonly string[] Reserved =
        ["Set-Cookie", "Clear-Site-Data", "Content-Security-Policy", "Strict-Transport-Security", "X-Frame-Options", "X-Content-Type-Options", "Service-Worker-Allowed"];

    public override ElementDescriptor Descriptor { get; } = new("Elsa.WriteHttpResponse", "HTTP Response", "HTTP", "Answers the HTTP request that reached the workflow.")
    {
        Inputs =
        [
            new("statusCode", "HttpStatusCode", "Status of the answer, by name or number.")
            {
                DisplayName = "Status Code", UIHint = "dropdown", Default = Values.Of("OK"),
                Options = [.. Enum.GetValues<HttpStatusCode>().Where(s => (int)s is >= 200 and < 600).Select(s => s.ToString()).Distinct()],
            },
            new("content", "Object", "What is answered: texts as they are, everything else as JSON.") { UIHint = "multiline" },
            new("contentType", "String", "Type of the content; without it text/plain for texts, else application/json.") { DisplayName = "Content Type", UIHint = "dropdown", Options = HttpInputs.ContentTypes },
            new("responseHeaders", "HttpHeaders", "More headers, as an object.") { DisplayName = "Response Headers", UIHint = "json-editor" },
        ],
    };

    public override void Execute(Execution x)
    {
        if (x.Instance.OpenRequest is not { } request)
        {
            x.Fail("Expected an HTTP request that waits for an answer, but there is none: the flow was not reached by one, has answered it, or has waited for something else since.", "HTTP");
            return;
        }
        if (!TryStatus(x, out var status) || !HttpInputs.TryHeaders(x, "responseHeaders", Reserved, out var headers) || !HttpInputs.TryContentType(x, out var type)) return;
        x.Emit(new Change.ResponseWritten(x.Self.Id, request, Response(status, headers, type, x.Input("content"))));
        x.Complete();
    }

    /// <summary>The type is that of the input, else of the headers, else the one that fits the content.</summary>
    static FlowResponse Response(int status, IReadOnlyList<HttpField> headers, string? type, JsonElement content)
    {
        if (content.IsUnset()) return new FlowResponse(status, headers, null, null);
        type ??= headers.FirstOrDefault(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))?.Value ?? ContentTypes.Of(content);
        return new FlowResponse(status, headers, type, ContentTypes.Write(content));
    }

    static bool TryStatus(Execution x, out int status)
    {
        var text = x.Text("statusCode") ?? "OK";
        var isKnown = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status)
            || (Enum.TryParse<HttpStatusCode>(text, ignoreCase: true, out var named) && (status = (int)named) > 0);
        if (isKnown && status is >= 200 and < 600) return true;
        x.Fail($"Expected a status from 200 to 599 or its name, such as NotFound, but it is '{text}'.");
        return false;
    }
}
