using Lendflow.Host.People;

namespace Lendflow.Host.Api;

/// <summary>Signing in and out of the web.</summary>
static class SessionApi
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/api/session").WithTags("session").AddEndpointFilter<BodyFilter>();
        session.MapPost("", SignInAsync).WithName("signIn").WithSummary("Signs in and sets the session cookie").RequireRateLimiting(PeopleSetup.SignInLimit).AllowAnonymous().Produces<SignedIn>();
        session.MapGet("", ShowAsync).WithName("getSession").WithSummary("Who is signed in").AllowAnonymous().Produces<User>();
        session.MapDelete("", SignOutAsync).WithName("signOut").WithSummary("Signs out").AllowAnonymous().Produces(204);
    }

    static async Task<IResult> SignInAsync(Body<SignIn> body, SignIns signIns)
    {
        if (await signIns.CheckAsync(body.Value.Username, body.Value.Password) is not { } account) return Problems.Of(401, SignIns.Refused);
        await signIns.OpenSessionAsync(account);
        return TypedResults.Ok(new SignedIn(await ToUserAsync(account, signIns)));
    }

    static async Task<IResult> ShowAsync(HttpContext http, SignIns signIns, Settings settings) =>
        http.User.Identity is { IsAuthenticated: true, Name: { } name } && await signIns.FindAsync(name) is { } account
            ? TypedResults.Ok(await ToUserAsync(account, signIns))
            : Problems.SignInFirst(FirstUsers.DemoNames(settings) is { Count: > 0 } names ? names : null);

    static async Task<IResult> SignOutAsync(SignIns signIns)
    {
        await signIns.CloseSessionAsync();
        return TypedResults.NoContent();
    }

    static async Task<User> ToUserAsync(Account account, SignIns signIns)
    {
        var roles = await signIns.RolesOfAsync(account);
        return new User(account.UserName!, account.DisplayName, roles, Roles.GroupsOf(roles));
    }
}

sealed record SignIn(string Username, string Password);

sealed record SignedIn(User User);

/// <summary>Somebody who is signed in.</summary>
/// <param name="Groups">Groups that tasks name as candidates.</param>
sealed record User(string Name, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups);
