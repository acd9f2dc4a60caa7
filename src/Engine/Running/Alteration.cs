using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lendflow.Engine.Running;

/// <summary>What an operator changes about a case from outside its flow; the names are Elsa's where Elsa has it. Several are one
/// trigger: they take effect in order and in one commit, or with any problem not at all.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ModifyVariable), "ModifyVariable")]
[JsonDerivedType(typeof(ScheduleActivity), "ScheduleActivity")]
[JsonDerivedType(typeof(CancelActivity), "CancelActivity")]
[JsonDerivedType(typeof(Move), "Move")]
[JsonDerivedType(typeof(Migrate), "Migrate")]
[JsonDerivedType(typeof(Cancel), "Cancel")]
public abstract record Alteration
{
    /// <summary>Gives a variable another value, converted to its type.</summary>
    /// <param name="VariableId">Id of the variable; its name when no variable has this id.</param>
    public sealed record ModifyVariable(string VariableId, JsonElement Value) : Alteration;

    /// <summary>Runs a step in its container, which must be running; or tries a failed execution again.</summary>
    /// <param name="ActivityId">Id of the step; null when an execution is given.</param>
    /// <param name="Execution">Number of the failed execution to try again; null for a new one.</param>
    public sealed record ScheduleActivity(string? ActivityId, int? Execution = null) : Alteration;

    /// <summary>Ends executions that run, wait or have failed, with their tasks, timers and jobs. What comes after them is skipped.</summary>
    /// <param name="ActivityId">Id of the step: every execution of it; null when one is given.</param>
    public sealed record CancelActivity(string? ActivityId, int? Execution = null) : Alteration;

    /// <summary>The case goes on at another step: what there is of the one is ended without a trace in the flow, the other begins.</summary>
    public sealed record Move(string From, string To) : Alteration;

    /// <summary>The case goes on under another version of its definition.</summary>
    /// <param name="Moves">Where a case goes that is at a step which the version does not have: id of the step to id of the step
    /// there, both in the same container. Null for none.</param>
    public sealed record Migrate(int TargetVersion, IReadOnlyDictionary<string, string>? Moves = null) : Alteration;

    /// <summary>Ends the case, and the cases that it started.</summary>
    public sealed record Cancel : Alteration;
}
