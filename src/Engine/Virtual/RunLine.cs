using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Virtual;

/// <summary>One line of a run's record. Instances are called wf1, wf2 … in order of creation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Out), "out")]
[JsonDerivedType(typeof(Phase), "phase")]
[JsonDerivedType(typeof(Log), "log")]
[JsonDerivedType(typeof(Act), "act")]
[JsonDerivedType(typeof(Incident), "incident")]
[JsonDerivedType(typeof(Final), "final")]
[JsonDerivedType(typeof(ImportFailed), "import-failed")]
[JsonDerivedType(typeof(RunError), "run-error")]
public abstract record RunLine
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new UnsetAsNull() },
    };

    /// <summary>A line the flow wrote.</summary>
    public sealed record Out(string Text) : RunLine;

    /// <summary>How the started instance is after something came from outside.</summary>
    /// <param name="Name"><c>started</c>, <c>event:NAME</c> or <c>resumed:KIND@STEP</c>.</param>
    /// <param name="Bookmarks">What it waits for.</param>
    public sealed record Phase(string Name, WorkflowStatus Status, WorkflowSubStatus SubStatus, IReadOnlyList<string> Bookmarks) : RunLine;

    /// <summary>An entry of the journal.</summary>
    /// <param name="Ev">Started, Completed, Suspended, Resumed, Error, Faulted or Canceled.</param>
    public sealed record Log(string Wf, int Seq, string Ev, string Id, string Type) : RunLine;

    /// <summary>One execution of a step, as it ended.</summary>
    public sealed record Act(string Wf, string Id, ActivityStatus Status, IReadOnlyList<string>? Outcomes) : RunLine;

    public sealed record Incident(string Wf, string Activity, string Type, string Msg, string? Cause) : RunLine;

    /// <summary>An instance at the end of the run.</summary>
    /// <param name="Main">Whether it is the one that was started.</param>
    public sealed record Final(
        string Wf, bool Main, string Definition, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus, string? Name, string? CorrelationId,
        int IncidentCount, IReadOnlyDictionary<string, JsonElement> Vars, IReadOnlyDictionary<string, JsonElement> Output) : RunLine;

    /// <summary>A flow was refused.</summary>
    public sealed record ImportFailed(string File, IReadOnlyList<string> Errors) : RunLine;

    /// <summary>Nothing was started.</summary>
    public sealed record RunError(string Message) : RunLine;

    /// <summary>The line as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
