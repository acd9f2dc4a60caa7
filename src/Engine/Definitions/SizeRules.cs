using System.Text.Json;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Definitions;

/// <summary>Whether a definition is small enough to be looked at more closely.</summary>
static class SizeRules
{
    public static IReadOnlyList<Problem> Check(JsonElement source)
    {
        var (steps, problems) = (0, new List<Problem>());
        foreach (var activity in UsedWorkflows.ActivitiesIn(source.Member("root")))
        {
            if (++steps > Limits.Steps)
            {
                problems.Add(new Problem("$.root", $"Expected at most {Limits.Steps} steps, but there are more. Move parts into workflows of their own."));
                break;
            }
            var arrows = activity.Member("connections");
            if (arrows.ValueKind == JsonValueKind.Array && arrows.GetArrayLength() > Limits.Arrows)
                problems.Add(new Problem("$.root", $"Expected at most {Limits.Arrows} connections in one flowchart, but '{activity.Text("id")}' has {arrows.GetArrayLength()}."));
        }
        return problems;
    }

    /// <summary>The first problems; nobody reads thousands.</summary>
    public static IReadOnlyList<Problem> Told(IReadOnlyList<Problem> problems) => problems.Count <= Limits.ToldProblems
        ? problems
        : [.. problems.Take(Limits.ToldProblems), new Problem("$", $"Expected a definition without problems, but there are {problems.Count - Limits.ToldProblems} more.")];
}
