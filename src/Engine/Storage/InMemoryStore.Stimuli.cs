using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>The stimulus port.</summary>
public sealed partial class InMemoryStore
{
    readonly Dictionary<string, StoredStimulus> _stimuli = [];

    public Task<bool> AcceptAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_operations.TryAdd(stimulus.Id, "")) return Task.FromResult(false);
            _stimuli[stimulus.Id] = new StoredStimulus(Copy(stimulus), leaseUntil);
            return Task.FromResult(true);
        }
    }

    public Task<bool> RewriteAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_stimuli.TryGetValue(stimulus.Id, out var stored) || stored.Stimulus.Revision != stimulus.Revision - 1) return Task.FromResult(false);
            _stimuli[stimulus.Id] = new StoredStimulus(Copy(stimulus), leaseUntil);
            return Task.FromResult(true);
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock) _stimuli.Remove(id);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PendingStimulus>> ClaimStimuliAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var old = now - PendingStimulus.KeptFor;
            foreach (var expired in _stimuli.Values.Select(s => s.Stimulus).Where(s => s.IsKept && s.AcceptedAt <= old).ToList()) _stimuli.Remove(expired.Id);
            var due = _stimuli.Values.Where(s => s.FreeAt <= now && (!s.Stimulus.IsKept || _eventWaits.Values.Any(w => IsMetBy(w, s.Stimulus))))
                .OrderBy(s => s.Stimulus.AcceptedAt).ThenBy(s => s.Stimulus.Id, StringComparer.Ordinal).Take(max).ToList();
            foreach (var stimulus in due) _stimuli[stimulus.Stimulus.Id] = stimulus with { FreeAt = leaseUntil };
            return List(due.Select(s => Copy(s.Stimulus)));
        }
    }

    bool IsMetBy(StoredWait wait, PendingStimulus stimulus) =>
        wait.Hash == stimulus.Hash
        && (stimulus.CorrelationId is null || _instances[wait.InstanceId].CorrelationId == stimulus.CorrelationId)
        && (stimulus.InstanceId is null || wait.InstanceId == stimulus.InstanceId);

    static PendingStimulus Copy(PendingStimulus stimulus) => EngineJson.ReadStimulus(EngineJson.WriteStimulus(stimulus));

    /// <param name="FreeAt">When it may be claimed: at the end of its lease.</param>
    sealed record StoredStimulus(PendingStimulus Stimulus, DateTimeOffset FreeAt);
}
