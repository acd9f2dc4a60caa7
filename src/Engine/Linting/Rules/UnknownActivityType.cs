using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>This server has no activity of that type: the case stops there with an incident.</summary>
static class UnknownActivityType
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.Element is NotFoundActivity && !MissingChildWorkflow.IsMeant(step) && !UnknownActivityVersion.IsMeant(step)
        select lint.At(step, "type",
            $"Expected {step.Called()} to be of an activity type this server has, but '{step.Type}' is not known: a case that gets there stops with an incident. Replace the step, or install what it belongs to.",
            $"{step.CalledZh()}的类型应为本服务器已有的节点类型，但“{step.Type}”未知：到达该节点的案件会以异常中止。请替换该节点或安装相应模块。");
}
