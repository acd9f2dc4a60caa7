using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Approval;

/// <summary>Has the case decided by those the authority matrix names: one task for each seat that may be taken now. Nobody
/// without authority, nobody who acted on the case before, nobody twice.</summary>
public sealed class TieredApprovalActivity(Policy policy) : TaskActivity(policy)
{
    const string Escalation = "escalation";

    public override ElementDescriptor Descriptor { get; } = new("Lending.TieredApproval", "Tiered Approval", "Lending", "Has the case decided by the people the authority matrix names for its amount, grade, product and branch.")
    {
        DisplayNameZh = "分级审批",
        DescriptionZh = "按审批权限表确定审批层级与人员，支持单人、逐级与会签。",
        Icon = "stamp",
        Color = "#7c3aed",
        Inputs =
        [
            CaseOf.ApplicationInput,
            new("exposure", "Decimal", "What the borrower owes here already."),
            new("level", "String", "normal, or escalation when the approvers could not decide.") { UIHint = "dropdown", Options = ["normal", Escalation], Default = Values.Of("normal") },
            new("title", "String", "Title of the tasks.") { Default = Values.Of("Approve the loan") },
            new("titleZh", "String", "The same in Chinese.") { Default = Values.Of("审批贷款") },
            new("formKey", "String", "Form of the lender that each approver fills in. Its edition of the day stays with the task."),
            new("slaStep", "String", "Step of the SLA policy that limits the time of each task.") { Default = Values.Of("approval") },
        ],
        Outputs =
        [
            new("approval", "JSON", "The decision with the row that justified it and every opinion."),
            new("reasonCodes", "List<String>", "Reasons of a decline or return."),
            new("checklist", "JSON", "What has to be done again, when the case was returned."),
        ],
        Outcomes = ["Approved", "Declined", "Returned", "Escalated"],
    };

