namespace Lendflow.Host.Http;

/// <summary>Who calls a flow, and which instance is meant.</summary>
/// <param name="Name">Null when nobody is signed in.</param>
/// <param name="InstanceId">From <c>X-Workflow-Instance-Id</c> or <c>?workflowInstanceId=</c>.</param>
/// <param name="CorrelationId">From <c>X-Correlation-Id</c> or <c>?correlationId=</c>.</param>
/// <param name="RepeatKey">From <c>Idempotency-Key</c>: the same request under the same key starts one instance.</param>
sealed record Caller(string? Name, string? InstanceId, string? CorrelationId, string? RepeatKey)
{
    /// <summary>Names the instance in every answer, and can be sent back with the next request; Elsa's name.</summary>
    public const string InstanceHeader = "x-elsa-workflow-instance-id";

    public static Caller Of(HttpContext http) => new(
        http.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null,
        First(http.Request, "workflowInstanceId", InstanceHeader, "X-Workflow-Instance-Id"),
        First(http.Request, "correlationId", "X-Correlation-Id"),
        http.Request.Headers["Idempotency-Key"].FirstOrDefault() is { Length: > 0 and <= 200 } key ? key : null);

    static string? First(HttpRequest request, string query, params ReadOnlySpan<string> headers)
    {
        foreach (var header in headers)
            if (request.Headers[header].FirstOrDefault() is { Length: > 0 } given) return given;
        return request.Query[query].FirstOrDefault() is { Length: > 0 } asked ? asked : null;
    }
}
