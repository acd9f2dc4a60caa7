using System.Security.Cryptography;
using Lendflow.Activities.Outside;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Activities.ESign;

/// <summary>Fetches the signed contract, whose hash must be the announced one, and keeps it. Repeatable: it is kept by envelope.</summary>
public sealed class FetchContractJob(IESignProvider provider, IDocumentArchive archive, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "esign-fetch";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<SignedContractOrder>(job.Payload) is not { } order) return OutsideJob.Unreadable(job);
        var result = await provider.FetchDocumentAsync(order.EnvelopeId, order.Sha256, cancellationToken);
        if (result is not Answered<byte[]>(var pdf)) return OutsideJob.Answer(result, _ => "");
        await archive.StoreAsync(order.Number, new ArchivedDocument($"{order.EnvelopeId}-signed", "signed-contract", $"{order.Number}-signed.pdf", clock.GetUtcNow(), pdf), cancellationToken);
        return new JobAnswer.Done(Values.From(new StoredContract(Convert.ToHexStringLower(SHA256.HashData(pdf)))));
    }
}

sealed record SignedContractOrder(string Number, string EnvelopeId, string Sha256);

sealed record StoredContract(string Sha256);
