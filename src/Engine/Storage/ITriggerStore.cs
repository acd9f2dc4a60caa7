using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>The triggers by which published versions are started. They are written with the versions, in the same transaction
/// (<see cref="IDefinitionStore.CommitAsync"/>); here they are found and, those of the clock, moved on.</summary>
public interface ITriggerStore
{
    /// <summary>The triggers that a stimulus meets, by id. One indexed look-up, whatever the number of definitions and versions.</summary>
    Task<IReadOnlyList<StartTrigger>> FindTriggersAsync(string hash, CancellationToken cancellationToken);

    /// <summary>The triggers of the published version of a definition, by step and id.</summary>
    Task<IReadOnlyList<StartTrigger>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Triggers that are due at <paramref name="now"/>, earliest first, leased to the caller until <paramref name="leaseUntil"/>
    /// as timers are (<see cref="IWorkflowStore.ClaimDueTimersAsync"/>).</summary>
    Task<IReadOnlyList<StartTrigger>> ClaimDueTriggersAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken);

    /// <summary>Sets when a trigger is due next, and ends its lease. No effect when it is gone, or due at another time than it was
    /// when it was claimed: somebody else has moved it on.</summary>
    /// <param name="next">Null for never again.</param>
    Task AdvanceTriggerAsync(StartTrigger claimed, DateTimeOffset? next, CancellationToken cancellationToken);
}
