using System.Text.Json;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Waiting;

/// <summary>A stimulus that was accepted and has not been consumed. Whom it meets is written down before anybody is met, so
/// that going on after a crash meets the same and nobody else.</summary>
/// <param name="Id">The publication's; the same one is accepted once for all time.</param>
/// <param name="CorrelationId">Only waits of instances with this one, and the correlation id of what it starts; null for all.</param>
/// <param name="InstanceId">Only waits of this instance, and nothing is started; null for all.</param>
/// <param name="Triggers">What it starts, as found when it was accepted; empty once that has been done.</param>
/// <param name="Waits">What it resumes; null when that has not been looked for, or there was none yet.</param>
/// <param name="Revision">Counts the rewrites: of two nodes that hold it, because the first one's lease ended, one goes on.</param>
public sealed record PendingStimulus(
    string Id,
    string Hash,
    string? CorrelationId,
    string? InstanceId,
    JsonElement Payload,
    string? Actor,
    DateTimeOffset AcceptedAt,
    IReadOnlyList<StartTrigger> Triggers,
    IReadOnlyList<WaitAddress>? Waits,
    int Revision = 0)
{
    /// <summary>How long it is kept for waits to come, as in Elsa.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>Whether it has met nobody and is kept for a wait to come.</summary>
    public bool IsKept => Triggers.Count == 0 && Waits is null;
}
