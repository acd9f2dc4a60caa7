using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>An arrow leaves a step that ends what is around it: it is never followed.</summary>
static class ArrowAfterEnd
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Flowcharts
        from arrow in flowchart.Arrows
        where arrow.Source.Element.Descriptor.IsTerminal || arrow.Source.Element is Fault
        select lint.At(flowchart, arrow,
            $"Expected no arrow from {arrow.Source.Called()}, which ends the flowchart, but one leads to {arrow.Target.Called()} and is never followed. Delete the arrow, or the step that ends.",
            $"{arrow.Source.CalledZh()}会结束流程图，其后不应有连线，但有连线通向{arrow.Target.CalledZh()}，永远不会被执行。请删除该连线或结束节点。");
}
