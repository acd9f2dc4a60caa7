using System.Runtime.CompilerServices;

namespace Lendflow.Host.Live;

/// <summary>Tells pages what changed, so that they need not ask again and again.</summary>
static class LiveApi
{
    /// <summary>Proxies close a connection on which nothing is said for a minute.</summary>
    static readonly TimeSpan Breath = TimeSpan.FromSeconds(20);

    /// <summary>A page connects anew after that, and is then asked again who it is.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddLendflowLive(this IServiceCollection services) =>
        services.AddSingleton<CaseChanges>().AddHostedService(s => s.GetRequiredService<CaseChanges>());

    public static void MapLive(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/live", (CaseChanges changes, IHostApplicationLifetime host, TimeProvider clock, CancellationToken cancellationToken) =>
                TypedResults.ServerSentEvents(WhileItMay(changes, host, clock, cancellationToken)))
            .WithTags("live").WithName("watchCases").WithSummary("A stream of server-sent events: which cases went on, at this node or another").RequireAuthorization();

    static async IAsyncEnumerable<CasesChanged> WhileItMay(CaseChanges changes, IHostApplicationLifetime host, TimeProvider clock, [EnumeratorCancellation] CancellationToken gone)
    {
        using var over = new CancellationTokenSource(Longest, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(gone, over.Token, host.ApplicationStopping);
        await using var next = changes.ListenAsync(ends.Token).GetAsyncEnumerator(ends.Token);
        var coming = next.MoveNextAsync().AsTask();
        yield return CasesChanged.None; // Sends the head of the answer: the page knows that it is heard.
        while (await StillAsync(coming, clock, ends.Token) is { } isThere)
        {
            yield return isThere ? next.Current : CasesChanged.None;
            if (isThere) coming = next.MoveNextAsync().AsTask();
        }
    }

    /// <returns>Whether something came before the next breath; null when the stream is over.</returns>
    static async Task<bool?> StillAsync(Task<bool> coming, TimeProvider clock, CancellationToken ends)
    {
        try
        {
            return await coming.WaitAsync(Breath, clock, ends) ? true : null;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
