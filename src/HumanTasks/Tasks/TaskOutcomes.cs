using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Reads the outcomes a flow gives a task: names, and for some of them how they are shown and what they ask for.</summary>
public static class TaskOutcomes
{
    /// <param name="outcomes">Names; an object in their place is its own detail.</param>
    /// <param name="details">Objects with the key of an outcome; null for none.</param>
    public static IReadOnlyList<TaskOutcome> Read(JsonElement outcomes, JsonElement details = default)
    {
        if (outcomes.ValueKind != JsonValueKind.Array) return [new TaskOutcome("Done", "Done", "完成", "primary")];
        var detailed = details.ValueKind == JsonValueKind.Array ? details.EnumerateArray().Select(ReadOne).ToList() : [];
        return [.. outcomes.EnumerateArray().Select(ReadOne).Select(o => detailed.FirstOrDefault(d => d.Key == o.Key) ?? o)];
    }

    static TaskOutcome ReadOne(JsonElement outcome)
    {
        if (outcome.ValueKind == JsonValueKind.String) return new TaskOutcome(outcome.GetString()!, outcome.GetString()!);
        var read = Values.To<TaskOutcome>(outcome) ?? new TaskOutcome("Done", "Done");
        return read with { Label = read.Label ?? read.Key, Style = read.Style ?? "default" };
    }
}
