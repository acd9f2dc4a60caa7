using Lendflow.Activities.Linting.Rules;
using Lendflow.Engine.Linting;

namespace Lendflow.Activities.Linting;

/// <summary>The controls of lending. What is not here is not looked for.</summary>
public static class LendingRules
{
    public static IReadOnlyList<LintRule> All(LenderFacts lender) =>
    [
        // Tasks of people
        new("task-without-group", Severity.Error, "A task nobody may claim is never done.", "无人可认领的任务永远不会办理。", TaskWithoutGroup.Check),
        new("unknown-group", Severity.Warning, "A task for a group nobody can be in is never done.", "候选组不存在时任务无人可办。", lint => UnknownGroup.Check(lint, lender)),
        new("task-without-time-limit", Severity.Warning, "A task without a time limit is neither reminded of nor escalated.", "没有时限的任务不会催办也不会升级。", TaskWithoutTimeLimit.Check),
        new("sla-without-policy", Severity.Warning, "A time limit that no policy gives does not exist.", "没有时限标准支持的时限等于不存在。", lint => SlaWithoutPolicy.Check(lint, lender)),
        new("calendar-too-short", Severity.Warning, "Beyond the end of its calendar a branch has no due times.", "超出工作日历范围后，机构的任务没有到期时间。", lint => CalendarTooShort.Check(lint, lender)),
        new("task-outcome-open", Severity.Warning, "An outcome that people are offered and that leads nowhere ends the case without a status.", "提供给人员却没有连线的结果会使案件无状态地中止。", TaskOutcomeOpen.Check),
        new("decision-without-no", Severity.Warning, "A decision that can only be yes is none.", "只能同意的决定不是决定。", DecisionWithoutNo.Check),
        new("rework-without-reason", Severity.Warning, "An applicant who is not told why a case comes back cannot mend it.", "不说明原因的退回让客户无从补正。", ReworkWithoutReason.Check),
        new("unknown-form", Severity.Error, "A form that does not exist stops the case with an incident.", "引用不存在的表单会使案件以异常中止。", lint => UnknownForm.Check(lint, lender)),
        new("form-lacks-field", Severity.Error, "An outcome that requires a field which the form lacks can never be chosen.", "结果要求填写而表单没有的字段会使该结果永远无法选择。", lint => FormLacksField.Check(lint, lender)),
        new("form-not-understood", Severity.Warning, "What neither page nor server understands is checked by nobody.", "页面与服务端都无法识别的内容无人校验。", FormNotUnderstood.Check),

        // Four eyes and authority
        new("four-eyes-open", Severity.Warning, "Whoever did the work must not approve it.", "经办人员不得审批自己经办的业务。", FourEyesOpen.Check),
        new("four-eyes-unknown-step", Severity.Error, "Four-eyes that names a step which does not exist keeps nobody away.", "指向不存在节点的双人复核起不到回避作用。", FourEyesUnknownStep.Check),
        new("four-eyes-impossible", Severity.Error, "Two steps that must be done by different people and have one candidate are never both done.", "要求不同人员而候选人唯一的两个节点无法都办理。", FourEyesImpossible.Check),
        new("authority-gap", Severity.Error, "A case the authority matrix decides not at all or twice stops with an incident.", "审批权限表存在缺口或重叠时审批会以异常中止。", lint => AuthorityGap.Check(lint, lender)),

        // Reasons
        new("decline-without-reason", Severity.Warning, "A decline without reason codes can be explained to nobody.", "没有原因码的拒绝无法向任何人解释。", DeclineWithoutReason.Check),
        new("unknown-reason-code", Severity.Error, "A reason code the table does not word stops the case with an incident.", "原因码表中没有的原因码会使案件以异常中止。", lint => UnknownReasonCode.Check(lint, lender)),
        new("hard-stop-as-decline", Severity.Error, "A rule's stop and a person's decline are never mixed: rates and letters rest on it.", "自动拦截与人工驳回不得混淆，统计与函件均以此为据。", HardStopAsDecline.Check),

        // Order of steps
        new("credit-pull-before-consent", Severity.Error, "A credit report may be asked for only with the applicant's consent.", "未经客户授权不得查询征信。", CreditPullBeforeConsent.Check),
        new("score-before-scoring", Severity.Error, "Authority goes by the risk grade, which scoring gives.", "审批权限依据评分给出的风险等级。", ScoreBeforeScoring.Check),
        new("disbursement-without-approval", Severity.Error, "No money goes out without an approval.", "未经审批不得放款。", DisbursementWithoutApproval.Check),
        new("disbursement-without-esign", Severity.Error, "No money goes out without a signed contract.", "合同未签署不得放款。", DisbursementWithoutESign.Check),
        new("disbursement-without-conditions", Severity.Error, "No money goes out before documents and hard stops were looked at.", "资料与拦截检查未完成不得放款。", DisbursementWithoutConditions.Check),
        new("money-not-taken-back", Severity.Error, "A case that is closed as not paid out must have its booking reversed.", "以未放款状态结案的案件必须先冲正。", MoneyNotTakenBack.Check),
        new("disbursed-twice", Severity.Warning, "A loan is paid out once.", "一笔贷款只放款一次。", DisbursedTwice.Check),

        // Outcomes of lending steps
        new("lending-outcome-open", Severity.Warning, "A case that leaves a lending step by an outcome without an arrow ends without a status.", "从没有连线的结果离开的案件会无状态地中止。", LendingOutcomeOpen.Check),
        new("esign-without-expiry", Severity.Warning, "Contracts expire and are refused; both must lead somewhere.", "合同会逾期或被拒签，两者都应有去处。", ESignWithoutExpiry.Check),
        new("documents-without-expiry", Severity.Warning, "Documents that never come must end the wait, after reminders.", "客户未补件时应在催办后结束等待。", lint => AwaitDocumentsWithoutExpiry.Check(lint, lender)),
    ];
}
