using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Reads the outcomes a flow gives a task: plain names, or objects with label, style and what must be given.</summary>
public static class TaskOutcomes
{
    public static IReadOnlyList<TaskOutcome> Read(JsonElement outcomes) =>
        outcomes.ValueKind == JsonValueKind.Array ? [.. outcomes.EnumerateArray().Select(ReadOne)] : [new TaskOutcome("Done", "Done", "完成", "primary")];

    static TaskOutcome ReadOne(JsonElement outcome)
    {
        if (outcome.ValueKind == JsonValueKind.String) return new TaskOutcome(outcome.GetString()!, outcome.GetString()!);
        var read = Values.To<TaskOutcome>(outcome) ?? new TaskOutcome("Done", "Done");
        return read with { Label = read.Label ?? read.Key, Style = read.Style ?? "default" };
    }
}
