using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Storage;

/// <summary>Stimuli on their way to those they meet, and those kept for waits to come. Leases are as for timers.</summary>
public interface IStimulusStore
{
    /// <summary>Accepts a stimulus, leased to the caller until <paramref name="leaseUntil"/>; completes when it is on disk.</summary>
    /// <returns>False when one with this id was ever accepted; nothing was written then.</returns>
    Task<bool> AcceptAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>Rewrites a stimulus as the next revision; the lease stays until <paramref name="leaseUntil"/>, which for a kept one
    /// is the time from which it may be claimed.</summary>
    /// <returns>False when somebody else has rewritten or removed it; nothing was written then.</returns>
    Task<bool> RewriteAsync(PendingStimulus stimulus, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>Removes a stimulus that has been consumed; its id stays known. No effect when it is gone.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>What there is to do for nobody who holds a lease: stimuli that a dead node had on their way, and kept ones that a
    /// wait has come for; oldest first. Kept ones older than <see cref="PendingStimulus.KeptFor"/> are removed instead.</summary>
    Task<IReadOnlyList<PendingStimulus>> ClaimStimuliAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken cancellationToken);
}
