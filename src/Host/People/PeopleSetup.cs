using System.Threading.RateLimiting;
using Lendflow.Host.Api;
using Lendflow.Host.Elsa;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Lendflow.Host.People;

/// <summary>Puts sign-in together: a cookie for the web, a token for programs, roles for both.</summary>
static class PeopleSetup
{
    public const string SignInLimit = "sign-in";

    const string CookieOrToken = "CookieOrToken";
    const int SignInsPerMinute = 60;

    public static IServiceCollection AddLendflowPeople(this IServiceCollection services, Settings settings)
    {
        services.AddDbContext<PeopleDb>(o => PeopleDb.Configure(o, settings));
        services.AddSingleton<Keys>().AddDataProtection().SetApplicationName("lendflow");
        services.AddOptions<KeyManagementOptions>().Configure<Keys>((options, keys) => options.XmlRepository = keys);
        services.AddIdentityCore<Account>(Identify).AddRoles<IdentityRole>().AddEntityFrameworkStores<PeopleDb>().AddSignInManager();
        services.AddSingleton<Tokens>().AddScoped<FirstUsers>().AddScoped<SignIns>().AddScoped<PeopleDirectory>();

        services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, o => o.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null)
            .AddIdentityCookies(c => c.ApplicationCookie!.Configure(Bake));
        var policies = services.AddAuthorizationBuilder()
            // What asks for nothing more is for staff: an applicant gets at nothing by an endpoint that forgot them.
            .SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Roles.Staff).Build())
            .AddPolicy(Roles.SignedIn, p => p.RequireAuthenticatedUser())
            .AddPolicy(Roles.MayApply, p => p.RequireRole(Roles.Applicant))
            .AddPolicy(Roles.MayAct, p => p.RequireRole(Roles.Staff.Except([Roles.Auditor, Roles.Publisher])))
            .AddPolicy(Roles.MaySeeTeam, p => p.RequireRole(Roles.SeeAll))
            .AddPolicy(Roles.MayOperate, p => p.RequireRole(Roles.Admin, Roles.Owner));
        foreach (var (policy, right) in FlowRights.Policies) policies.AddPolicy(policy, p => p.RequireRole(FlowRights.HoldersOf(right)));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalsAsProblems>();
        services.AddRateLimiter(LimitSignIns);
        return services;
    }

    static string Choose(HttpContext http) => BearerHandler.IsMeant(http.Request) ? BearerHandler.SchemeName : IdentityConstants.ApplicationScheme;

    static void Identify(IdentityOptions identity)
    {
        identity.ClaimsIdentity.UserIdClaimType = Claims.Id;
        identity.ClaimsIdentity.UserNameClaimType = Claims.Name;
        identity.ClaimsIdentity.RoleClaimType = Claims.Role;
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        // Length is what counts (NIST SP 800-63B); rules about kinds of characters only make passwords predictable.
        identity.Password.RequiredLength = 8;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
    }

    static void Bake(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "lendflow";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
    }

    static void LimitSignIns(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limits)
    {
        limits.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        limits.OnRejected = async (rejected, _) =>
            await Problems.Busy($"Expected at most {SignInsPerMinute} sign-ins a minute from one address, but there were more.", TimeSpan.FromMinutes(1)).ExecuteAsync(rejected.HttpContext);
    }
}

/// <summary>Answers those who may not with a problem that says which role is missing.</summary>
sealed class RefusalsAsProblems : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) return next(context);
        if (authorizeResult.Challenged) return Problems.SignInFirst().ExecuteAsync(context);

        var roles = policy.Requirements.OfType<Microsoft.AspNetCore.Authorization.Infrastructure.RolesAuthorizationRequirement>().SelectMany(r => r.AllowedRoles);
        var given = Roles.OfUser(context.User) is { Count: > 0 } own ? string.Join(", ", own) : "none";
        return Problems.Of(403, $"Expected one of the roles {string.Join(", ", roles)}, but you have {given}.").ExecuteAsync(context);
    }
}
