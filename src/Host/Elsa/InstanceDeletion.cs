using Lendflow.Engine.Definitions;
using Lendflow.Storage;

namespace Lendflow.Host.Elsa;

/// <summary>What deleting an instance means for a lender: a run that is no case and has ended leaves the lists, and the file that it would be
/// exported as is kept with a line in the history of its flow. A case is kept.</summary>
sealed class InstanceDeletion(InstanceFiles files, InstanceRemoval removal, TimeProvider clock)
{
    /// <returns>Why it stays; null when it is gone.</returns>
    public async Task<string?> DeleteAsync(string id, string actor, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(id, cancellationToken) is not { } file) return $"Expected an instance '{id}', but there is none.";
        return await removal.RemoveAsync(id, file.Json.ToArray(), new Signature(actor, clock.GetUtcNow()), cancellationToken) switch
        {
            InstanceRemoved.IsCase => $"Expected a run that is no case, but '{id}' has a number or started something that has: what was decided about a case is kept.",
            InstanceRemoved.IsOpen => $"Expected a run that has ended, but '{id}' goes on or can be tried again: cancel it first.",
            InstanceRemoved.BelongsToAnother => $"Expected a run that was not started by another, but '{id}' was: delete that one, and this one goes with it.",
            InstanceRemoved.NotFound => $"Expected an instance '{id}', but there is none.",
            _ => null,
        };
    }
}
