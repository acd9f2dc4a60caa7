using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>An arrow leaves by an outcome its step never gives.</summary>
static class UnknownOutcome
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Flowcharts
        from arrow in flowchart.Arrows
        let step = arrow.Source
        let outcomes = step.Element.OutcomesOf(step)
        where !step.Element.Descriptor.IsTerminal && step.Element is not Fault && !outcomes.Allows(arrow.Port ?? "Done")
        let known = string.Join(", ", outcomes.Names)
        select lint.At(flowchart, arrow,
            $"Expected an arrow from {step.Called()} to leave by {known}, but it leaves by {arrow.Port ?? "no outcome"}, so it is never followed. Let it leave by one of these.",
            $"{step.CalledZh()}的连线应从以下结果引出：{known}，但它从“{arrow.Port ?? "（无）"}”引出，永远不会被执行。请改用上述结果之一。");
}
