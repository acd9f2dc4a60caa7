using System.Collections.Concurrent;
using Lendflow.Storage;

namespace Lendflow.Host.Running;

/// <summary>Tells of waits that any node commits, for reports from outside that overtake the commit which awaits them.</summary>
sealed class NewWaits
{
    readonly ConcurrentDictionary<string, TaskCompletionSource> _expected = new();

    public NewWaits(LendflowDatabase database) => database.Heard += Tell;

    /// <summary>Completes when a wait with this hash is on disk. Ask before looking for the wait, and <see cref="Forget"/> afterwards.</summary>
    public Task Expect(string hash) => _expected.GetOrAdd(hash, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string hash) => _expected.TryRemove(hash, out _);

    void Tell(News news)
    {
        if (_expected.IsEmpty) return;
        foreach (var hash in news.Waits)
            if (_expected.TryGetValue(hash, out var expected)) expected.TrySetResult();
    }
}
