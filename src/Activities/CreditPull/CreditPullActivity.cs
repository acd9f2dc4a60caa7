using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Activities.CreditPull;

/// <summary>Asks the credit bureau, if the borrower consented; a report that is still valid is used again.</summary>
public sealed class CreditPullActivity(Policy policy) : Activity
{
    public override ElementDescriptor Descriptor { get; } = new("Lending.CreditPull", "Credit Pull", "Lending", "Pulls the borrower's report from the credit bureau. Needs consent.")
    {
        DisplayNameZh = "征信查询",
        DescriptionZh = "在取得授权后查询征信报告；有效期内的报告直接复用。",
        Icon = "id-card",
        Color = "#0d9488",
        Inputs =
        [
            CaseOf.ApplicationInput,
            new("consent", "JSON", "A consent given later than the application.") { DisplayNameZh = "补充授权" },
            new("heldReport", "JSON", "The report held from an earlier pull.") { DisplayNameZh = "已有报告" },
        ],
        Outputs = [new("report", "JSON", "The report.")],
        Outcomes = ["Done", "Thin", "Unavailable", "NoConsent"],
    };

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        var consent = call.Read<Consent>("consent") ?? application.Consent;
        return CreditPullDecision.Before(consent, call.Read<CreditReport>("heldReport"), policy.At(call.Now, application.Branch).Admission, call.Now) switch
        {
            CreditPullStep.Reuse reuse => Got(reuse.Report),
            CreditPullStep.Refuse => Answer.Done("NoConsent"),
            _ => Answer.Wait(new Awaited.Job(CreditPullJob.JobKind, JobMode.Read, Values.From(new CreditInquiry(
                application.Borrower.SocialCreditCode, application.Borrower.Representative.ResidentId, call.Instance.CorrelationId ?? call.Instance.Id)))),
        };
    }

    protected override Answer Continue(Call call, Resumption resumption) =>
        resumption.Failure is null && Values.To<CreditReport>(resumption.Payload) is { } report ? Got(report) : Answer.Done("Unavailable");

    static Answer Got(CreditReport report) => Answer.Done(report.Score is null ? "Thin" : "Done") with { Outputs = [("report", Values.From(report))] };
}
