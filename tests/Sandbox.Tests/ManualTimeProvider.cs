namespace Lendflow.Sandbox.Tests;

/// <summary>A clock that stands still until it is advanced, and tells when somebody starts waiting on it.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _turn = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Set)> _watchers = [];
    private DateTimeOffset _now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_turn)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Completes as soon as a timer of exactly this length runs: somebody has come to the point of waiting.</summary>
    public Task TimerSetAsync(TimeSpan due)
    {
        lock (_turn)
        {
            if (_timers.Any(timer => timer.SetFor == due))
                return Task.CompletedTask;

            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((due, set));
            return set.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Moves the clock and fires what has come due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (TakeNextDue(until) is { } timer)
            timer.Fire();
        lock (_turn)
            _now = until;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeNextDue(DateTimeOffset until)
    {
        lock (_turn)
        {
            var timer = _timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            if (timer is null)
                return null;

            _timers.Remove(timer);
            _now = timer.DueAt > _now ? timer.DueAt : _now;
            return timer;
        }
    }

    private void Set(ManualTimer timer, TimeSpan due)
    {
        lock (_turn)
        {
            _timers.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan)
                return;

            timer.SetFor = due;
            timer.DueAt = _now + due;
            _timers.Add(timer);
            foreach (var watcher in _watchers.Where(watcher => watcher.Due == due))
                watcher.Set.TrySetResult();
            _watchers.RemoveAll(watcher => watcher.Due == due);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan SetFor { get; set; }

        public DateTimeOffset DueAt { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
