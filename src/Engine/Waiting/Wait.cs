using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Lendflow.Engine.Waiting;

/// <summary>Something an activity waits for (Elsa: a bookmark). It is created and burned in the same commit as the rest of
/// its burst, so what is awaited and what the instance believes it awaits never differ.</summary>
/// <param name="Id">Unique in the store: instance id, activity execution and a counter.</param>
/// <param name="Activity">The activity execution that waits.</param>
/// <param name="Node">Path of the step in the definition.</param>
/// <param name="Kind">Who resumes it.</param>
/// <param name="Name">Type of the stimulus, for example <c>Elsa.Event</c>.</param>
/// <param name="Hash">What a stimulus must hash to; see <see cref="Stimulus.Hash"/>.</param>
/// <param name="Payload">The stimulus awaited, as data.</param>
/// <param name="Tag">What the activity calls this wait, when it has several.</param>
/// <param name="DueAt">When a timer wait is over; null for every other kind.</param>
/// <param name="Burns">Whether the first resumption ends the wait.</param>
public sealed record Wait(
    string Id,
    int Activity,
    string Node,
    WaitKind Kind,
    string Name,
    string Hash,
    JsonElement Payload,
    DateTimeOffset CreatedAt,
    string? Tag = null,
    DateTimeOffset? DueAt = null,
    bool Burns = true);

/// <summary>Who resumes a wait.</summary>
public enum WaitKind
{
    /// <summary>A published event or another stimulus, found by hash and correlation id.</summary>
    Event,
    /// <summary>The clock.</summary>
    Timer,
    /// <summary>The answer of a job.</summary>
    Job,
    /// <summary>The end of a child instance.</summary>
    Child,
    /// <summary>A person, through the task of the same activity execution.</summary>
    Task,
}

/// <summary>The address of an event: what is published finds what waits by an equal hash.</summary>
public static class Stimulus
{
    /// <summary>SHA-256 in upper-case hex of name and payload joined by <c>|</c>, as Elsa 3.8 builds it for stimuli that do
    /// not name an activity instance.</summary>
    public static string Hash(string name, JsonElement payload)
    {
        var text = payload.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? name : $"{name}|{payload.GetRawText()}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
