using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A case of a switch that an earlier one always takes the place of, or a label used twice.</summary>
static class CaseNeverReached
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        foreach (var step in lint.Steps.Where(s => s.Element is FlowSwitch or Switch))
        {
            var takesFirst = step.ConstantText("mode") is null or "MatchFirst" or "0" && Written(step) is null or "MatchFirst" or "0";
            var seen = new Dictionary<string, string>();
            string? always = null;
            foreach (var each in step.Source.Member("cases").Items())
            {
                var label = each.Text("label") ?? "";
                if (ExpressionReading.Read(each.Member("condition")) is not { } condition) continue;
                var text = $"{condition.Type}:{Expressions.Conversion.Text(condition.Value).Trim()}";
                if (takesFirst && (always ?? (DeadBranch.Constant(condition) is null ? seen.GetValueOrDefault(text) : null)) is { } earlier)
                    yield return new Observation(new Place(step.Id, step.Path, lint.PathOf(each)),
                        $"Expected every case of {step.Called()} to be possible, but case '{label}' is never reached, because '{earlier}' before it always holds then. Change its condition, or delete it.",
                        $"{step.CalledZh()}的每个分支都应可能到达，但分支“{label}”永远不会到达，因为此前的“{earlier}”总会先成立。请修改条件或删除。");
                seen.TryAdd(text, label);
                if (DeadBranch.Constant(condition) is true) always ??= label;
            }
        }
    }

    static string? Written(Node step) => step.Source.Text("mode");
}
