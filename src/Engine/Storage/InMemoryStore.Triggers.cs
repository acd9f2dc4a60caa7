using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>The trigger port.</summary>
public sealed partial class InMemoryStore
{
    readonly Dictionary<string, StoredTrigger> _triggers = [];

    void RemoveTriggers(IReadOnlyList<string> versionIds, IReadOnlyList<string> except)
    {
        foreach (var trigger in _triggers.Values.Select(t => t.Trigger).Where(t => versionIds.Contains(t.VersionId) && !except.Contains(t.Id)).ToList())
            _triggers.Remove(trigger.Id);
    }

    public Task<IReadOnlyList<StartTrigger>> FindTriggersAsync(string hash, CancellationToken cancellationToken)
    {
        lock (_lock) return List(_triggers.Values.Select(t => t.Trigger).Where(t => t.Hash == hash).OrderBy(t => t.Id, StringComparer.Ordinal));
    }

    public Task<IReadOnlyList<StartTrigger>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return List(_triggers.Values.Select(t => t.Trigger).Where(t => t.DefinitionId == definitionId)
                .OrderBy(t => t.ActivityId, StringComparer.Ordinal).ThenBy(t => t.Id, StringComparer.Ordinal));
        }
    }

    public Task<IReadOnlyList<StartTrigger>> ClaimDueTriggersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var due = _triggers.Values.Where(t => t.FreeAt <= now).OrderBy(t => t.Trigger.DueAt).ThenBy(t => t.Trigger.Id, StringComparer.Ordinal).Take(max).ToList();
            foreach (var trigger in due) _triggers[trigger.Trigger.Id] = trigger with { FreeAt = leaseUntil };
            return List(due.Select(t => t.Trigger));
        }
    }

    public Task AdvanceTriggerAsync(StartTrigger claimed, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_triggers.TryGetValue(claimed.Id, out var stored) && stored.Trigger.DueAt == claimed.DueAt)
                _triggers[claimed.Id] = new StoredTrigger(stored.Trigger with { DueAt = next }, next);
            return Task.CompletedTask;
        }
    }

    /// <param name="FreeAt">When it may be claimed: due, or at the end of its lease; null for never.</param>
    sealed record StoredTrigger(StartTrigger Trigger, DateTimeOffset? FreeAt);
}
