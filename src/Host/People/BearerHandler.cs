using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lendflow.Host.People;

/// <summary>Signs requests in that carry a token of <see cref="Tokens"/>.</summary>
sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    public static bool IsMeant(HttpRequest request) => TokenOf(request) is not null;

    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : OfSocket(request);

    /// <summary>Browsers cannot put a header on a web socket: SignalR puts the token into the query instead.</summary>
    static string? OfSocket(HttpRequest request) =>
        request.Path.StartsWithSegments("/elsa/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token) return AuthenticateResult.NoResult();
        if (await tokens.ReadAccessAsync(token) is not { } identity) return AuthenticateResult.Fail("Expected a valid token, but it is forged, over or meant for something else.");
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
