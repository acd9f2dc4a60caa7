using Lendflow.Activities.Disbursement;
using Lendflow.Activities.ESign.Pdf;
using Lendflow.Activities.Outside;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Activities.ESign;

/// <summary>Writes the contract and sends it to its signer. The contract's date comes from the order, so that a repetition under
/// the same key keeps and sends the same bytes; a contract sent anew is another document.</summary>
public sealed class SendContractJob(IESignProvider provider, IDocumentArchive archive, ContractSettings settings) : IJobHandler
{
    public const string JobKind = "esign-send";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<ContractOrder>(job.Payload) is not { } order) return OutsideJob.Unreadable(job);
        if (FontFile.FindInstalled(out var problem) is not { } font) return new JobAnswer.Failed(problem!, MayRetry: false);
        return LoanContract.Render(Terms(order), settings.Template, font) switch
        {
            ContractRendered contract => await SendAsync(order, contract.Pdf, job.IdempotencyKey, cancellationToken),
            ContractRefused refused => new JobAnswer.Failed($"Expected terms a contract can be written from, but: {string.Join(" ", refused.Problems)}", MayRetry: false),
            var other => throw new InvalidOperationException($"Expected a contract or a refusal, but it is {other}."),
        };
    }

    async Task<JobAnswer> SendAsync(ContractOrder order, byte[] pdf, string idempotencyKey, CancellationToken cancellationToken)
    {
        await archive.StoreAsync(order.Number, new ArchivedDocument($"{idempotencyKey.Replace('/', '-')}-contract", "contract", $"{order.Number}.pdf", order.At, pdf), cancellationToken);
        var signer = order.Application.Borrower.Representative;
        var result = await provider.SendAsync(
            new ContractToSign(order.Number, pdf, new Signer(signer.Name, signer.Phone), settings.CallbackFor(order.Number), order.SignBefore), idempotencyKey, cancellationToken);
        return OutsideJob.Answer(result, envelope => envelope);
    }

    ContractTerms Terms(ContractOrder order)
    {
        var (borrower, product, drawnUp) = (order.Application.Borrower, order.Product, DateOnly.FromDateTime(order.At.UtcDateTime));
        var schedule = RepaymentSchedule.Of(order.Amount, product.AnnualRatePercent, order.Application.TermMonths, product.Repayment, drawnUp);
        return new ContractTerms(
            order.Number, order.At, settings.Lender,
            new ContractParty(borrower.Name, borrower.SocialCreditCode, borrower.Representative.Name, borrower.Representative.Phone),
            order.Amount, product.Currency, product.AnnualRatePercent, order.Application.TermMonths, order.Application.Purpose,
            product.Repayment,
            new ContractAccount(borrower.Name, borrower.SocialCreditCode, settings.Lender.Name),
            schedule.Instalments);
    }
}

/// <summary>What is to be signed.</summary>
public sealed record ContractOrder(string Number, LoanApplication Application, Product Product, decimal Amount, DateTimeOffset At, DateTimeOffset SignBefore);

/// <summary>What contracts have in common.</summary>
/// <param name="CallbackUrl">Where the provider reports; asked each time, because the address is known only once the server listens.</param>
public sealed record ContractSettings(ContractTemplate Template, ContractParty Lender, Func<Uri> CallbackUrl)
{
    /// <summary>Names the case, so that a report can be acknowledged whose case has ended meanwhile.</summary>
    internal Uri CallbackFor(string number) => new($"{CallbackUrl()}?case={Uri.EscapeDataString(number)}");
}

/// <summary>Where documents are kept.</summary>
public interface IDocumentArchive
{
    /// <summary>Keeps a document of a case. Idempotent by the document's id.</summary>
    Task StoreAsync(string caseNumber, ArchivedDocument document, CancellationToken cancellationToken);
}

/// <summary>A PDF to be kept.</summary>
public sealed record ArchivedDocument(string Id, string Kind, string FileName, DateTimeOffset At, byte[] Pdf);
