using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A circle that nothing leads out of, in which something waits: the case never ends.</summary>
static class LoopWithoutExit
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from circle in Circles.WithoutExit(lint)
        where circle.Any(Circles.Waits)
        select lint.At(circle[0], null,
            $"Expected a way out of the loop {Circles.Shown(circle)}, but there is none: the case never ends. Add a decision with an arrow that leaves the loop, unless it is to run for ever.",
            $"循环 {Circles.ShownZh(circle)} 应有出口，但没有：案件永远不会结束。除非有意常驻运行，请加入带出口连线的判断节点。");
}
