using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lendflow.Host.Elsa;

/// <summary>How Elsa writes JSON: camelCase names, nulls written, enums by their C# names; names are read whatever their case.</summary>
static class ElsaJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = 256,
    };

    public static IResult Ok<T>(T value) => Results.Json(value, Options);

    /// <summary>For lists that change with the program: a browser asks for them hundreds of times while a step is edited.</summary>
    public static IResult Lasting<T>(HttpContext http, T value)
    {
        http.Response.Headers.CacheControl = "private, max-age=60";
        return Ok(value);
    }
}

/// <summary>A whole list.</summary>
sealed record Listed<T>(IReadOnlyList<T> Items)
{
    public int Count => Items.Count;
}

/// <summary>One page of a list.</summary>
sealed record Paged<T>(IReadOnlyList<T> Items, int TotalCount);

/// <summary>What the caller may do next with what was answered.</summary>
sealed record Link(string Href, string Rel, string Method);

/// <summary>The JSON body of a request, read as leniently as Elsa does; what cannot be read is refused in Elsa's shape.</summary>
sealed class ElsaBody<T> where T : class
{
    ElsaBody(T? value) => Value = value;

    /// <summary>Null when the body is no such JSON: <see cref="ElsaBodyFilter"/> has answered then.</summary>
    public T? Value { get; }

    public static async ValueTask<ElsaBody<T>> BindAsync(HttpContext context)
    {
        try
        {
            return new ElsaBody<T>(await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ElsaJson.Options, context.RequestAborted));
        }
        catch (JsonException malformed)
        {
            context.Items[ElsaBodyFilter.Problem] = $"Expected JSON as Elsa sends it, but {malformed.Path} is not.";
            return new ElsaBody<T>(null);
        }
    }
}

/// <summary>Answers for an endpoint whose body cannot be used.</summary>
sealed class ElsaBodyFilter : IEndpointFilter
{
    public const string Problem = "elsa-body-problem";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Items[Problem] is string problem ? new ElsaRefusal([problem]) : await next(context);
}

/// <summary>Why a request was not carried out, as Elsa says it. Studio shows the messages of a 400 and breaks on most other
/// statuses, so business rules, missing rights and conflicts are all told this way.</summary>
sealed record ElsaRefusal(IReadOnlyList<string> Messages) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status400BadRequest;
        var answer = new { statusCode = 400, message = "One or more errors occurred!", errors = new { generalErrors = Messages } };
        return httpContext.Response.WriteAsJsonAsync(answer, ElsaJson.Options, httpContext.RequestAborted);
    }
}

/// <summary>An answer that is only sent when it differs from what the caller has.</summary>
sealed record Tagged(byte[] Json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Json).AsSpan(0, 12))}\"";
        httpContext.Response.Headers.ETag = tag;
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        if (httpContext.Request.Headers.IfNoneMatch.Contains(tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return httpContext.Response.Body.WriteAsync(Json, httpContext.RequestAborted).AsTask();
    }
}
