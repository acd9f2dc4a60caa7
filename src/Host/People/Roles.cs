using System.Security.Claims;

namespace Lendflow.Host.People;

/// <summary>Who may do what, by role; and the groups of a role, which flows name as candidates.</summary>
static class Roles
{
    public const string Admin = "admin";
    /// <summary>Owns processes: draws flows and asks for their publication, repairs cases.</summary>
    public const string Owner = "owner";
    /// <summary>Publishes and retracts what owners drew, and draws nothing.</summary>
    public const string Publisher = "publisher";
    public const string Officer = "officer";
    public const string Analyst = "analyst";
    public const string Reviewer = "reviewer";
    public const string Manager = "manager";
    public const string Director = "director";
    /// <summary>Reads everything and changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Applies for loans and sees their own applications, nothing else.</summary>
    public const string Applicant = "applicant";

    /// <summary>Roles of those who work for the lender.</summary>
    public static readonly string[] Staff = [Admin, Owner, Publisher, Officer, Analyst, Reviewer, Manager, Director, Auditor];

    public static readonly string[] All = [.. Staff, Applicant];

    /// <summary>Policy of everything that changes a case.</summary>
    public const string MayAct = "may-act";

    /// <summary>Policy of one's own applications.</summary>
    public const string MayApply = "may-apply";

    /// <summary>Policy of what applicants and staff may know, for example which products there are.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Policy of flows and incidents.</summary>
    public const string MayOperate = "may-operate";

    /// <summary>Policy of the work of others.</summary>
    public const string MaySeeTeam = "may-see-team";

    /// <summary>Who may see tasks that are neither theirs nor offered to them.</summary>
    public static readonly string[] SeeAll = [Admin, Owner, Manager, Director, Auditor];

    static readonly Dictionary<string, string> Groups = new()
    {
        [Officer] = "officers",
        [Analyst] = "analysts",
        [Reviewer] = "reviewers",
        [Manager] = "managers",
        [Director] = "directors",
    };

    /// <summary>Every group somebody can be in: roles, and the groups of roles.</summary>
    public static readonly IReadOnlySet<string> AllGroups = All.Concat(Groups.Values).ToHashSet();

    public static IReadOnlyList<string> GroupsOf(IEnumerable<string> roles) => [.. roles.Where(Groups.ContainsKey).Select(r => Groups[r])];

    public static IReadOnlyList<string> OfUser(ClaimsPrincipal user) => [.. user.FindAll(Claims.Role).Select(c => c.Value)];

    /// <summary>Roles and groups as the engine knows them, and each group narrowed to the person's branches.</summary>
    public static IReadOnlyList<string> ForEngine(IReadOnlyList<string> roles, IReadOnlyList<string> branches)
    {
        var groups = GroupsOf(roles);
        return [.. roles, .. groups, .. branches.SelectMany(branch => groups.Select(group => $"{group}@{branch}"))];
    }
}

/// <summary>Names of claims, the same in cookies and tokens.</summary>
static class Claims
{
    public const string Id = "sub";
    public const string Name = "name";
    public const string Role = "role";
    /// <summary>A branch the person works for; kept with the account, not in cookies and tokens.</summary>
    public const string Branch = "branch";
    /// <summary>In which language a person is written to; kept with the account.</summary>
    public const string Language = "language";
}
