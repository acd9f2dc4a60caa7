using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>Counter mode: an arrow leads back to a step that not every path to its source has passed. Elsa faults when it is followed.</summary>
static class UnsoundArrowBack
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Flowcharts
        where !flowchart.UsesTokens
        from arrow in flowchart.BackArrows
        where !flowchart.Paths.IsSoundBackward(arrow)
        select lint.At(flowchart, arrow,
            $"Expected every path from the start to {arrow.Source.Called()} to pass {arrow.Target.Called()}, to which an arrow leads back, but one goes round it: in counter mode the case faults when the arrow is followed. Choose token mode for the flow (customProperties.flowMode: Token), where such an arrow is sound, or let it lead back to a step that all paths pass.",
            $"从开始到{arrow.Source.CalledZh()}的每条路径都应经过其返回连线所指的{arrow.Target.CalledZh()}，但有路径绕过了它：计数模式下走到该连线时流程会报错。请将流程设为令牌模式（customProperties.flowMode: Token），或让连线返回到所有路径都经过的节点。");
}
