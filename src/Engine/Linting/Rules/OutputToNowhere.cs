using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>An output goes to a variable that is not declared around the step, nor an output of the flow.</summary>
static class OutputToNowhere
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        from output in step.Outputs
        where VariableUses.FindById(step, output.Value) is null && !lint.Graph.WorkflowOutputs.Contains(output.Value, StringComparer.OrdinalIgnoreCase)
        select lint.At(step, output.Key,
            $"Expected output '{output.Key}' of {step.Called()} to go to a variable declared around it or to an output of the flow, but '{output.Value}' is neither, so the value is lost. Choose a variable.",
            $"{step.CalledZh()}的输出“{output.Key}”应写入外层声明的变量或流程输出，但“{output.Value}”都不是，值会丢失。请选择变量。");
}
