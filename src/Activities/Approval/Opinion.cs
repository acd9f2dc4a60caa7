namespace Lendflow.Activities.Approval;

/// <summary>What an approver said.</summary>
/// <param name="Person">User name.</param>
/// <param name="Group">The seat taken: one of the row's approvers.</param>
/// <param name="ReasonCodes">Codes of kind decline or rework; none when approving.</param>
public sealed record Opinion(string Person, string Group, Verdict Verdict, IReadOnlyList<string> ReasonCodes, DateTimeOffset At);

/// <summary>What an approver can say.</summary>
public enum Verdict
{
    Approve,

    /// <summary>Final (驳回).</summary>
    Decline,

    /// <summary>Back for rework; opinions are given anew afterwards (退回).</summary>
    Return,
}
