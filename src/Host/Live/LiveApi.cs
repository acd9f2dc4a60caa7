using System.Runtime.CompilerServices;
using System.Threading.Channels;

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
        var channel = changes.Listen();
        try
        {
            yield return CasesChanged.None; // Sends the head of the answer: the page knows that it is heard.
            while (await NextAsync(channel.Reader, clock, ends.Token) is { } change) yield return change;
        }
        finally
        {
            changes.Leave(channel);
        }
    }

    /// <returns>What changed, or nothing when it is time for a breath; null when the stream is over.</returns>
    static async Task<CasesChanged?> NextAsync(ChannelReader<CasesChanged> changes, TimeProvider clock, CancellationToken ends)
    {
        using var breath = new CancellationTokenSource(Breath, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(breath.Token, ends);
        try
        {
            return await changes.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return ends.IsCancellationRequested ? null : CasesChanged.None;
        }
    }
}
