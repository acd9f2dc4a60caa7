using Lendflow.Activities.Approval;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Scoring;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Host.Cases;

/// <summary>Something of a case that people care about.</summary>
/// <param name="Kind">For colours and filters: <c>submitted</c>, <c>stage</c>, <c>check</c>, <c>credit</c>, <c>score</c>, <c>track</c>, <c>task</c>,
/// <c>escalation</c>, <c>approval</c>, <c>contract</c>, <c>disbursement</c>, <c>documents</c>, <c>incident</c>, <c>resolved</c>, <c>altered</c>, or a final status.</param>
/// <param name="Step">Label of the step it belongs to.</param>
/// <param name="Actor">User name; null for the system.</param>
sealed record TimelineEntry(DateTimeOffset At, string Kind, string? Step, string Title, string TitleZh, string? Actor, string? Detail);

/// <summary>Reads the log of a case as a story: the projection of changes into sentences, all of it here.</summary>
sealed class Timeline(StepNames names)
{
    readonly List<TimelineEntry> _entries = [];
    readonly Dictionary<int, string> _nodes = [];
    readonly HashSet<string> _contractStates = [];
    readonly Dictionary<string, int> _reminders = [];
    Change.Triggered _trigger = new("", default);

    public static IReadOnlyList<TimelineEntry> Of(IReadOnlyList<LogEntry> log, StepNames names)
    {
        var timeline = new Timeline(names);
        foreach (var change in log.SelectMany(e => e.Changes)) timeline.Tell(change);
        return timeline._entries;
    }

    void Tell(Change change)
    {
        switch (change)
        {
            case Change.Triggered c:
                _trigger = c;
                if (c.Kind == Trigger.Clock.Kind && CaseRing.TryRead(c.Detail!, out var clock, out var percent, out var number)) TellClock(clock, percent, number);
                break;
            case Change.InstanceStarted c: Add("submitted", null, "Application submitted", "提交申请", c.CorrelationId); break;
            case Change.ActivityStarted c: _nodes[c.Activity] = c.Node; break;
            case Change.ActivityResumed c when TypeOf(c.Activity) == "Lending.AwaitDocuments" && _trigger.Kind == "Event":
                Add("documents", c.Activity, "Documents handed in", "客户已补交材料"); break;
            case Change.FactSet { Name: CaseFacts.Stage, Value: { } stage }: Add("stage", null, $"Stage: {Stage(stage).En}", $"阶段：{Stage(stage).Zh}"); break;
            case Change.FactSet { Name: CaseFacts.Track, Value: { } track }: Add("track", null, $"Track: {track}", $"通道：{TrackZh(track)}"); break;
            case Change.FactSet { Name: CaseFacts.Status, Value: { } status } when status != "running": TellStatus(status); break;
            case Change.OutputProduced c: TellResult(c); break;
            case Change.TaskChanged c: TellTask(c.Task); break;
            case Change.ActivityFaulted c: Add("incident", c.Activity, "Incident: the step failed", "异常：步骤执行失败", c.Incident.Message); break;
            case Change.Altered c: Add("altered", null, $"Altered by an operator: {c.Alteration.GetType().Name}", "运维调整", _trigger.Detail); break;
            case Change.Migrated c: Add("altered", null, $"Goes on under version {c.Version} of the flow", $"迁移到流程版本 {c.Version}"); break;
            case Change.IncidentResolved c: Add("resolved", null, $"Incident {c.How}", $"异常{HowZh(c.How)}", c.Reason, c.Actor); break;
            default: break;
        }
    }

    void TellClock(string clock, int? percent, int number)
    {
        var (en, zh) = clock == CaseClocks.Case ? ("the case", "全案") : Stage(clock);
        if (percent is null)
        {
            var missed = number - _reminders.GetValueOrDefault(clock) - 1;
            _reminders[clock] = number;
            Add("escalation", null, $"Reminder: {en} takes its time{(missed > 0 ? $" ({missed} missed before)" : "")}", $"催办：{zh}{(missed > 0 ? $"（此前漏发 {missed} 次）" : "")}", null);
        }
        else Add("escalation", null, $"{percent} % of the time limit is used: {en}", $"{zh}时限已用 {percent}%", null);
    }

    void TellStatus(string status)
    {
        var (en, zh) = status switch
        {
            "approved" => ("Approved", "审批通过"),
            "disbursed" => ("Disbursed; the case is closed", "已放款，结案"),
            "declined" => ("Declined", "审批驳回"),
            "blocked" => ("Stopped by a rule", "自动拦截"),
            "withdrawn" => ("Withdrawn", "已撤回"),
            _ => ($"Status: {status}", $"状态：{status}"),
        };
        Add(status, null, en, zh, _trigger.Kind == "Cancel" ? _trigger.Detail : null);
    }

    void TellResult(Change.OutputProduced c)
    {
        switch (TypeOf(c.Activity), c.Name)
        {
            case ("Lending.DocumentCheck", "result") when Values.To<DocumentCheckResult>(c.Value) is { } check:
                Add("check", c.Activity, "Documents checked", "资料审核完成", $"{check.Outcome}{Listed(check.Findings.Select(f => f.Code))}"); break;
            case ("Lending.CreditPull", "report") when Values.To<CreditReport>(c.Value) is { } report:
                Add("credit", c.Activity, "Credit report obtained", "已取得征信报告", report.Outcome); break;
            case ("Lending.HardStops", "hardStops") when Values.To<List<HardStop>>(c.Value) is { Count: > 0 } stops:
                Add("blocked", c.Activity, "Hard stop", "触发拦截规则", string.Join(", ", stops.Select(s => s.ReasonCode))); break;
            case ("Lending.Scoring", "score") when Values.To<ScoreResult>(c.Value) is { } score:
                Add("score", c.Activity, $"Scored {score.Points} points, grade {score.Grade}", $"评分 {score.Points}，等级 {score.Grade}", $"{score.Scorecard} v{score.Version}"); break;
            case ("Lending.TieredApproval", "approval") when Values.To<ApprovalRecord>(c.Value) is { } approval:
                Add("approval", c.Activity, $"Approval: {approval.Outcome}", $"审批结论：{DecisionZh(approval.Outcome)}", $"{approval.Row}{Listed(approval.ReasonCodes)}"); break;
            case ("Lending.ESign", "contract") when Values.To<SignedContract>(c.Value) is { } contract && _contractStates.Add($"{c.Activity}/{contract.Status}"):
                TellContract(c.Activity, contract); break;
            case ("Lending.Disbursement", "disbursement"): TellDisbursement(c); break;
            default: break;
        }
    }

