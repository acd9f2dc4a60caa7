using System.Text.Json;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Running;

/// <summary>What sets an instance going. Everything that ever happens to an instance enters the interpreter as one of these.</summary>
public abstract record Trigger
{
    /// <summary>A new instance.</summary>
    /// <param name="TriggerActivity">Id of the step that a stimulus started it by; null when a person or a program did.</param>
    /// <param name="Trace">Where its trace begins (<see cref="CaseTrace"/>); null when nobody listens.</param>
    public sealed record Start(
        string InstanceId,
        IReadOnlyDictionary<string, JsonElement> Input,
        string? CorrelationId = null,
        string? Name = null,
        string? TriggerActivity = null,
        string? ParentInstanceId = null,
        string? ParentWaitId = null,
        string? Actor = null,
        int Generation = 0,
        string? Trace = null) : Trigger;

    /// <summary>What a wait waited for came: an event, the clock, a child's end.</summary>
    public sealed record Resume(string WaitId, JsonElement Payload = default, string? Actor = null) : Trigger;

    /// <summary>A job was answered, or given up.</summary>
    public sealed record JobAnswered(string JobId, JobAnswer Answer) : Trigger;

    /// <summary>A person acted on a task.</summary>
    public sealed record Task(TaskCommand Command) : Trigger;

    /// <summary>A clock of the whole case rang: its open tasks learn it, and people are told.</summary>
    /// <param name="Detail">Which clock and why, as the log keeps it.</param>
    /// <param name="Ring">What the steps with open tasks make of it.</param>
    /// <param name="Told">Jobs whose answer nobody waits for, each once by its key.</param>
    public sealed record Clock(string Detail, JsonElement Ring, IReadOnlyList<(string Kind, string Key, JsonElement Payload)> Told) : Trigger
    {
        /// <summary>Kind under which the log keeps it.</summary>
        public const string Kind = "Clock";
    }

    /// <summary>An operator wants the failed activity tried again.</summary>
    public sealed record RetryIncident(string IncidentId, string Actor, string Reason) : Trigger;

    /// <summary>An operator wants the case to go on as if the failed activity had completed.</summary>
    /// <param name="Outcome">The outcome to go on with; null for the activity's default.</param>
    public sealed record SkipIncident(string IncidentId, string? Outcome, string Actor, string Reason) : Trigger;

    /// <summary>The case is ended from outside.</summary>
    /// <param name="CaseStatus">Value for the fact <c>status</c>, for example <c>withdrawn</c>; null leaves it.</param>
    /// <param name="Expected">The revision of the instance the decision rests on; refused when it has changed since. Null for any.</param>
    /// <param name="WithDescendants">Whether the cases it started end with it.</param>
    public sealed record Cancel(string Actor, string Reason, string? CaseStatus = null, long? Expected = null, bool WithDescendants = false) : Trigger;

    /// <summary>An operator changes the case.</summary>
    /// <param name="Expected">As for <see cref="Cancel"/>.</param>
    /// <param name="Target">The version that a <see cref="Alteration.Migrate"/> names; null when there is none.</param>
    public sealed record Alter(IReadOnlyList<Alteration> Alterations, string Actor, string Reason, long? Expected = null, Graphs.Graph? Target = null) : Trigger;
}

/// <summary>What the interpreter answers: changes that were applied, or a refusal and no changes.</summary>
public sealed record Decision(IReadOnlyList<Change> Changes, Refusal? Refusal)
{
    public static Decision Refused(Refusal refusal) => new([], refusal);
}
