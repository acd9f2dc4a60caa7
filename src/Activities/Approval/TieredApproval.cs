using System.Diagnostics;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Review;

namespace Lendflow.Activities.Approval;

/// <summary>Turns the opinions of approvers into a decision. Any return sends the case back. In order, the first decline decides.
/// Jointly, a quorum of approvals decides once every seat with a veto was heard; a veto or, when the quorum is out of reach, as
/// many declines decline; and if neither can happen any more the row's escalation decides.</summary>
public static class TieredApproval
{
    /// <param name="opinions">Those given in this round, in the order in which they were given; the times they bear do not count, because a clock may
    /// be set back. Of one person only the first counts, and only on a free seat.</param>
    public static ApprovalState Decide(AuthorityRow row, IEnumerable<Opinion> opinions)
    {
        var heard = Heard(row, opinions);
        if (heard.FirstOrDefault(opinion => opinion.Verdict == Verdict.Return) is { } returned)
            return new ApprovalState.Returned(returned.ReasonCodes);
        return row.Mode switch
        {
            ApprovalMode.Automatic => new ApprovalState.Approved(),
            ApprovalMode.Single or ApprovalMode.Sequential => InOrder(row, heard),
            ApprovalMode.Joint => Jointly(row, heard),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Decides, and escalates an open approval for which too few people are left.</summary>
    /// <param name="available">Those who may still act: no earlier act on the case, not absent.</param>
    public static ApprovalState Decide(AuthorityRow row, IEnumerable<Opinion> opinions, IEnumerable<Approver> available)
    {
        var state = Decide(row, opinions);
        if (state is not ApprovalState.Pending) return state;

        var heard = Heard(row, opinions);
        var free = available.Where(approver => !heard.Any(opinion => FourEyes.IsSame(opinion.Person, approver.Person)));
        var vacant = Seating.Vacant([.. FreeSeats(row, heard).OrderByDescending(row.Veto.Contains)], [.. free]);
        var approvals = heard.Count(opinion => opinion.Verdict == Verdict.Approve);
        var reachable = approvals + row.Approvers.Count - heard.Count - vacant.Count;
        return vacant.Count > 0 && (reachable < row.Quorum || vacant.Any(row.Veto.Contains))
            ? Escalated(row, $"Expected enough people for {string.Join(", ", row.Approvers)}, but nobody is left for {string.Join(", ", vacant)}")
            : state;
    }

    /// <summary>The row by which an escalated approval is decided: one person of the group it goes to.</summary>
    public static AuthorityRow EscalationOf(AuthorityRow row) => row with
    {
        Key = $"{row.Key}/escalation",
        Mode = ApprovalMode.Single,
        Approvers = [row.EscalateTo ?? throw new ArgumentException("A row decided by the machine has no escalation.", nameof(row))],
        Quorum = 1,
        Veto = [],
    };

    static ApprovalState InOrder(AuthorityRow row, List<Opinion> heard)
    {
        if (heard.FirstOrDefault(opinion => opinion.Verdict == Verdict.Decline) is { } declined) return new ApprovalState.Declined(declined.ReasonCodes);
        return heard.Count == row.Approvers.Count ? new ApprovalState.Approved() : new ApprovalState.Pending([row.Approvers[heard.Count]]);
    }

    static ApprovalState Jointly(AuthorityRow row, List<Opinion> heard)
    {
        var open = FreeSeats(row, heard);
        var seats = heard.Select(o => (SeatOf(row, o.Group), (Vote?)(o.Verdict == Verdict.Approve ? Vote.Approve : Vote.Decline)))
            .Concat(open.Select(group => (SeatOf(row, group), (Vote?)null))).ToList();
        var declines = heard.Where(opinion => opinion.Verdict == Verdict.Decline).ToList();
        return JointDecision.Decide(seats, row.Quorum) switch
        {
            JointState.Approved => new ApprovalState.Approved(),
            JointState.Declined => new ApprovalState.Declined([.. declines.SelectMany(opinion => opinion.ReasonCodes).Distinct()]),
            JointState.Pending => new ApprovalState.Pending(open),
            _ => Escalated(row, $"Expected {row.Quorum} of {row.Approvers.Count} to agree, but {heard.Count - declines.Count} approve and {declines.Count} decline"),
        };
    }

    static ReviewSeat SeatOf(AuthorityRow row, string group) => new(group, 1, row.Veto.Contains(group));

    static List<Opinion> Heard(AuthorityRow row, IEnumerable<Opinion> opinions)
    {
        var heard = new List<Opinion>();
        foreach (var opinion in opinions)
            if (NextSeats(row, heard).Contains(opinion.Group) && !heard.Any(earlier => FourEyes.IsSame(earlier.Person, opinion.Person)))
                heard.Add(opinion);
        return heard;
    }

    static List<string> NextSeats(AuthorityRow row, List<Opinion> heard) =>
        row.Mode == ApprovalMode.Joint ? FreeSeats(row, heard) : [.. row.Approvers.Skip(heard.Count).Take(1)];

    static List<string> FreeSeats(AuthorityRow row, List<Opinion> heard)
    {
        var free = row.Approvers.ToList();
        foreach (var opinion in heard) free.Remove(opinion.Group);
        return free;
    }

    static ApprovalState.Escalated Escalated(AuthorityRow row, string why) => new(row.EscalateTo ?? "", why);
}
