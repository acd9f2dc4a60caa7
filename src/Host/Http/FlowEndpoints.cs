namespace Lendflow.Host.Http;

/// <summary>The addresses of flows: everything below <c>/workflows</c>, Elsa's base path. The flows say what is there.</summary>
static class FlowEndpoints
{
    public static void MapFlowEndpoints(this IEndpointRouteBuilder app) =>
        app.Map("/workflows/{**path}", (HttpContext http, string? path, FlowCalls calls) => calls.CallAsync(http, path ?? "", http.RequestAborted))
            .AllowAnonymous().ExcludeFromDescription();
}