    /// <summary>Those who decide a deadlock do not run into one.</summary>
    public override StepOutcomes OutcomesOf(Node node) =>
        new([.. Descriptor.Outcomes.Where(o => o != "Escalated" || node.ConstantText("level") != Escalation)]);

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        if (!Authority.TryFind(policy, call, application, out var row, out var problem)) return Answer.Failed(problem);
        if (call.Text("level") == Escalation && row.Mode != ApprovalMode.Automatic) row = TieredApproval.EscalationOf(row);
        var first = GoOn(call, row, [], null);
        return first.Tasks.Select(NoLimit).FirstOrDefault(noLimit => noLimit is not null) is { } missing ? Answer.Failed(missing) : first;
    }

    protected override string? WhyNot(Call call, UserTask task, Engine.Tasks.Person person)
    {
        var acts = CaseActs.Of(call.Instance).Where(a => a.Step != call.Step && TaskRights.WhyBarred(task, a.Person) is not null);
        return ApprovalRight.Of(person.Name, person.Groups, Values.To<ApprovalSeat>(task.Context)!.Row, OpinionsOf(call), acts).WhyNot;
    }

    protected override Answer Completed(Call call, UserTask task)
    {
        var seat = Values.To<ApprovalSeat>(task.Context)!;
        var next = GoOn(call, seat.Row, [.. OpinionsOf(call), OpinionOf(task)], task);
        return next with { Outputs = [.. next.Outputs, .. ChecklistOf(task)] };
    }

    protected override SlaPolicy? Limit(Call call) => PolicyOf(call, call.Text("slaStep") ?? "");

    /// <summary>Opens a task for every seat that may be taken now and has none, or ends with the decision.</summary>
    /// <param name="answered">The task that was just completed; the instance does not know yet.</param>
    Answer GoOn(Call call, AuthorityRow row, IReadOnlyList<Opinion> opinions, UserTask? answered) => TieredApproval.Decide(row, opinions) switch
    {
        ApprovalState.Pending pending => OpenSeats(call, row, pending.Next, opinions, answered),
        ApprovalState.Approved => Decided(call, row, opinions, "Approved", []),
        ApprovalState.Declined declined => Decided(call, row, opinions, "Declined", declined.ReasonCodes),
        ApprovalState.Returned returned => Decided(call, row, opinions, "Returned", returned.ReasonCodes),
        ApprovalState.Escalated => Decided(call, row, opinions, "Escalated", []),
        var state => throw new InvalidOperationException($"Expected a state of an approval, but got {state}."),
    };

    Answer OpenSeats(Call call, AuthorityRow row, IReadOnlyList<string> seats, IReadOnlyList<Opinion> opinions, UserTask? answered)
    {
        if (!TryForm(call, out var form, out var unknown)) return unknown;
        var number = call.Instance.Tasks.Values.Count(t => t.Activity == call.Activity);
        var open = call.Tasks.Where(t => TaskTransitions.IsOpen(t) && t.Id != answered?.Id).Select(t => Values.To<ApprovalSeat>(t.Context)!.Group).ToList();
        var acts = CaseActs.Of(call.Instance).Concat(opinions.Select(o => new CaseAct(call.Step, o.Person, call.Activity))).ToList();
        var opened = seats.Where(group => !open.Remove(group)).Select(group => Open(call, NewTask(call, row, group, ++number) with { Form = form }, acts)).ToList();
        return Answer.Wait([.. opened.SelectMany(o => o.Awaited)]) with { Tasks = [.. opened.Select(o => o.Task)], Facts = [("waitingFor", "us")] };
    }

    static Answer Decided(Call call, AuthorityRow row, IReadOnlyList<Opinion> opinions, string outcome, IReadOnlyList<string> reasons)
    {
        var record = new ApprovalRecord(outcome, row.Key, row.Level, row.Mode, outcome == "Approved" ? call.Application()!.Amount : null, opinions, reasons, call.Now);
        return Answer.Done(outcome) with
        {
            Outputs = [("approval", Values.From(record)), ("reasonCodes", Values.From(reasons))],
            Facts = [("waitingFor", null)],
        };
    }

    static UserTask NewTask(Call call, AuthorityRow row, string group, int number) => NewTask(call, $"{call.Instance.Id}-t{call.Activity}-{number}") with
    {
        Description = row.Name,
        DescriptionZh = row.NameZh,
        CandidateGroups = [group],
        DistinctFrom = [FourEyes.AnyStep],
        Outcomes =
        [
            new("Approve", "Approve", "同意", "primary"),
            new("Return", "Return for rework", "退回补件", "default", NeedsComment: true, ReasonKind: "rework"),
            new("Decline", "Decline", "驳回", "danger", NeedsComment: true, ReasonKind: "decline"),
        ],
        Context = Values.From(new ApprovalSeat(row, group)),
    };

    static IEnumerable<(string, JsonElement)> ChecklistOf(UserTask task) => task.Checklist.Count == 0 ? [] : [("checklist", Values.From(task.Checklist))];

    static List<Opinion> OpinionsOf(Call call) => [.. call.Tasks.Where(t => t.Status == UserTaskStatus.Completed).Select(OpinionOf)];

    static Opinion OpinionOf(UserTask task) =>
        new(task.CompletedBy!, Values.To<ApprovalSeat>(task.Context)!.Group, Enum.Parse<Verdict>(task.Outcome!), task.ReasonCodes, task.CompletedAt!.Value);
}

/// <summary>What a task's seat rests on; kept with the task, so that a later edition of the matrix does not change it.</summary>
public sealed record ApprovalSeat(AuthorityRow Row, string Group)
{
    /// <summary>Null when the task is for something else.</summary>
    public static ApprovalSeat? Find(UserTask task) =>
        task.Context.ValueKind == JsonValueKind.Object && task.Context.TryGetProperty("row", out _) ? Values.To<ApprovalSeat>(task.Context) : null;
}

/// <summary>An approval as it is kept: who decided, on which authority.</summary>
/// <param name="Row">Key of the row of the authority matrix.</param>
/// <param name="Amount">The approved amount; null when it was not approved.</param>
public sealed record ApprovalRecord(
    string Outcome,
    string Row,
    int Level,
    ApprovalMode Mode,
    decimal? Amount,
    IReadOnlyList<Opinion> Opinions,
    IReadOnlyList<string> ReasonCodes,
    DateTimeOffset At);
