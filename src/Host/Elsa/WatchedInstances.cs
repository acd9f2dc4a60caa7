using System.Collections.Concurrent;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.SignalR;

namespace Lendflow.Host.Elsa;

/// <summary>Looks twice a second whether instances that somebody watches have gone on, by the number of their commits: that also
/// sees what other nodes committed. While nobody watches, nothing is asked.</summary>
sealed class WatchedInstances(InstanceQueries instances, Histories histories, IHubContext<InstanceHub, IInstanceWatcher> hub, TimeProvider clock, ILogger<WatchedInstances> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<(string Connection, string Instance), byte> _watchers = new();
    readonly ConcurrentDictionary<string, long> _seen = new();

    public void Watch(string connection, string instanceId) => _watchers[(connection, instanceId)] = 0;

    public void Forget(string connection)
    {
        foreach (var watcher in _watchers.Keys.Where(w => w.Connection == connection)) _watchers.TryRemove(watcher, out _);
    }

    /// <summary>Tells how an instance stands.</summary>
    public async Task ShowAsync(string instanceId, IInstanceWatcher to, CancellationToken cancellationToken)
    {
        if (await histories.FindAsync(instanceId, cancellationToken) is not { } history) return;
        await to.ActivityExecutionLogUpdatedAsync(new StatisticsMessage(new ExecutionShapes(instanceId, history).Statistics()));
        await to.WorkflowExecutionLogUpdatedAsync(new object());
        await to.WorkflowInstanceUpdatedAsync(new InstanceMessage(instanceId));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // The edge of the loop: watching goes on with the next look.
            {
                log.WatchingFailed(failure);
            }
        }
    }

    async Task LookAsync(CancellationToken cancellationToken)
    {
        var watched = _watchers.Keys.Select(w => w.Instance).Distinct().ToList();
        foreach (var gone in _seen.Keys.Except(watched)) _seen.TryRemove(gone, out _);
        if (watched.Count == 0) return;
        foreach (var (id, revision) in await instances.RevisionsAsync(watched, cancellationToken))
        {
            if (_seen.TryGetValue(id, out var seen) && seen == revision) continue;
            _seen[id] = revision;
            await ShowAsync(id, hub.Clients.Group(id), cancellationToken);
        }
    }
}
