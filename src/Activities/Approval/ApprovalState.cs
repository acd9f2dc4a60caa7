namespace Lendflow.Activities.Approval;

/// <summary>Where an approval stands.</summary>
public abstract record ApprovalState
{
    ApprovalState() { }

    /// <summary>Somebody has to be heard yet.</summary>
    /// <param name="Next">Groups whose members may act now, one entry for each seat.</param>
    public sealed record Pending(IReadOnlyList<string> Next) : ApprovalState;

    public sealed record Approved : ApprovalState;

    /// <param name="ReasonCodes">Those of everybody who declined.</param>
    public sealed record Declined(IReadOnlyList<string> ReasonCodes) : ApprovalState;

    /// <param name="ReasonCodes">Those of the first who returned the case.</param>
    public sealed record Returned(IReadOnlyList<string> ReasonCodes) : ApprovalState;

    /// <summary>The approvers cannot come to a decision.</summary>
    /// <param name="To">Group that decides instead.</param>
    /// <param name="Why">"Expected …, but …".</param>
    public sealed record Escalated(string To, string Why) : ApprovalState;
}
