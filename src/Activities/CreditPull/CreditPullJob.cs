using Lendflow.Activities.Outside;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Activities.CreditPull;

/// <summary>Asks the credit bureau. A read: it changes nothing and may be repeated.</summary>
public sealed class CreditPullJob(ICreditBureau bureau) : IJobHandler
{
    public const string JobKind = "credit-pull";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) =>
        Values.To<CreditInquiry>(job.Payload) is { } inquiry
            ? OutsideJob.Answer(await bureau.PullAsync(inquiry, cancellationToken), report => report)
            : OutsideJob.Unreadable(job);
}
