using System.Data.Common;

namespace Lendflow.Host.Api;

/// <summary>Sees to it that nothing but a problem is answered when something goes wrong, and that no stack leaves the house.</summary>
static class ProblemPages
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static void UseProblems(this WebApplication app)
    {
        app.Use(ExplainAsync);
        app.UseStatusCodePages(pages => Problems.Of(pages.HttpContext.Response.StatusCode, Sentence(pages.HttpContext)).ExecuteAsync(pages.HttpContext));
    }

    static async Task ExplainAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Problems.Of(bad.StatusCode, Sentence(bad)).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted && IsOfStore(failure))
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemPages)).StoreFailed(failure, http.Request.Method, http.Request.Path);
            await (Problems.Of(503, "Expected to reach the database and to write to it, but that fails at the moment: try again.") with { RetryAfter = Pause }).ExecuteAsync(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted) // The edge of a request: whatever failed is ours, and is logged with its trace id.
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemPages)).RequestFailed(failure, http.Request.Method, http.Request.Path);
            await Problems.Of(500, "Expected to carry the request out, but the server failed. The operator finds the reason by the trace id.").ExecuteAsync(http);
        }
    }

    /// <summary>Whether the database is gone, is being restarted, or has no room: it passes, and nothing was half done.</summary>
    static bool IsOfStore(Exception failure) => failure is DbException || failure.InnerException is DbException;

    static string Sentence(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => "Expected a smaller request, but its body is over the limit.",
        StatusCodes.Status408RequestTimeout => "Expected the whole body, but it came too slowly.",
        _ => $"Expected a request as documented at /openapi/v1.json, but: {bad.Message}",
    };

    static string Sentence(HttpContext http) => http.Response.StatusCode switch
    {
        404 => $"Expected an address this server knows, but {http.Request.Path} is none.",
        405 => $"Expected {Allowed(http)} at this address, but the request is a {http.Request.Method}.",
        413 => "Expected a smaller request, but its body is over the limit.",
        415 => $"Expected a body of another type, but it is '{http.Request.ContentType}'.",
        var status => $"Expected a request as documented at /openapi/v1.json, but it was refused with {status}.",
    };

    static string Allowed(HttpContext http) => http.Response.Headers.Allow.ToString() is { Length: > 0 } methods ? methods : "another method";
}
