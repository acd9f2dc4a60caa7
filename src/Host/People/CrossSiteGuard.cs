using Lendflow.Host.Api;
using Microsoft.AspNetCore.Identity;

namespace Lendflow.Host.People;

/// <summary>Refuses requests that another site made a browser send with our cookie. A browser names the site a request comes
/// from in <c>Origin</c> and no page can change that; programs that use the cookie send <c>X-Requested-With</c>, which no foreign
/// page can add. Tokens are not sent by browsers on their own, so they need no guard.</summary>
static class CrossSiteGuard
{
    public static IApplicationBuilder UseCrossSiteGuard(this IApplicationBuilder app) => app.Use((http, next) =>
        IsSafe(http.Request) || !IsByCookie(http) || IsOurs(http.Request)
            ? next(http)
            : Problems.Of(403, "Expected this request to come from this site's pages, but it does not: send the header X-Requested-With.").ExecuteAsync(http));

    static bool IsSafe(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    static bool IsByCookie(HttpContext http) => http.User.Identities.Any(i => i.AuthenticationType == IdentityConstants.ApplicationScheme);

    static bool IsOurs(HttpRequest request) =>
        request.Headers.ContainsKey("X-Requested-With")
        || (Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == new HostString(request.Host.Value ?? "").Value);
}
