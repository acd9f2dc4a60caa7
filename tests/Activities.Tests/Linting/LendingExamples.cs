using Lendflow.Activities.Linting;
using Lendflow.Activities.Tables;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Activities.Tests.Linting;

/// <summary>For each control of lending a change of the shipped flow, or of its tables, that breaks it. The flow as it is shipped
/// breaks none: it is the other half of every example.</summary>
/// <param name="At">Id of the step where the finding is.</param>
sealed record LendingExample(string At, Func<ChangedFlow, ChangedFlow> Spoil, Func<LenderFacts, LenderFacts>? Lender = null);

/// <summary>One example of each control.</summary>
static class LendingExamples
{
    static readonly object[] OnlyYes = [new { key = "Approve", label = "Approve" }, new { key = "Accept", label = "Accept" }];
    static readonly object[] YesAndNo = [new { key = "Approve", label = "Approve" }, new { key = "Decline", label = "Decline", reasonKind = "decline" }];
    static readonly object[] NoWithoutReason = [new { key = "Approve", label = "Approve" }, new { key = "Decline", label = "Decline" }];
    static readonly object[] ReturnWithoutReason = [new { key = "Done", label = "Done" }, new { key = "Return", label = "Return for rework" }];

    static readonly object[] NeedsSignature = [new { key = "Done", label = "Done", requiredFields = new[] { "signature" } }];
    static readonly object OneOf = new { type = "object", properties = new { kind = new { type = "string", oneOf = new[] { new { @const = "a" } } } } };

    public static IReadOnlyDictionary<string, LendingExample> All { get; } = new Dictionary<string, LendingExample>
    {
        ["task-without-group"] = new("dueDiligence", f => f.Unbind("dueDiligence", "candidateGroups")),
        ["unknown-group"] = new("dueDiligence", f => f.Bind("dueDiligence", "candidateGroups", new[] { "analists" })),
        ["task-without-time-limit"] = new("bureauDown", f => f.Unbind("bureauDown", "slaStep")),
        ["sla-without-policy"] = new("bureauDown", f => f.Bind("bureauDown", "slaStep", "repair")),
        ["calendar-too-short"] = new("bureauDown", f => f.Bind("bureauDown", "slaStep", "incident"), l => l with { Now = new DateTimeOffset(2026, 12, 31, 17, 55, 0, TimeSpan.FromHours(8)), Tables = OnlyLimit(l.Tables, "incident") }),
        ["task-outcome-open"] = new("bureauDown", f => f.Cut("bureauDown:Close")),
        ["decision-without-no"] = new("contractExpired", f => f.Bind("contractExpired", "outcomes", OnlyYes)),
        ["rework-without-reason"] = new("dueDiligence", f => f.Unbind("dueDiligence", "outcomeDetails").Bind("dueDiligence", "outcomes", ReturnWithoutReason)),
        ["unknown-form"] = new("dueDiligence", f => f.Bind("dueDiligence", "formKey", "due-dilligence")),
        ["form-lacks-field"] = new("dueDiligence", f => f.Bind("dueDiligence", "outcomeDetails", NeedsSignature)),
        ["form-not-understood"] = new("dueDiligence", f => f.Unbind("dueDiligence", "formKey").Unbind("dueDiligence", "outcomeDetails").Bind("dueDiligence", "form", OneOf)),

        ["four-eyes-open"] = new("check", f => f.Add("check", "Lendflow.HumanTask", ("candidateGroups", new[] { "analysts" }), ("outcomes", YesAndNo)).Lead("dueDiligence > check")),
        ["four-eyes-unknown-step"] = new("dueDiligence", f => f.Bind("dueDiligence", "distinctFrom", new[] { "siteVisit" })),
        ["four-eyes-impossible"] = new("check", f => f
            .Unbind("dueDiligence", "candidateGroups").Bind("dueDiligence", "candidateUsers", new[] { "lin" })
            .Add("check", "Lendflow.HumanTask", ("candidateUsers", new[] { "Lin" }), ("distinctFrom", new[] { "dueDiligence" })).Lead("dueDiligence > check")),
        ["authority-gap"] = new("chooseTrack", f => f, l => l with { Tables = l.Tables with { Authority = l.Tables.Authority with { Rows = [.. l.Tables.Authority.Rows.Where(r => r.Key != "cny-medium")] } } }),

        ["decline-without-reason"] = new("closeDeclined", f => f.Unbind("closeDeclined", "reasonCodes")),
        ["unknown-reason-code"] = new("closeAbandoned", f => f.Bind("closeAbandoned", "reasonCodes", new[] { "dog-ate-it" })),
        ["hard-stop-as-decline"] = new("closeDeclined", f => f.Lead("hardStops:Stopped > closeDeclined")),

        ["credit-pull-before-consent"] = new("creditPull", f => f.Lead("obtainConsent:ConsentGiven > creditPull")),
        ["score-before-scoring"] = new("chooseTrack", f => f.Lead("hardStops:Passed > chooseTrack")),
        ["disbursement-without-approval"] = new("disbursement", f => f.Lead("chooseTrack:Fast > eSign")),
        ["disbursement-without-esign"] = new("disbursement", f => f.Lead("contractExpired:SendAgain > disbursement")),
        ["disbursement-without-conditions"] = new("disbursement", f => f.Lead("hardStops:Stopped > scoring")),
        ["money-not-taken-back"] = new("closeWithdrawn", f => f.Add("after", "Elsa.FlowDecision").Lead("disbursement:Booked > after").Lead("after:True > closeDisbursed").Lead("after:False > closeWithdrawn")),
        ["disbursed-twice"] = new("disbursement", f => f.Lead("disbursement:Booked > clearConditions")),

        ["lending-outcome-open"] = new("approval", f => f.Cut("approval:Escalated")),
        ["esign-without-expiry"] = new("eSign", f => f.Cut("eSign:Expired")),
        ["documents-without-expiry"] = new("awaitDocuments", f => f.Cut("awaitDocuments:Expired")),
    };

    /// <summary>The limit of one step alone, so that the calendar is too short for nothing else.</summary>
    static TablesInForce OnlyLimit(TablesInForce tables, string step) =>
        tables with { Sla = new SlaPolicies([.. tables.Sla.All.Select(p => p.Step == step ? p : p with { Clock = SlaClockKind.Wall })]) };
}
