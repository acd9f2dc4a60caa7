namespace Lendflow.Engine.Jobs;

/// <summary>The handlers of a host, by kind.</summary>
public sealed class JobTable(IEnumerable<IJobHandler> handlers)
{
    readonly Dictionary<string, IJobHandler> byKind = handlers.ToDictionary(h => h.Kind);

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) =>
        byKind.TryGetValue(job.Kind, out var handler)
            ? await handler.PerformAsync(job, cancellationToken)
            : new JobAnswer.Failed($"Expected a handler for jobs of kind '{job.Kind}', but this host has none.", MayRetry: false);
}
