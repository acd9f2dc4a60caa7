using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A step asks for a form that the lender does not have: the case stops there with an incident.</summary>
static class UnknownForm
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender) =>
        from step in lint.Steps
        where step.ConstantText("formKey") is { Length: > 0 } key && !lender.Tables.Forms.ContainsKey(key)
        let known = string.Join(", ", lender.Tables.Forms.Keys.Order(StringComparer.Ordinal))
        select lint.At(step, "formKey",
            $"Expected the form of {step.Called()} to be one of {known}, but there is no form '{step.ConstantText("formKey")}'. Choose one, or draw it first.",
            $"{step.CalledZh()}的表单应为以下之一：{known}，但“{step.ConstantText("formKey")}”不存在。请选用已有表单或先建立该表单。");
}
