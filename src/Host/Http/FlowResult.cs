using Lendflow.Engine.Http;
using Lendflow.Host.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace Lendflow.Host.Http;

/// <summary>A flow's answer on its way out; without one, what became of the instance: 200 when it has finished, 202 when it waits,
/// 500 when it met an incident, of which callers learn no more than that.</summary>
sealed record FlowResult(FlowAnswer Answer) : IResult
{
    /// <summary>Flows are drawn by people; what they answer is shown by itself and cannot act with the session of whoever looks.</summary>
    const string Alone = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var http = httpContext.Response;
        http.Headers.CacheControl = "no-store";
        if (Answer.Response is { } response) return WriteAsync(response, httpContext);
        if (Answer.HasIncidents) return Problems.Of(500, "Expected the flow to answer, but it met an incident. The operator finds the reason by the instance.").ExecuteAsync(httpContext);
        http.StatusCode = Answer.IsFinished ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    static async Task WriteAsync(FlowResponse response, HttpContext httpContext)
    {
        var http = httpContext.Response;
        if (httpContext.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false; // A 404 of a flow is the flow's answer.
        http.StatusCode = response.Status;
        foreach (var header in response.Headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase)) http.Headers[header.Key] = header.Select(h => h.Value).ToArray();
        http.Headers.ContentSecurityPolicy = Alone;
        if (response.Content is not { } content || response.Status is 204 or 205 or 304) return;
        var bytes = ContentTypes.Bytes(content, response.ContentType);
        http.ContentType = WithCharset(response.ContentType);
        http.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await http.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    static string? WithCharset(string? type) =>
        type is not null && type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.Contains("charset", StringComparison.OrdinalIgnoreCase) ? $"{type}; charset=utf-8" : type;
}
