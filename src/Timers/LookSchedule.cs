using Quartz;

namespace Lendflow.Timers;

/// <summary>When Quartz looks at what is due next: at the time somebody rings for, at the latest after a rest. Many rings make one look.</summary>
/// <remarks>Quartz goes by the time of day. When that is set back, what it waits for would come too late by as much, so a timer that goes by
/// the time that passes looks after it.</remarks>
public sealed class LookSchedule : IDisposable
{
    /// <summary>The longest time between two looks, for what nobody rang for: the work of a node that died, or a ring that got lost.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The shortest, however many ring.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    internal static readonly JobKey Job = new("look-at-due-rows");
    internal static readonly TriggerKey Trigger = new("look-at-due-rows");

    readonly ISchedulerFactory _schedulers;
    readonly TimeProvider _clock;
    readonly ITimer _watch;
    readonly SemaphoreSlim _gate = new(1);
    readonly Lock _lock = new();
    DateTimeOffset _last, _next = DateTimeOffset.MaxValue;

    public LookSchedule(ISchedulerFactory schedulers, TimeProvider clock)
    {
        (_schedulers, _clock) = (schedulers, clock);
        _watch = clock.CreateTimer(_ => LookAgainIfSetBack(), null, Longest, Longest);
    }

    /// <summary>Something becomes due then. Quick, and never fails: what cannot be rung for is found by the next look.</summary>
    public void Ring(DateTimeOffset due)
    {
        lock (_lock)
        {
            if (IsSetBack) (due, _last, _next) = (_clock.GetUtcNow(), _clock.GetUtcNow(), DateTimeOffset.MaxValue);
            var at = due > _last + Shortest ? due : _last + Shortest;
            if (at >= _next) return;
            _next = at;
            _ = MoveAsync();
        }
    }

    void LookAgainIfSetBack()
    {
        lock (_lock)
            if (IsSetBack) Ring(_clock.GetUtcNow());
    }

    bool IsSetBack => _clock.GetUtcNow() < _last;

    /// <summary>Whoever rings from here on wants another look.</summary>
    internal void Begin()
    {
        lock (_lock)
        {
            _last = _clock.GetUtcNow();
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
            var scheduler = await _schedulers.GetScheduler();
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

    public void Dispose()
    {
        _watch.Dispose();
        _gate.Dispose();
    }
}
