using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>An outcome requires a field that the step's form does not have: nobody can ever choose it.</summary>
static class FormLacksField
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender) =>
        from step in lint.Steps
        where step.IsPersonal() && FieldsOf(step, lender) is not null
        from outcome in step.TaskOutcomesOf()
        from field in (outcome.RequiredFields ?? []).Except(FieldsOf(step, lender)!)
        select lint.At(step, "outcomeDetails",
            $"Expected the form of {step.Called()} to have the field {field}, which outcome {outcome.Key} requires, but it has {Listed(FieldsOf(step, lender)!)}. Add it to the form, or require another.",
            $"{step.CalledZh()}的结果“{outcome.LabelZh ?? outcome.Label}”要求填写字段 {field}，但表单中没有。请在表单中增加该字段或改用其他字段。");

    /// <summary>Null when the form cannot be known, or is unknown, which is another finding.</summary>
    static IReadOnlyList<string>? FieldsOf(Node step, LenderFacts lender) =>
        step.ConstantText("formKey") is { Length: > 0 } key ? lender.Tables.Forms.GetValueOrDefault(key)?.Fields
        : step.TryConstant("form", out var form) ? FormEdition.FieldsOf(form)
        : step.Has("form") || step.Has("formKey") ? null : [];

    static string Listed(IReadOnlyList<string> fields) => fields.Count == 0 ? "none" : string.Join(", ", fields);
}
