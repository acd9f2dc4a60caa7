namespace Lendflow.HumanTasks.Review;

/// <summary>A place in a joint review.</summary>
/// <param name="Group">Whose member takes it.</param>
/// <param name="Weight">What its opinion weighs; 1 or more.</param>
/// <param name="HasVeto">Whether its decline decides alone. It is heard before an approval stands.</param>
public sealed record ReviewSeat(string Group, int Weight = 1, bool HasVeto = false);

/// <summary>What one seat said.</summary>
public enum Vote { Approve, Decline, Return, Abstain }

/// <summary>Where a joint review stands.</summary>
public enum JointState
{
    Pending,
    Approved,
    Declined,
    /// <summary>Any return sends the case back.</summary>
    Returned,
    /// <summary>Neither side can reach the quorum any more.</summary>
    Deadlocked,
}

/// <summary>Turns the votes on seats into a decision (会签). A quorum of approving weight decides once every seat with a veto was
/// heard; a veto declines at once, and as much declining weight as the quorum declines when approval is out of reach. An
/// abstention takes its seat's weight out. The order of the votes makes no difference.</summary>
public static class JointDecision
{
    /// <param name="seats">Each with its vote; null while it is open.</param>
    /// <param name="quorum">Weight that decides; 1 to the weight of all seats.</param>
    public static JointState Decide(IReadOnlyCollection<(ReviewSeat Seat, Vote? Vote)> seats, int quorum)
    {
        if (seats.Any(s => s.Vote == Vote.Return)) return JointState.Returned;
        if (seats.Any(s => s is { Vote: Vote.Decline, Seat.HasVeto: true })) return JointState.Declined;

        var (approving, declining, open) = (Weight(Vote.Approve), Weight(Vote.Decline), Weight(null));
        var vetoIsOpen = seats.Any(s => s is { Vote: null, Seat.HasVeto: true });
        var canApprove = approving + open >= quorum;
        if (approving >= quorum && !vetoIsOpen) return JointState.Approved;
        if (!canApprove && declining >= quorum) return JointState.Declined;
        return canApprove || vetoIsOpen || declining + open >= quorum ? JointState.Pending : JointState.Deadlocked;

        int Weight(Vote? vote) => seats.Where(s => s.Vote == vote).Sum(s => s.Seat.Weight);
    }
}
