using Lendflow.Activities.Outside;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Activities.Disbursement;

/// <summary>Books a loan at the core banking system.</summary>
public sealed class BookLoanJob(ICoreBanking core) : IJobHandler
{
    public const string JobKind = "core-book";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) =>
        Values.To<LoanToBook>(job.Payload) is { } loan
            ? OutsideJob.Answer(await core.BookAsync(loan, job.IdempotencyKey, cancellationToken), booking => booking)
            : OutsideJob.Unreadable(job);
}

/// <summary>Takes a booking back: the compensation of a disbursement.</summary>
public sealed class ReverseBookingJob(ICoreBanking core) : IJobHandler
{
    public const string JobKind = "core-reverse";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) =>
        Values.To<BookingToReverse>(job.Payload) is { } booking
            ? OutsideJob.Answer(await core.ReverseAsync(booking.BookingId, job.IdempotencyKey, cancellationToken), reversal => reversal)
            : OutsideJob.Unreadable(job);
}

sealed record BookingToReverse(string BookingId);
