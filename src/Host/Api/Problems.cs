using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Tasks;
using Microsoft.AspNetCore.WebUtilities;

namespace Lendflow.Host.Api;

/// <summary>Why a request was not carried out (RFC 9457).</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Detail">"Expected …, but …".</param>
/// <param name="TraceId">Finds the request in the server's log.</param>
/// <param name="Errors">Messages by the JSON path of what they are about.</param>
/// <param name="ErrorsZh">The same in Chinese, as far as they are there.</param>
/// <param name="Findings">Of a flow that may not be published: everything checks found, errors or not.</param>
/// <param name="DemoUsers">Names that can be tried out; only where nobody is signed in, and only on a demo installation.</param>
sealed record ProblemAnswer(
    string Title,
    int Status,
    string Detail,
    string? TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? ErrorsZh = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LintFindingView>? Findings = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? DemoUsers = null,
    string Type = "about:blank");

/// <summary>The one place where problems are made.</summary>
static class Problems
{
    public const string MediaType = "application/problem+json";

    public static ProblemResult Of(int status, string detail) => new(status, detail, []);

    /// <summary>A request that is understood and wrong, with everything that is wrong with it.</summary>
    public static ProblemResult Invalid(IReadOnlyList<Problem> problems) => new(422, Sum(problems), problems);

    public static ProblemResult Malformed(IReadOnlyList<Problem> problems) => new(400, Sum(problems), problems);

    public static ProblemResult NotFound(string what) => Of(404, $"Expected {what}, but there is none.");

    public static ProblemResult SignInFirst(IReadOnlyList<string>? demoUsers = null) =>
        Of(401, "Expected somebody who is signed in, but the request carries neither a valid session nor a valid token.") with { DemoUsers = demoUsers };

    public static ProblemResult Busy(string detail, TimeSpan retryAfter) => Of(429, detail) with { RetryAfter = retryAfter };

    public static ProblemResult Of(Refusal refusal) => new(StatusOf(refusal.Kind), Sum(refusal.Problems), refusal.Problems);

    static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => 404,
        RefusalKind.Conflict => 409,
        RefusalKind.Forbidden => 403,
        RefusalKind.Invalid => 422,
        _ => throw new UnreachableException(),
    };

    static string Sum(IReadOnlyList<Problem> problems) =>
        problems.Count == 1 ? problems[0].Message : $"Expected a correct request, but {problems.Count} things are wrong with it.";
}

/// <summary>A problem on its way out.</summary>
sealed record ProblemResult(int Status, string Detail, IReadOnlyList<Problem> Problems) : IResult
{
    public IReadOnlyList<string>? DemoUsers { get; init; }
    public IReadOnlyList<Finding> Findings { get; init; } = [];
    public TimeSpan? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } pause) httpContext.Response.Headers.RetryAfter = ((int)pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (Status == 401) httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.StatusCode = Status;
        var (errors, errorsZh) = (ByPath(p => p.Message), ByPath(p => p.MessageZh));
        var answer = new ProblemAnswer(ReasonPhrases.GetReasonPhrase(Status), Status, Detail, Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier, errors, errorsZh, Findings.Count == 0 ? null : [.. Findings.Select(LintFindingView.Of)], DemoUsers);
        return httpContext.Response.WriteAsJsonAsync(answer, (System.Text.Json.JsonSerializerOptions?)null, Api.Problems.MediaType, httpContext.RequestAborted);
    }

    /// <returns>Null when nothing is said.</returns>
    Dictionary<string, string[]>? ByPath(Func<Problem, string?> message)
    {
        var said = Problems.Where(p => message(p) is not null).GroupBy(p => p.Path.StartsWith('$') ? p.Path : $"$.{p.Path}").ToDictionary(g => g.Key, g => g.Select(p => message(p)!).ToArray());
        return said.Count == 0 ? null : said;
    }
}
