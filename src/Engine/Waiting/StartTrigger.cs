using System.Text.Json;

namespace Lendflow.Engine.Waiting;

/// <summary>What a step says it can be started by: one stimulus, or the clock.</summary>
/// <param name="Name">Type of the stimulus, for example <c>Elsa.Event</c>.</param>
/// <param name="Payload">The stimulus awaited, as data; for the clock, the schedule.</param>
/// <param name="DueAt">When the clock starts the first instance; null for everything else.</param>
/// <param name="Details">What is kept instead of the stimulus, for whoever finds it; undefined for the stimulus itself.</param>
public sealed record StartCondition(string Name, JsonElement Payload, DateTimeOffset? DueAt = null, JsonElement Details = default);

/// <summary>A step by which a stimulus or the clock starts an instance of a published version (Elsa: a stored trigger). It is
/// written with the publication and removed with the retraction, never apart from them.</summary>
/// <param name="Id">The same for the same condition of the same step of the same version.</param>
/// <param name="ActivityId">Id of the step; the instance it starts does not wait there.</param>
/// <param name="Hash">What a stimulus must hash to; see <see cref="Stimulus.Hash"/>.</param>
/// <param name="DueAt">When the clock starts the next instance; null when it never does.</param>
public sealed record StartTrigger(
    string Id,
    string DefinitionId,
    string VersionId,
    string ActivityId,
    string Name,
    string Hash,
    JsonElement Payload,
    DateTimeOffset? DueAt);
