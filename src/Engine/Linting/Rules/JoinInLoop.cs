using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>Token mode: an arrow leads back to a join that waits for all of its branches. On the second round only that one token
/// comes, and the join waits for the others.</summary>
static class JoinInLoop
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Flowcharts
        where flowchart.UsesTokens
        from arrow in flowchart.BackArrows
        where Joins.WaitsForAll(flowchart, arrow.Target)
        select lint.At(flowchart, arrow,
            $"Expected the arrow back from {arrow.Source.Called()} to lead to a step that runs when it comes, but {arrow.Target.Called()} waits for all of its other branches again, and they do not come: the case waits for ever. Let the arrow lead to the step behind the join.",
            $"从{arrow.Source.CalledZh()}返回的连线应通向到达即可执行的节点，但{arrow.Target.CalledZh()}会再次等待其余分支，而它们不会再来：案件将永远等待。请将连线改到汇聚节点之后。");
}
