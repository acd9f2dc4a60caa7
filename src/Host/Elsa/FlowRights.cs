using System.Security.Claims;
using Lendflow.Host.People;

namespace Lendflow.Host.Elsa;

/// <summary>Something that can be done with flows.</summary>
enum FlowRight
{
    /// <summary>See flows, instances and their journals.</summary>
    See,
    /// <summary>Save drafts and ask for their publication, delete, run a flow, cancel an instance, delete one that ended.</summary>
    Edit,
    /// <summary>Make a version the one that new cases start on, or take it back.</summary>
    Publish,
    /// <summary>Take definitions in from files.</summary>
    Import,
}

/// <summary>Who may do what with flows: one table, which decides about requests and about the links Studio goes by.</summary>
static class FlowRights
{
    /// <summary>Policies of the same names, for what is refused with 403.</summary>
    public const string MaySee = "flows-see", MayEdit = "flows-edit", MayPublish = "flows-publish", MayImport = "flows-import";

    public static readonly IReadOnlyList<(string Policy, FlowRight Right)> Policies =
        [(MaySee, FlowRight.See), (MayEdit, FlowRight.Edit), (MayPublish, FlowRight.Publish), (MayImport, FlowRight.Import)];

    static readonly Dictionary<FlowRight, string[]> Holders = new()
    {
        [FlowRight.See] = [Roles.Admin, Roles.Owner, Roles.Publisher, Roles.Auditor],
        [FlowRight.Edit] = [Roles.Admin, Roles.Owner],
        [FlowRight.Publish] = [Roles.Admin, Roles.Publisher],
        [FlowRight.Import] = [Roles.Admin],
    };

    public static IReadOnlyList<string> HoldersOf(FlowRight right) => Holders[right];

    public static bool May(this ClaimsPrincipal user, FlowRight right) => Holders[right].Any(user.IsInRole);

    /// <summary>Refuses callers without the right, in the way Studio can show.</summary>
    /// <param name="rights">Any of them is enough.</param>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, params FlowRight[] rights) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (context, next) => rights.Any(context.HttpContext.User.May) ? await next(context) : Refusal(context.HttpContext.User, rights[0]));

    public static ElsaRefusal Refusal(ClaimsPrincipal user, FlowRight right) => new([
        $"Expected one of the roles {string.Join(", ", Holders[right])}, but you have {string.Join(", ", Roles.OfUser(user))}."]);
}
