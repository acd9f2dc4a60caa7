namespace Lendflow.Activities.Disbursement;

/// <summary>What must hold before money leaves (放款前提条件).</summary>
public static class ConditionsPrecedent
{
    // A waiver may excuse what can be made up for later. Nobody waives consent to the contract, a hard stop or the amount.
    static readonly IReadOnlyList<Condition> Waivable = [Condition.ReportValid, Condition.DocumentsComplete];

    /// <summary>Every condition that is not met and not waived; none when the loan may be paid out.</summary>
    /// <param name="waivers">Granted waivers. One for a condition that cannot be waived has no effect.</param>
    public static IReadOnlyList<UnmetCondition> Unmet(DisbursementFacts facts, IReadOnlyCollection<Waiver> waivers, DateTimeOffset now) =>
    [
        .. Problems(facts, now)
            .Select(found => new UnmetCondition(found.Condition, found.Problem, Waivable.Contains(found.Condition)))
            .Where(unmet => !(unmet.IsWaivable && waivers.Any(waiver => waiver.Condition == unmet.Condition))),
    ];

    static IEnumerable<(Condition Condition, string Problem)> Problems(DisbursementFacts facts, DateTimeOffset now)
    {
        if (facts.ApprovedAmount is not { } approved)
            yield return (Condition.Approved, "Expected an approval, but there is none");
        else if (facts.Amount <= 0 || facts.Amount > approved)
            yield return (Condition.AmountWithinApproval, $"Expected an amount above 0 up to the approved {approved:0.00}, but found {facts.Amount:0.00}");

        if (facts.SignedAt is null)
            yield return (Condition.ContractSigned, "Expected a signed contract, but it is not signed");
        else if (facts.SignedAt > now)
            yield return (Condition.ContractSigned, $"Expected a signed contract, but its signature is dated {facts.SignedAt:yyyy-MM-dd HH:mm}, later than now");
        else if (string.IsNullOrEmpty(facts.StoredSha256) || !string.Equals(facts.AnnouncedSha256, facts.StoredSha256, StringComparison.OrdinalIgnoreCase))
            yield return (Condition.ContractUnchanged, $"Expected the signed contract to have the hash {Shown(facts.AnnouncedSha256)}, but found {Shown(facts.StoredSha256)}");

        foreach (var stop in facts.OpenHardStops)
            yield return (Condition.NoHardStop, $"Expected no open hard stop, but found {stop}");

        if (facts.ReportValidUntil is null)
            yield return (Condition.ReportValid, "Expected a valid credit report, but there is none");
        else if (facts.ReportValidUntil < now)
            yield return (Condition.ReportValid, $"Expected a valid credit report, but it was valid until {facts.ReportValidUntil:yyyy-MM-dd HH:mm}");

        if (!facts.DocumentsAreComplete)
            yield return (Condition.DocumentsComplete, "Expected complete documents, but the check found otherwise");
    }

    static string Shown(string? hash) => string.IsNullOrEmpty(hash) ? "none" : hash;
}

/// <summary>What is known about a case that is about to be paid out.</summary>
/// <param name="Amount">Amount to be paid out.</param>
/// <param name="ApprovedAmount">Null when nobody approved.</param>
/// <param name="SignedAt">Null when the contract is not signed.</param>
/// <param name="AnnouncedSha256">Hash of the signed contract as the signing provider announced it, in hex.</param>
/// <param name="StoredSha256">Hash of the signed contract that is stored, computed from its content, in hex.</param>
/// <param name="OpenHardStops">Reason codes of hard stops that were found since and not resolved.</param>
/// <param name="ReportValidUntil">Last moment the credit report is valid; null without a report.</param>
public sealed record DisbursementFacts(
    decimal Amount,
    decimal? ApprovedAmount,
    DateTimeOffset? SignedAt,
    string? AnnouncedSha256,
    string? StoredSha256,
    IReadOnlyList<string> OpenHardStops,
    DateTimeOffset? ReportValidUntil,
    bool DocumentsAreComplete);

/// <summary>The conditions, in the order they are reported.</summary>
public enum Condition
{
    Approved,
    AmountWithinApproval,
    ContractSigned,
    ContractUnchanged,
    NoHardStop,
    ReportValid,
    DocumentsComplete,
}

/// <summary>A condition in the way of disbursement.</summary>
/// <param name="Problem">"Expected …, but …".</param>
/// <param name="IsWaivable">Whether a waiver can excuse it (条件豁免).</param>
public sealed record UnmetCondition(Condition Condition, string Problem, bool IsWaivable);

/// <summary>Leave to pay out although a condition is not met.</summary>
/// <param name="GrantedBy">User name.</param>
public sealed record Waiver(Condition Condition, string GrantedBy, string Reason, DateTimeOffset GrantedAt);
