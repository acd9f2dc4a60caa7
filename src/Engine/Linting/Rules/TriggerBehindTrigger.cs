using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A step that can start the flow lies behind another that can: started by it, a case skips everything before it.</summary>
static class TriggerBehindTrigger
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        var triggers = lint.Steps.Where(s => s.CanStart && s.Element.Descriptor.IsTrigger).ToList();
        foreach (var first in triggers)
        {
            var after = ControlFlow.After(lint.Flow.Begin(first));
            foreach (var second in triggers.Where(t => t != first && after.Contains(lint.Flow.Begin(t)) && !ControlFlow.After(lint.Flow.Begin(t)).Contains(lint.Flow.Begin(first))))
                yield return lint.At(second, null,
                    $"Expected one step to start the flow on each path, but {second.Called()}, which comes after {first.Called()}, can start it too: such a case skips everything before it. Switch off 'can start workflow' there if it is only to be waited for.",
                    $"每条路径应只有一个启动节点，但位于{first.CalledZh()}之后的{second.CalledZh()}也能启动流程：由它启动的案件会跳过前面的全部节点。若只需等待，请取消其“可启动流程”。");
        }
    }
}
