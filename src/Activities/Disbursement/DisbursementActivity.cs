using Lendflow.Activities.Approval;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Activities.Disbursement;

/// <summary>Pays the loan out, once every condition precedent is met. The booking is an effect under the visit's key: however
/// often it is tried, before or after a crash or a retried incident, the money moves once.</summary>
public sealed class DisbursementActivity(Policy policy) : Activity
{
    public override ElementDescriptor Descriptor { get; } = new("Lending.Disbursement", "Disbursement", "Lending", "Books the loan at the core banking system when all conditions precedent are met.")
    {
        DisplayNameZh = "放款",
        DescriptionZh = "放款前提条件全部满足后在核心系统入账。",
        Icon = "bank",
        Color = "#16a34a",
        Inputs =
        [
            CaseOf.ApplicationInput,
            new("approval", "JSON", "The approval; not set on the instant track."),
            new("contract", "JSON", "The signed contract.") { IsRequired = true },
            new("report", "JSON", "The bureau report."),
            new("documentCheck", "JSON", "Result of the document check."),
            new("hardStops", "JSON", "Hard stops found."),
            new("waivers", "JSON", "Waivers of conditions."),
        ],
        Outputs = [new("disbursement", "JSON", "The booking, or the conditions in its way.")],
        Outcomes = ["Booked", "ConditionsUnmet"],
    };

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        var product = policy.At(call.Now, application.Branch).FindProduct(application.Product);
        if (product is null) return Answer.Failed($"Expected product '{application.Product}' in products.json, but it is not there.");
        if (call.Read<SignedContract>("contract") is not { } contract) return Answer.Failed("Expected a signed contract before disbursement, but there is none.");

        var unmet = ConditionsPrecedent.Unmet(FactsOf(call, application, contract), call.Read<List<Waiver>>("waivers") ?? [], call.Now);
        if (unmet.Count > 0) return Answer.Done("ConditionsUnmet") with { Outputs = [("disbursement", Values.From(new { unmet }))] };

        var loan = new LoanToBook(call.Instance.CorrelationId ?? call.Instance.Id, application.Borrower.Name, application.Borrower.SocialCreditCode,
            contract.Amount, product.Currency, application.TermMonths);
        return Answer.Wait(new Awaited.Job(BookLoanJob.JobKind, JobMode.Effect, Values.From(loan))) with { Facts = [("disbursement", "pending")] };
    }

    protected override Answer Continue(Call call, Resumption resumption)
    {
        if (resumption.Failure is not null || Values.To<Booking>(resumption.Payload) is not { } booking)
            return Answer.Failed("Expected the core banking to book the loan, but it did not.", resumption.Failure);
        return Answer.Done("Booked") with
        {
            Outputs = [("disbursement", Values.From(booking))],
            Facts = [("disbursement", booking.BookingId)],
        };
    }

    /// <summary>On the instant track the machine approves what was applied for: no approval record exists.</summary>
    static DisbursementFacts FactsOf(Call call, LoanApplication application, SignedContract contract) => new(
        contract.Amount,
        call.Read<ApprovalRecord>("approval") is { } approval ? approval.Amount : call.Fact("track") == "instant" ? application.Amount : null,
        contract.SignedAt,
        contract.AnnouncedSha256,
        contract.StoredSha256,
        [.. (call.Read<List<HardStop>>("hardStops") ?? []).Select(s => s.ReasonCode)],
        call.Read<CreditReport>("report")?.ValidUntil,
        call.Read<DocumentCheckResult>("documentCheck")?.Outcome == DocumentCheckOutcome.Complete);
}
