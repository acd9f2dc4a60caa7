using System.Security.Claims;
using Lendflow.Host.People;

namespace Lendflow.Host.Elsa;

/// <summary>Something that can be done with flows.</summary>
enum FlowRight
{
    /// <summary>See flows, instances and their journals.</summary>
    See,
    /// <summary>Save drafts, delete, run a flow, cancel an instance.</summary>
    Edit,
    /// <summary>Make a version the one that new cases start on, or take it back.</summary>
    Publish,
    /// <summary>Take definitions in from files.</summary>
    Import,
}

/// <summary>Who may do what with flows: one table, which decides about requests and about the links Studio goes by.</summary>
static class FlowRights
{
    /// <summary>Policy of everything under <c>/elsa</c> that only shows.</summary>
    public const string MaySee = "may-see-flows";

    static readonly Dictionary<FlowRight, string[]> Holders = new()
    {
        [FlowRight.See] = [Roles.Admin, Roles.Owner, Roles.Publisher, Roles.Auditor],
        [FlowRight.Edit] = [Roles.Admin, Roles.Owner],
        [FlowRight.Publish] = [Roles.Admin, Roles.Owner, Roles.Publisher],
        [FlowRight.Import] = [Roles.Admin, Roles.Owner],
    };

    public static IReadOnlyList<string> HoldersOf(FlowRight right) => Holders[right];

    public static bool May(this ClaimsPrincipal user, FlowRight right) => Holders[right].Any(user.IsInRole);

    /// <summary>Refuses callers without the right, in the way Studio can show.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, FlowRight right) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (context, next) => context.HttpContext.User.May(right) ? await next(context) : Refusal(context.HttpContext.User, right));

    public static ElsaRefusal Refusal(ClaimsPrincipal user, FlowRight right) => new([
        $"Expected one of the roles {string.Join(", ", Holders[right])}, but you have {string.Join(", ", Roles.OfUser(user))}."]);
}
