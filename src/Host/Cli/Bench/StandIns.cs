using System.Collections.Concurrent;
using System.Security.Cryptography;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Outside;

namespace Lendflow.Host.Cli.Bench;

/// <summary>The outside world without a network: it answers at once, and so that a case takes the instant track.</summary>
sealed class StandIns(TimeProvider clock) : ICreditBureau, ICompanyRegistry, IESignProvider, ICoreBanking
{
    readonly ConcurrentDictionary<string, byte[]> _sent = new();

    public Task<OutsideResult<CreditReport>> PullAsync(CreditInquiry inquiry, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return Answer(new CreditReport($"cr-{inquiry.SocialCreditCode}", "hit", 790, 0, 0, 1, 20_000m, 1, false, now, now.AddDays(30)));
    }

    public Task<OutsideResult<RegisteredCompany>> LookUpAsync(string socialCreditCode, CancellationToken cancellation) =>
        Answer(new RegisteredCompany($"Company {socialCreditCode}", "active", new DateOnly(2015, 1, 1), "Representative"));

    public Task<OutsideResult<Envelope>> SendAsync(ContractToSign contract, string idempotencyKey, CancellationToken cancellation)
    {
        var id = $"env-{contract.Reference}";
        _sent[id] = contract.Pdf;
        return Answer(new Envelope(id, "sent", Convert.ToHexStringLower(SHA256.HashData(contract.Pdf))));
    }

    /// <summary>What the provider would report once the signer has signed.</summary>
    public ESignCallback Sign(string envelopeId) =>
        new(envelopeId, "signed", $"ev-{envelopeId}", Convert.ToHexStringLower(SHA256.HashData(_sent[envelopeId])));

    Task<OutsideResult<Envelope>> IESignProvider.LookUpAsync(string envelopeId, CancellationToken cancellation) =>
        throw new NotSupportedException("Expected signers who report at once, so that nobody has to ask.");

    public Task<OutsideResult<byte[]>> FetchDocumentAsync(string envelopeId, string sha256, CancellationToken cancellation) =>
        Answer(_sent.TryRemove(envelopeId, out var pdf) ? pdf : []);

    public Task<OutsideResult<Booking>> BookAsync(LoanToBook loan, string idempotencyKey, CancellationToken cancellation) =>
        Answer(new Booking($"bk-{loan.Reference}", clock.GetUtcNow(), loan.Amount, loan.Currency));

    public Task<OutsideResult<Reversal>> ReverseAsync(string bookingId, string idempotencyKey, CancellationToken cancellation) =>
        throw new NotSupportedException("Expected loans that stay paid out.");

    public Task<OutsideResult<IReadOnlyList<LedgerEntry>>> ReadLedgerAsync(string reference, CancellationToken cancellation) =>
        Answer<IReadOnlyList<LedgerEntry>>([]);

    static Task<OutsideResult<T>> Answer<T>(T value) => Task.FromResult<OutsideResult<T>>(new Answered<T>(value));
}
