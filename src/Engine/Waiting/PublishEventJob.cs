using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Engine.Waiting;

/// <summary>Publishes the events that flows publish.</summary>
public sealed class PublishEventJob(EventPublisher events) : IJobHandler
{
    public string Kind => PublishEvent.JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<Publication>(job.Payload) is not { } publication)
            return new JobAnswer.Failed("Expected an event to publish, but the job has none.", MayRetry: false);
        await events.PublishAsync(publication, job.IdempotencyKey, null, cancellationToken);
        return new JobAnswer.Done(default);
    }
}
