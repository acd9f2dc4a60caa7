using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A join waits for all of its branches, but a decision may turn one of them away while another arrives.</summary>
static class JoinMayWait
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        var never = JoinNeverFires.Check(lint).Select(o => o.Place.NodeId).ToHashSet();
        foreach (var flowchart in lint.Flowcharts)
            foreach (var join in flowchart.Steps.Where(s => Joins.WaitsForAll(flowchart, s) && !never.Contains(s.Path)))
                if (Turning(flowchart, join) is { } way)
                    yield return lint.At(join, null,
                        $"Expected all branches into {join.Called()} to arrive in every case, but one arrives only when {way.Step.Called()} is left by {way.Outcome}. Otherwise {Joins.Consequence(flowchart)}. {Joins.Cure(flowchart)}",
                        $"{join.CalledZh()}等待所有分支到达，但其中一支只有在{way.Step.CalledZh()}的结果为“{way.Outcome}”时才会到达。否则{Joins.ConsequenceZh(flowchart)}。{Joins.CureZh(flowchart)}");
    }

    static FlowchartShape.Way? Turning(FlowchartShape flowchart, Node join)
    {
        var before = flowchart.Paths.ForwardInto(join).Select(a => flowchart.DecisionsBefore(a).ToHashSet()).ToList();
        return before.SelectMany(b => b).Distinct().FirstOrDefault(way => before.Exists(b => !b.Contains(way)) && !MayComeBackOrEnd(flowchart, way));
    }

    /// <summary>The other outcomes of the decision may end the whole flowchart, or lead back to it.</summary>
    static bool MayComeBackOrEnd(FlowchartShape flowchart, FlowchartShape.Way way)
    {
        var others = flowchart.Paths.OutOf(way.Step).Where(a => (a.Port ?? "Done") != way.Outcome).Select(a => a.Target);
        return flowchart.After(others).Any(s => s == way.Step || s.Element.Descriptor.IsTerminal || s.Element is Fault);
    }
}
