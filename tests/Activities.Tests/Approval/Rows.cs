using Lendflow.Activities.Approval;

namespace Lendflow.Activities.Tests.Approval;

static class Rows
{
    public static readonly AuthorityRow Automatic = Row(ApprovalMode.Automatic, [], 0, []) with { Track = Track.Instant, EscalateTo = null };
    public static readonly AuthorityRow Single = Row(ApprovalMode.Single, ["managers"], 1, []);
    public static readonly AuthorityRow Sequential = Row(ApprovalMode.Sequential, ["reviewers", "managers"], 2, []);

    public static AuthorityRow Joint(string[] seats, int quorum, params string[] veto) => Row(ApprovalMode.Joint, seats, quorum, veto);

    public static Opinion Says(this string person, Verdict verdict, string group, int minute = 0, params string[] reasons) =>
        new(person, group, verdict, reasons, new DateTimeOffset(2026, 3, 2, 9, minute, 0, TimeSpan.Zero));

    static AuthorityRow Row(ApprovalMode mode, string[] approvers, int quorum, string[] veto) => new(
        "row", "Row", "行", [AuthorityMatrix.Any], [AuthorityMatrix.Any], [AuthorityMatrix.Any], 300_000m, 1_000_000m,
        Track.Standard, 1, mode, approvers, quorum, veto, "directors");
}
