using System.Text.RegularExpressions;
using Lendflow.Activities.Approval;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting;

/// <summary>What the lending rules ask a step.</summary>
static partial class LendingSteps
{
    public static IEnumerable<Node> Of<TElement>(this Lint lint) => lint.Steps.Where(s => s.Element is TElement);

    /// <summary>Steps at which a person acts.</summary>
    public static bool IsPersonal(this Node step) => step.Element is HumanTask or TieredApprovalActivity;

    /// <summary>The outcomes a task offers; none when they are computed.</summary>
    public static IReadOnlyList<TaskOutcome> TaskOutcomesOf(this Node task) =>
        task.TryConstant("outcomes", out var outcomes) ? TaskOutcomes.Read(outcomes, task.TryConstant("outcomeDetails", out var details) ? details : default) : [];

    /// <summary>Whether a person says yes or no there: one outcome is worded as a yes.</summary>
    public static bool IsDecision(this Node task) => task.Element is HumanTask && task.TaskOutcomesOf().Any(IsYes);

    public static bool IsYes(this TaskOutcome outcome) => !outcome.IsNo() && Yes().IsMatch(Wording(outcome));

    public static bool IsNo(this TaskOutcome outcome) => No().IsMatch(Wording(outcome)) || outcome.IsRework() || outcome.ReasonKind is "decline";

    public static bool IsDecline(this TaskOutcome outcome) => !outcome.IsRework() && (Decline().IsMatch(Wording(outcome)) || outcome.ReasonKind is "decline");

    public static bool IsRework(this TaskOutcome outcome) => Rework().IsMatch(Wording(outcome)) || outcome.ReasonKind is "rework";

    /// <summary>Whether a person, or the machine within its authority, says yes by this moment.</summary>
    public static bool IsApproval(this Moment moment) => moment.Step.Element switch
    {
        TieredApprovalActivity => moment.Outcome == "Approved",
        ChooseTrackActivity => moment.Outcome == nameof(Track.Instant),
        HumanTask => moment.Outcome is not null && moment.Step.TaskOutcomesOf().Any(o => o.Key == moment.Outcome && o.IsYes()),
        _ => false,
    };

    /// <summary>The status a case is closed with; null when it is computed.</summary>
    public static string? ClosingStatus(this Node step) => step.Element is CloseCaseActivity ? step.ConstantText("status") : null;

    static string Wording(TaskOutcome outcome) => $"{outcome.Key} {outcome.Label} {outcome.LabelZh}";

    [GeneratedRegex(@"(?i)\b(approve[ds]?|approval|accept(ed)?|agree[ds]?|grant(ed)?|pass(ed)?|yes)\b|同意|批准|通过|准予")]
    private static partial Regex Yes();

    [GeneratedRegex(@"(?i)\b(decline[ds]?|reject(ed)?|refuse[ds]?|deny|denied|no|disagree|cancel|close|withdraw|abort)\b|驳回|拒绝|否决|不同意|不通过|不批准|退回|撤销|结案")]
    private static partial Regex No();

    [GeneratedRegex(@"(?i)\b(decline[ds]?|reject(ed)?|deny|denied)\b|驳回|拒绝|否决|不同意|不批准")]
    private static partial Regex Decline();

    [GeneratedRegex(@"(?i)\b(return(ed)?|rework|send back|sendback|back to|supplement)\b|退回|补件|补正|补充材料")]
    private static partial Regex Rework();
}
