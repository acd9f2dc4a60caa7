using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>An arrow begins or ends at a step that is not in its flowchart; like Elsa, the engine leaves it out.</summary>
static class DanglingArrow
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Steps.Where(s => s.Plan is FlowchartPlan)
        let steps = ((FlowchartPlan)flowchart.Plan!).Activities.Select(a => a.Id).ToHashSet()
        from arrow in FlowchartPlan.ArrowsIn(flowchart)
        from end in new[] { arrow.From, arrow.To }
        where end is null || !steps.Contains(end)
        select new Observation(new Place(flowchart.Id, flowchart.Path, lint.PathOf(arrow.Source)),
            $"Expected arrows between steps of {flowchart.Called()}, but one {(end == arrow.From ? "begins" : "ends")} at '{end}', which is not there, so the arrow does not exist. Draw it again.",
            $"连线两端应为{flowchart.CalledZh()}中的节点，但其中一端“{end}”不存在，该连线被忽略。请重新连线。");
}
