using System.Text.Json;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.History;

/// <summary>One execution of one step, from its start to how it stands now.</summary>
public sealed class StepExecution
{
    /// <summary>From 1, in order of creation within the instance.</summary>
    public required int Number { get; init; }
    public required StepName Step { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>The execution during which this one was scheduled; null for the workflow itself.</summary>
    public int? ScheduledBy { get; init; }
    public ActivityStatus Status { get; internal set; } = ActivityStatus.Running;
    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }
    public IReadOnlyList<string>? Outcomes { get; internal set; }
    public IReadOnlyDictionary<string, JsonElement> Inputs { get; internal set; } = new Dictionary<string, JsonElement>();
    public Dictionary<string, JsonElement> Outputs { get; } = [];
    /// <summary>The failure it stands at; null when there is none, or when it was retried or skipped.</summary>
    public Incident? Incident { get; internal set; }
    /// <summary>How often it failed.</summary>
    public int Faults { get; internal set; }
    /// <summary>Whether it waits for something other than a job.</summary>
    public bool IsWaiting => OpenWaits > 0;

    internal int OpenWaits { get; set; }
}
