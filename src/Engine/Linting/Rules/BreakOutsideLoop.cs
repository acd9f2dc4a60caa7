using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A Break without a loop around it ends the sequence or flowchart it is in.</summary>
static class BreakOutsideLoop
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.Element is Break && !IsInLoop(step)
        select lint.At(step, null,
            $"Expected a loop around {step.Called()}, but there is none: it ends everything drawn beside it instead. Put it into the body of a loop, or use End.",
            $"{step.CalledZh()}应位于循环体内，但外层没有循环：它会直接结束所在的整个流程图或序列。请移入循环体，或改用“结束”。");

    static bool IsInLoop(Node step)
    {
        for (var outer = step.Parent; outer is not null; outer = outer.Parent)
            if (outer.Element is Loop or ParallelForEach) return true;
        return false;
    }
}
