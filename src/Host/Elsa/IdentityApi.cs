using Lendflow.Host.Api;
using Lendflow.Host.People;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's sign-in for programs: the token serves both APIs. As Elsa does, a refused sign-in is a 200 that says so.</summary>
static class IdentityApi
{
    public static void MapElsaIdentity(this IEndpointRouteBuilder app)
    {
        var identity = app.MapGroup("/elsa/api/identity").WithTags("elsa").AddEndpointFilter<BodyFilter>();
        identity.MapPost("login", LogInAsync).WithName("elsaLogin").WithSummary("Gives a token for a password").RequireRateLimiting(PeopleSetup.SignInLimit).AllowAnonymous().Produces<LogInAnswer>();
        identity.MapPost("refresh-token", RefreshAsync).WithName("elsaRefreshToken").WithSummary("Gives a new token for a refresh token (as bearer)").AllowAnonymous().Produces<LogInAnswer>();
        identity.MapPost("session-token", ForSession).RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>A token for a page of ours whose user is signed in by cookie: Elsa Studio takes nothing else.</summary>
    static IResult ForSession(HttpContext http, Tokens tokens) => http.User.FindFirst(Claims.Id)?.Value is { } id
        ? ElsaJson.Ok(new LogInAnswer(true, tokens.ForAccess(id, http.User.Identity!.Name!, Roles.OfUser(http.User)), null))
        : Problems.SignInFirst();

    static async Task<LogInAnswer> LogInAsync(Body<SignIn> body, SignIns signIns, Tokens tokens) =>
        await signIns.CheckAsync(body.Value.Username, body.Value.Password) is { } account ? await AnswerAsync(account, signIns, tokens) : LogInAnswer.Refused;

    static async Task<LogInAnswer> RefreshAsync(HttpRequest request, SignIns signIns, Tokens tokens) =>
        BearerHandler.TokenOf(request) is { } token
        && await tokens.ReadRefreshAsync(token) is { Name: { } name }
        && await signIns.FindAsync(name) is { } account
            ? await AnswerAsync(account, signIns, tokens)
            : LogInAnswer.Refused;

    static async Task<LogInAnswer> AnswerAsync(Account account, SignIns signIns, Tokens tokens) => new(
        true,
        tokens.ForAccess(account.Id, account.UserName!, await signIns.RolesOfAsync(account)),
        tokens.ToRefresh(account.Id, account.UserName!));
}

sealed record LogInAnswer(bool IsAuthenticated, string? AccessToken, string? RefreshToken)
{
    public static readonly LogInAnswer Refused = new(false, null, null);
}
