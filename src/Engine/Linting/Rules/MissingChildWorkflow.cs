using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A step is another workflow, which this server does not have.</summary>
static class MissingChildWorkflow
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where IsMeant(step)
        let id = step.Source.Text("workflowDefinitionId") ?? step.Type
        select lint.At(step, "workflowDefinitionId",
            $"Expected the workflow that {step.Called()} runs to be here, but '{id}' is not known. Import it first, and offer it as an activity.",
            $"{step.CalledZh()}所引用的流程应已存在，但“{id}”未知。请先导入该流程，并设为可作为活动使用。");

    public static bool IsMeant(Node step) => step.Element is NotFoundActivity && step.Source.Text("workflowDefinitionId") is not null;
}
