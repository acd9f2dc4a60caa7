using System.Collections.Concurrent;
using System.Threading.Channels;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Live;

/// <summary>Looks twice a second which cases have gone on, by their latest commits: that also sees what other nodes committed, and
/// costs the commits nothing. While nobody listens, nothing is asked.</summary>
sealed class CaseChanges(InstanceQueries instances, TimeProvider clock, ILogger<CaseChanges> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A commit is stamped before it is written, and the clocks of nodes differ: so long one may turn up behind later ones.</summary>
    static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    /// <summary>Beyond so many commits it is cheaper to look at everything again.</summary>
    const int MostCommits = 1000;

    readonly ConcurrentDictionary<Channel<CasesChanged>, byte> _listeners = new();

    /// <summary>The commits of the last look.</summary>
    HashSet<CommitOfCase> _seen = [];

    /// <summary>Since when somebody listens.</summary>
    DateTimeOffset _heardSince;

    /// <summary>What changes from now on, until <see cref="Leave"/>.</summary>
    public Channel<CasesChanged> Listen()
    {
        var channel = Channel.CreateUnbounded<CasesChanged>();
        if (_listeners.IsEmpty) _heardSince = clock.GetUtcNow();
        _listeners[channel] = 0;
        return channel;
    }

    public void Leave(Channel<CasesChanged> channel) => _listeners.TryRemove(channel, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // The edge of the loop: the next look sees what this one missed.
            {
                log.LookFailed(failure);
            }
        }
    }

    async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_listeners.IsEmpty) return;
        var since = clock.GetUtcNow() - Late - Pause;
        var commits = await instances.CommitsSinceAsync(since > _heardSince ? since : _heardSince, MostCommits, cancellationToken);
        var cases = commits.Where(c => !_seen.Contains(c)).Select(c => c.Case).Distinct().ToList();
        _seen = [.. commits];
        if (cases.Count > 0) Tell(commits.Count < MostCommits ? new CasesChanged(cases) : CasesChanged.Any);
    }

    void Tell(CasesChanged change)
    {
        foreach (var listener in _listeners.Keys) listener.Writer.TryWrite(change);
    }
}

/// <summary>Cases went on.</summary>
/// <param name="Cases">Their numbers, or ids of instances that have none; null when there are too many to name.</param>
sealed record CasesChanged(IReadOnlyList<string>? Cases)
{
    public static CasesChanged Any { get; } = new((IReadOnlyList<string>?)null);

    /// <summary>Nothing went on, but the connection lives.</summary>
    public static CasesChanged None { get; } = new([]);
}
