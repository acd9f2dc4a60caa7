using Lendflow.Storage;

namespace Lendflow.Host.Api;

/// <summary>Turns new work away while the store has more to write than it gets done in a moment.</summary>
sealed class BackPressure(LendflowDatabase database) : IEndpointFilter
{
    /// <summary>Three quarters of what the writer queues before its callers wait.</summary>
    const int LongestQueue = 768;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        database.QueueLength > LongestQueue
            ? Problems.Busy($"Expected at most {LongestQueue} writes to wait, but there are {database.QueueLength}: try again in a moment.", Pause)
            : await next(context);
}
