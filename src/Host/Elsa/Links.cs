using System.Security.Claims;

namespace Lendflow.Host.Elsa;

/// <summary>Links by rights. Studio reads only their <c>rel</c>: a definition without <c>publish</c> cannot be edited, a list
/// without <c>bulk-publish</c> cannot be changed.</summary>
static class Links
{
    public static IReadOnlyList<Link> OfDefinition(string definitionId, ClaimsPrincipal user)
    {
        var path = $"/workflow-definitions/{Uri.EscapeDataString(definitionId)}";
        return
        [
            new(path, "self", "GET"),
            new($"{path}/export", "export", "GET"),
            .. user.May(FlowRight.Edit) ? [new($"{path}/execute", "execute", "POST"), new(path, "delete", "DELETE"), new($"{path}/update-references", "update-references", "POST")] : Array.Empty<Link>(),
            // Studio takes "publish" for "may be edited". Who edits and may not publish asks for it there; who publishes and does not edit does so from the list.
            .. user.May(FlowRight.Edit) ? [new Link($"{path}/publish", "publish", "POST")] : Array.Empty<Link>(),
            .. user.May(FlowRight.Publish) ? [new Link($"{path}/retract", "retract", "POST")] : Array.Empty<Link>(),
            .. user.May(FlowRight.Import) ? [new Link($"{path}/import", "import", "PUT")] : Array.Empty<Link>(),
        ];
    }

    public static IReadOnlyList<Link> OfList(ClaimsPrincipal user) =>
    [
        new("/workflow-definitions", "self", "GET"),
        // Studio takes "bulk-publish" for everything that changes the list; the page around it hides the rest.
        .. user.May(FlowRight.Publish) || user.May(FlowRight.Edit)
            ? [new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"), new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST")]
            : Array.Empty<Link>(),
        .. user.May(FlowRight.Edit) ? [new Link("/workflow-definitions", "create", "POST")] : Array.Empty<Link>(),
        .. user.May(FlowRight.Import) ? [new Link("/workflow-definitions/import", "import", "POST")] : Array.Empty<Link>(),
    ];
}
