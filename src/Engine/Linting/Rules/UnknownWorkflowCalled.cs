using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A step starts a workflow by an id nobody has.</summary>
static class UnknownWorkflowCalled
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.Has("workflowDefinitionId") && step.Element is not WorkflowActivity
        let id = step.ConstantText("workflowDefinitionId")
        where id is { Length: > 0 } && lint.IsKnown?.Invoke(id) == false
        select lint.At(step, "workflowDefinitionId",
            $"Expected {step.Called()} to start a workflow that is here, but '{id}' is not known. Import and publish it before the first case gets there.",
            $"{step.CalledZh()}应启动已存在的流程，但“{id}”未知。请在首个案件到达之前导入并发布它。");
}
