using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lendflow.Host.Cli.Bench;

/// <summary>Time by what it was spent on; waiting counts.</summary>
sealed class Phases
{
    readonly ConcurrentDictionary<string, Sum> _sums = new();

    public async Task<T> TimeAsync<T>(string phase, Task<T> work, long? began = null)
    {
        var start = began ?? Stopwatch.GetTimestamp();
        var result = await work;
        _sums.GetOrAdd(phase, _ => new Sum()).Add(Stopwatch.GetTimestamp() - start);
        return result;
    }

    public void Reset() => _sums.Clear();

    /// <summary>Milliseconds for each of so many cases, the longest first.</summary>
    public IEnumerable<Figure> PerCase(double cases) =>
        _sums.Select(s => new Figure(s.Key, Stopwatch.GetElapsedTime(0, s.Value.Ticks).TotalMilliseconds / cases, "ms per case")).OrderByDescending(f => f.Value);

    sealed class Sum
    {
        long _ticks;

        public long Ticks => Interlocked.Read(ref _ticks);

        public void Add(long ticks) => Interlocked.Add(ref _ticks, ticks);
    }
}
