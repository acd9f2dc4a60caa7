using System.Collections.Concurrent;
using Lendflow.Engine.Running;

namespace Lendflow.Host.Running;

/// <summary>Tells of waits this process commits, for reports from outside that overtake the commit which awaits them.</summary>
sealed class NewWaits
{
    readonly ConcurrentDictionary<string, TaskCompletionSource> _expected = new();

    public NewWaits(WorkflowRunner runner) => runner.Committed += Tell;

    /// <summary>Completes when a wait with this hash is on disk. Ask before looking for the wait, and <see cref="Forget"/> afterwards.</summary>
    public Task Expect(string hash) => _expected.GetOrAdd(hash, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string hash) => _expected.TryRemove(hash, out _);

    void Tell(Instance instance, IReadOnlyList<Change> changes)
    {
        if (_expected.IsEmpty) return;
        foreach (var created in changes.OfType<Change.WaitCreated>())
            if (created.Wait.Hash is { } hash && _expected.TryGetValue(hash, out var expected)) expected.TrySetResult();
    }
}
