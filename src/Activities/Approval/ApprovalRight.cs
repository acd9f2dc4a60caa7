using Lendflow.HumanTasks.Authority;

namespace Lendflow.Activities.Approval;

/// <summary>Whether a person may give an opinion now.</summary>
/// <param name="Group">The seat the opinion is given on; null when the person may not act.</param>
/// <param name="WhyNot">Why not; null when the person may act.</param>
public sealed record ApprovalRight(string? Group, string? WhyNot)
{
    public bool MayAct => WhyNot is null;

    /// <summary>Asks for authority first, then for four eyes: nobody decides a case they submitted, own or worked on, and nobody
    /// gives two opinions.</summary>
    /// <param name="groups">Groups the person belongs to, or acts for as a substitute.</param>
    /// <param name="opinions">Those given in this round.</param>
    /// <param name="acts">What people did in the case before this approval. Having returned the case in an earlier round of the
    /// same approval is no such act.</param>
    public static ApprovalRight Of(
        string person, IReadOnlyCollection<string> groups, AuthorityRow row, IReadOnlyCollection<Opinion> opinions, IEnumerable<CaseAct> acts)
    {
        if (TieredApproval.Decide(row, opinions) is not ApprovalState.Pending pending)
            return No(row.Mode == ApprovalMode.Automatic
                ? $"Expected a case that people decide, but by row {row.Key} the machine does"
                : "Expected an approval that is still open, but it is decided");
        if (opinions.Any(opinion => FourEyes.IsSame(opinion.Person, person)))
            return No($"Expected someone who has not given an opinion, but {person} has");
        if (pending.Next.FirstOrDefault(groups.Contains) is not { } group)
            return No($"Expected a member of {string.Join(" or ", pending.Next.Distinct())}, who decide {Amounts(row)} by row {row.Key}, but {person} "
                + (groups.Count == 0 ? "is in no group" : $"is in {string.Join(", ", groups)}"));
        return FourEyes.WhyNot(person, acts, [FourEyes.AnyStep]) is { } whyNot ? No(whyNot) : new ApprovalRight(group, null);
    }

    static string Amounts(AuthorityRow row) => $"amounts above {row.Above:0.##}" + (row.UpTo is { } limit ? $" up to {limit:0.##}" : "");

    static ApprovalRight No(string why) => new(null, why);
}
