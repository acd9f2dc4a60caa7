using Lendflow.Host.Api;
using Lendflow.Host.Studio;

namespace Lendflow.Host.Http;

/// <summary>The addresses of flows: everything below <c>/workflows</c>, Elsa's base path. The flows say what is there.</summary>
static class FlowEndpoints
{
    public static void MapFlowEndpoints(this IEndpointRouteBuilder app) => app.Map("/workflows/{**path}", CallAsync).AllowAnonymous().ExcludeFromDescription();

    static async Task<IResult> CallAsync(HttpContext http, string? path, FlowCalls calls, CancellationToken cancellationToken) =>
        await calls.CallAsync(http, path ?? "", cancellationToken)
        ?? StudioPages.FollowLink(http.Request, path ?? "")
        ?? Problems.Of(404, $"Expected a flow that waits for {http.Request.Method} {http.Request.Path}, but there is none.");
}
