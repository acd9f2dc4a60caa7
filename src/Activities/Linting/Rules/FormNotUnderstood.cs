using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A step has a form of its own with something in it that neither page nor server understands, and so nobody checks.</summary>
static class FormNotUnderstood
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.IsPersonal() && step.ConstantText("formKey") is not { Length: > 0 } && step.TryConstant("form", out var form) && form.ValueKind == System.Text.Json.JsonValueKind.Object
        from problem in FormSchema.Problems(FormOf(step))
        select lint.At(step, "form",
            $"{problem.Message} ({problem.Path} in the form of {step.Called()}). Correct it, or make it a form of the lender.",
            $"{step.CalledZh()}的表单在 {problem.Path} 处有无法识别的内容。请更正，或改用表单库中的表单。");

    static System.Text.Json.JsonElement FormOf(Node step) => step.TryConstant("form", out var form) ? form : default;
}
