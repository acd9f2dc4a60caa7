using System.Security.Claims;
using Lendflow.Engine.Http;
using Lendflow.Host.Api;
using Lendflow.Host.People;
using Microsoft.AspNetCore.Authorization;

namespace Lendflow.Host.Http;

/// <summary>Who may call an endpoint. A policy is one of the server's or a role, and asks for somebody who is signed in even where
/// the endpoint forgets to: in Elsa such a policy has no effect.</summary>
sealed class EndpointAccess(IAuthorizationService authorization, IAuthorizationPolicyProvider policies)
{
    /// <returns>Null when the caller may.</returns>
    public async Task<ProblemResult?> RefuseAsync(ClaimsPrincipal user, EndpointTerms terms)
    {
        if (!terms.Authorize && terms.Policy is null) return null;
        if (user.Identity?.IsAuthenticated != true) return Problems.SignInFirst();
        if (terms.Policy is not { } policy) return Roles.OfUser(user).Intersect(Roles.Staff).Any() ? null : Problems.Of(403, "Expected somebody who works here, but you do not.");
        var may = await policies.GetPolicyAsync(policy) is { } named ? (await authorization.AuthorizeAsync(user, named)).Succeeded : Roles.OfUser(user).Contains(policy);
        return may ? null : Problems.Of(403, $"Expected a caller who meets '{policy}', but you do not.");
    }
}
