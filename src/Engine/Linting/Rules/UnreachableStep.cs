using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>No way leads from the start to a step. Only the first step of each stretch is named.</summary>
static class UnreachableStep
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        var reached = ControlFlow.After(lint.Flow.Start);
        foreach (var step in lint.Steps.Where(s => !reached.Contains(lint.Flow.Begin(s))))
        {
            if (!reached.Contains(lint.Flow.Begin(step.Parent!)) || step.Parent!.Plan is FlowchartPlan plan && plan.Connections.Any(a => a.Target == step)) continue;
            yield return lint.At(step, null,
                $"Expected a way from the start to {step.Called()}, but nothing leads to it, so neither it nor what only it leads to ever runs. Connect it or delete it.",
                $"应有路径从开始到达{step.CalledZh()}，但没有任何连线通向它，它及其后续节点永远不会执行。请连接或删除该节点。");
        }
    }
}
