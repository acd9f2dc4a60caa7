using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Http;
using Lendflow.Host.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Lendflow.Host.Http;

/// <summary>Reads a request for a flow, within the endpoint's limits and the server's. What is not within them does not reach the
/// flow, unless it wants to hear of it.</summary>
static class IncomingRequest
{
    /// <summary>Where the endpoint sets no limit; a request becomes part of the instance and is kept with it.</summary>
    const long Usual = 1024 * 1024;

    const long Largest = 10 * 1024 * 1024;

    /// <summary>They sign the caller in at this server; a case that keeps them would keep what opens other doors.</summary>
    static readonly string[] Credentials = ["Authorization", "Cookie", "Proxy-Authorization"];

    /// <returns>The request, or why it is refused.</returns>
    public static async Task<(FlowRequest? Request, ProblemResult? Refusal)> ReadAsync(HttpRequest http, string id, string path, EndpointTerms terms, CancellationToken cancellationToken)
    {
        var request = new FlowRequest(id, http.Method, path)
        {
            RouteData = RoutePath.Match(terms.Path, path),
            Query = http.Query.ToDictionary(q => q.Key, q => ValueOf(q.Value)),
            Headers = http.Headers.Where(h => !Credentials.Contains(h.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(h => h.Key, h => ValueOf(h.Value)),
            ContentType = http.ContentType,
            ContentLength = http.ContentLength,
        };
        var limit = Math.Min(terms.RequestSizeLimit ?? Usual, Largest);
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Largest + 1;
        var body = http.ContentLength > limit ? null : await BoundedBody.ReadAsync(http.Body, limit, cancellationToken);
        if (body is null) return Over(request, (terms with { RequestSizeLimit = limit }).ToSize(limit + 1)!);
        request = request with { ContentLength = body.Length == 0 ? null : body.Length };
        http.Body = new MemoryStream(body);
        return http.HasFormContentType ? await ReadFormAsync(http, request, terms, cancellationToken) : ReadContent(http, request, body);
    }

    static (FlowRequest?, ProblemResult?) ReadContent(HttpRequest http, FlowRequest request, byte[] body)
    {
        var charset = MediaTypeHeaderValue.TryParse(http.ContentType, out var type) ? type.Charset.Value : null;
        if (BoundedBody.EncodingOf(charset) is not { } encoding) return (null, Problems.Of(415, $"Expected a body in a known encoding, but it is in '{charset}'."));
        var content = ContentTypes.Read(body, http.ContentType, encoding, out var problem);
        return problem.Length > 0 ? (null, Problems.Of(400, problem)) : (request with { Content = content }, null);
    }

    static async Task<(FlowRequest?, ProblemResult?)> ReadFormAsync(HttpRequest http, FlowRequest request, EndpointTerms terms, CancellationToken cancellationToken)
    {
        IFormCollection form;
        try
        {
            form = await http.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = Largest, ValueLengthLimit = (int)Largest }, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return (null, Problems.Of(400, $"Expected a form as its type says, but it is broken: {broken.Message}"));
        }
        var files = new List<UploadedFile>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellationToken);
            files.Add(new UploadedFile(file.Name, file.FileName, file.ContentType ?? "", file.Length, Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length)));
        }
        request = request with { Content = Values.From(form.ToDictionary(f => f.Key, f => ValueOf(f.Value))) };
        return terms.ToFiles(files) is { } objection ? Over(request, objection) : (request with { Files = files }, null);
    }

    static (FlowRequest?, ProblemResult?) Over(FlowRequest request, Objection objection) =>
        objection.IsExposed ? (request with { Objection = objection.Outcome }, null) : (null, Problems.Of(objection.Status, objection.Message));

    static JsonElement ValueOf(StringValues values) => values.Count == 1 ? Values.Of(values[0]) : Values.Of([.. values.Select(Values.Of)]);
}
