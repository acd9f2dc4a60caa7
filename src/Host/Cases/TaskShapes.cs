using Lendflow.Activities;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Api;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage.Queries;
using Person = Lendflow.Engine.Tasks.Person;

namespace Lendflow.Host.Cases;

/// <summary>Tasks as the inbox shows them: with their case, the state of their clock, and the words of their reason codes.</summary>
sealed class TaskShapes(Policy policy, TimeProvider time)
{
    public static bool IsOpen(UserTask task) => TaskTransitions.IsOpen(task);

    public TaskSummaryView Summary(UserTask task, CaseSummary of) => new()
    {
        Id = task.Id, CaseNumber = task.CaseNumber ?? "", InstanceId = task.InstanceId, ActivityId = task.Step, Title = task.Title, TitleZh = task.TitleZh ?? task.Title,
        Stage = task.Stage ?? of.Stage ?? "", Status = task.Status.ToString().ToLowerInvariant(), Assignee = task.Assignee, DelegatedBy = task.DelegatedBy, OnBehalfOf = task.OnBehalfOf, CandidateGroups = task.CandidateGroups,
        CandidateUsers = task.CandidateUsers, Priority = task.Priority, CreatedAt = task.CreatedAt, DueAt = task.DueAt, FollowUpAt = task.FollowUpAt, CompletedAt = task.CompletedAt, Outcome = task.Outcome, WaitingFor = task.WhoseTime, Sla = Sla(task),
        Outcomes = OutcomesOf(task), Borrower = of.Borrower ?? "", Amount = of.Amount ?? 0, Currency = of.Currency ?? "", Product = of.Product ?? "",
        Grade = of.Grade, Revision = task.Revision, Escalations = task.Escalations, AllowsBulk = task.AllowsBulk, MinutesLeft = Clock(task, of) is { TargetMinutes: { } target, OurMinutes: { } used } ? target - used : null,
    };

    public TaskView Full(TaskOfCase found, Person reader)
    {
        var (task, of) = found;
        var whyNot = WhyNot(task, reader);
        return new TaskView(Summary(task, of), CaseSummaryView.Of(of))
        {
            Description = task.Description,
            DescriptionZh = task.DescriptionZh ?? task.Description,
            Form = task.Form.ValueKind == System.Text.Json.JsonValueKind.Object ? task.Form : null,
            FormData = task.FormData.ValueKind == System.Text.Json.JsonValueKind.Object ? task.FormData : Engine.Expressions.Values.EmptyObject,
            History = task.History,
            Questions = task.Questions,
            Attachments = task.Attachments,
            Checklist = task.Checklist,
            Clock = Clock(task, of),
            Override = task.Override,
            Excluded = task.Excluded,
            Actions = TaskRights.ActionsOf(task, reader),
            Claimable = whyNot is null,
            WhyNot = whyNot,
        };
    }

    static string? WhyNot(UserTask task, Person reader) => task.Status switch
    {
        UserTaskStatus.Ready => TaskRights.WhyNotClaim(task, reader, _ => null),
        UserTaskStatus.Reserved => $"Expected a task that nobody has, but {task.Assignee} claimed it.",
        var status => $"Expected an open task, but it is {status}.",
    };

    ClockView? Clock(UserTask task, CaseSummary of) => task.Clock is { } clock
        ? Clocks.View(clock, ((IWorkRules)policy).Policy(clock.Policy, of.Track, task.CreatedAt), ((IWorkRules)policy).Calendar(of.Branch, task.CreatedAt), time.GetUtcNow())
        : null;

    string? Sla(UserTask task)
    {
        var at = task.CompletedAt ?? time.GetUtcNow();
        return task.DueAt is not { } due ? null : at >= due ? "breached" : at >= (task.WarnAt ?? due) ? "warning" : "ok";
    }

    public IReadOnlyList<OutcomeView> OutcomesOf(UserTask task) => [.. task.Outcomes.Select(ToWire)];

    OutcomeView ToWire(TaskOutcome outcome) => new(
        outcome.Key, outcome.Label, outcome.LabelZh ?? outcome.Label, outcome.Style, outcome.NeedsComment, outcome.ReasonKind is { } kind ? ReasonsOf(kind) : [], outcome.ReasonKind, outcome.RequiredFields ?? []);

    public ReasonCodeView Reason(string code) =>
        policy.At(time.GetUtcNow()).FindReason(code) is { } reason ? new(code, reason.Internal, reason.InternalZh) : new(code, code, code);

    IReadOnlyList<ReasonCodeView> ReasonsOf(string kind) => !Enum.TryParse<ReasonKind>(kind.Replace("-", ""), ignoreCase: true, out var wanted)
        ? []
        : [.. policy.At(time.GetUtcNow()).ReasonCodes.Where(r => r.Kind == wanted).Select(r => new ReasonCodeView(r.Code, r.Internal, r.InternalZh))];
}