    void TellContract(int activity, SignedContract contract)
    {
        var (en, zh) = contract.Status switch
        {
            "sent" => ("Contract sent for signature", "合同已发送签署"),
            "signed" => ("Contract signed", "合同已签署"),
            "declined" => ("The signer declined", "客户拒绝签署"),
            "expired" => ("Signature expired", "签署已过期"),
            _ => ("Contract drawn up", "生成合同"),
        };
        Add("contract", activity, en, zh, contract.StoredSha256 ?? contract.DocumentSha256);
    }

    void TellDisbursement(Change.OutputProduced c)
    {
        if (Values.To<Booking>(c.Value) is { BookingId: not null } booking)
            Add("disbursement", c.Activity, $"Booked {booking.Amount:0.00} {booking.Currency}", $"已放款 {booking.Amount:0.00} {booking.Currency}", booking.BookingId);
        else Add("rework", c.Activity, "Conditions precedent are not met", "放款前提条件未满足");
    }

    void TellTask(UserTask task)
    {
        if (task.History is not [.., var last]) return;
        var (en, zh) = last.Action switch
        {
            "Create" => ("Task", "任务生成"),
            "Claim" => ("Claimed", "领取任务"),
            "Release" => ("Released", "退还任务"),
            "Complete" or "Return" when task.Visibility != Visibility.Open => ("Voted on", "已表决"),
            "Complete" => ($"Completed with {OutcomeOf(task)?.Label ?? task.Outcome}", $"办理完成（{OutcomeOf(task)?.LabelZh ?? task.Outcome}）"),
            "Assign" => ("Assigned", "分派任务"),
            "Delegate" => ("Delegated", "委派任务"),
            "HandBack" => ("Handed back", "办结委派"),
            "Suspend" => ("Suspended", "挂起任务"),
            "Resume" => ("Resumed", "恢复任务"),
            "Return" => ("Returned for rework", "退回补件"),
            "FollowUp" => ("Follow-up set", "设置跟进时间"),
            "Ask" => ("Question on", "提问"),
            "Answer" => ("Answer on", "答复"),
            "Attach" => ("Document attached", "附加材料"),
            "Exclude" => ("Somebody is barred by four-eyes", "双人复核排除"),
            "RequestOverride" => ("Override of four-eyes requested", "申请突破双人复核"),
            "GrantOverride" => ("Override of four-eyes granted", "批准突破双人复核"),
            "Forward" => ("Forwarded", "转交任务"),
            "Comment" => ("Comment on", "批注"),
            "Escalate" => ("Escalated", "超时升级"),
            "Warn" => ("Time limit near", "临近时限"),
            "Remind" => ("Reminder", "催办"),
            "Cancel" => ("Cancelled", "任务取消"),
            var other => (other, other),
        };
        var kind = last.Action is "Escalate" ? "escalation" : task.Outcome == "Return" && last.Action is "Complete" or "Return" ? "rework" : "task";
        var actor = last.Actor == "system" ? null : last.Actor;
        _entries.Add(new TimelineEntry(_trigger.At, kind, task.Title, $"{en}: {task.Title}", $"{zh}：{task.TitleZh ?? task.Title}", actor, task.Visibility == Visibility.Open || last.Actor == "system" ? last.Comment : null));
    }

    void Add(string kind, int? activity, string title, string titleZh, string? detail = null, string? actor = null) => _entries.Add(new TimelineEntry(
        _trigger.At, kind, activity is { } id && _nodes.TryGetValue(id, out var node) ? names.Title(node) : null, title, titleZh, actor ?? _trigger.Actor, detail));

    string? TypeOf(int activity) => _nodes.TryGetValue(activity, out var node) ? names.Find(node)?.Type : null;

    static TaskOutcome? OutcomeOf(UserTask task) => task.Outcomes.FirstOrDefault(o => o.Key == task.Outcome);

    static string Listed(IEnumerable<string> codes) => string.Join(", ", codes) is { Length: > 0 } list ? $": {list}" : "";

    static (string En, string Zh) Stage(string stage) => stage switch
    {
        "documentCheck" => ("document check", "资料审核"),
        "credit" => ("credit check", "征信查询"),
        "score" => ("scoring", "信用评分"),
        "approval" => ("approval", "审批"),
        "contract" => ("contract", "合同签署"),
        "disbursement" => ("disbursement", "放款"),
        _ => (stage, stage),
    };

    static string TrackZh(string track) => track switch { "instant" => "秒批", "fast" => "快速", "standard" => "标准", _ => track };

    static string DecisionZh(string outcome) => outcome switch { "Approved" => "同意", "Declined" => "驳回", "Returned" => "退回", "Escalated" => "升级", _ => outcome };

    static string HowZh(string how) => how switch { "retried" => "已重试", "skipped" => "已跳过", "cancelled" => "已取消", _ => how };
}
