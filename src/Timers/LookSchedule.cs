using Quartz;

namespace Lendflow.Timers;

/// <summary>When Quartz looks at what is due next: at the time somebody rings for, at the latest after a rest. Many rings make one look.</summary>
public sealed class LookSchedule(ISchedulerFactory schedulers, TimeProvider clock) : IDisposable
{
    /// <summary>The longest time between two looks, for what nobody rang for: the work of a node that died, or a ring that got lost.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The shortest, however many ring.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    internal static readonly JobKey Job = new("look-at-due-rows");
    internal static readonly TriggerKey Trigger = new("look-at-due-rows");

    readonly SemaphoreSlim _gate = new(1);
    readonly Lock _lock = new();
    DateTimeOffset _last, _next = DateTimeOffset.MaxValue;

    /// <summary>Something becomes due then. Quick, and never fails: what cannot be rung for is found by the next look.</summary>
    public void Ring(DateTimeOffset due)
    {
        lock (_lock)
        {
            var at = due > _last + Shortest ? due : _last + Shortest;
            if (at >= _next) return;
            _next = at;
            _ = MoveAsync();
        }
    }

    /// <summary>Whoever rings from here on wants another look.</summary>
    internal void Begin()
    {
        lock (_lock)
        {
            _last = clock.GetUtcNow();
            _next = _last + Longest;
        }
    }

    /// <summary>One after the other, and each to what is wanted by then.</summary>
    async Task MoveAsync()
    {
        await _gate.WaitAsync();
        try
        {
            DateTimeOffset at;
            lock (_lock) at = _next;
            var scheduler = await schedulers.GetScheduler();
            await scheduler.RescheduleJob(Trigger, TriggerAt(at));
        }
        catch (SchedulerException)
        {
            // It is being shut down.
        }
        finally
        {
            _gate.Release();
        }
    }

    internal static ITrigger TriggerAt(DateTimeOffset at) => TriggerBuilder.Create().WithIdentity(Trigger).ForJob(Job).StartAt(at)
        .WithSimpleSchedule(schedule => schedule.WithInterval(Longest).RepeatForever()).Build();

    public void Dispose() => _gate.Dispose();
}
