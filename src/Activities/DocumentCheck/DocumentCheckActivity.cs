using System.Globalization;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>Looks the company up in the register, then checks the documents against the checklist of product and segment.</summary>
public sealed class DocumentCheckActivity(Policy policy) : Activity
{
    public override ElementDescriptor Descriptor { get; } = new("Lending.DocumentCheck", "Document Check", "Lending", "Checks the documents of the case against the checklist of its product and segment.")
    {
        DisplayNameZh = "资料审核",
        DescriptionZh = "按产品与客户类型的材料清单自动校验资料。",
        Icon = "file-check",
        Color = "#0284c7",
        Inputs = [CaseOf.ApplicationInput, new("documents", "JSON", "The documents uploaded so far.") { DisplayNameZh = "已上传材料" }],
        Outputs = [new("result", "JSON", "Outcome and every finding."), new("companyStatus", "String", "Status in the company register.")],
        Outcomes = ["Complete", "Incomplete", "Invalid"],
    };

    protected override Answer Run(Call call)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        return Answer.Wait(new Awaited.Job(CompanyLookupJob.JobKind, JobMode.Read, Values.From(new CompanyLookup(application.Borrower.SocialCreditCode)))) with
        {
            Facts = Describe(application, policy.At(call.Now).FindProduct(application.Product)?.Currency),
        };
    }

    protected override Answer Continue(Call call, Resumption resumption)
    {
        if (call.Application() is not { } application) return CaseOf.NoApplication(call);
        var tables = policy.At(call.Now, application.Branch);
        if (tables.FindChecklist(application.Product, application.Borrower.Segment) is not { } checklist)
            return Answer.Failed($"Expected a checklist for product '{application.Product}' and segment '{application.Borrower.Segment}', but checklists.json has none.");

        var documents = call.Read<List<CaseDocument>>("documents") ?? [];
        var result = DocumentCheckDecision.Check(application, documents, checklist, tables.ReasonCodes, policy.Today(call.Now, application.Branch));
        return Answer.Done(result.Outcome.ToString()) with
        {
            Outputs = [("result", Values.From(result)), ("companyStatus", Values.Of(StatusOf(resumption)))],
        };
    }

    /// <summary>A register that does not answer stops no case: the status is then not known, and no rule judges it.</summary>
    static string? StatusOf(Resumption lookup) =>
        lookup.Failure is null ? Values.To<CompanyLookupResult>(lookup.Payload)?.Status : null;

    static List<(string, string?)> Describe(LoanApplication application, string? currency) =>
    [
        ("status", "running"),
        ("product", application.Product),
        ("branch", application.Branch),
        ("borrower", application.Borrower.Name),
        ("amount", application.Amount.ToString(CultureInfo.InvariantCulture)),
        ("currency", currency),
        ("waitingFor", null),
    ];
}
