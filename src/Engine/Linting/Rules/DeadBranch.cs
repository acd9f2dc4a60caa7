using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A condition that is the same in every case: one of the branches behind it is dead.</summary>
static class DeadBranch
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from place in lint.Variables.Expressions
        where place.Input is "condition" && place.Step.Element is FlowDecision or If
        let value = Constant(place.Expression)
        where value is not null && (place.Step.Element is If || place.Step.IsConnected())
        select lint.At(place.Step, place.Input,
            $"Expected the condition of {place.Step.Called()} to depend on the case, but it is always {(value.Value ? "true" : "false")}, so what lies behind {(value.Value ? "False" : "True")} never runs. Write the condition, or take the decision out.",
            $"{place.Step.CalledZh()}的条件应随案件而变，但它恒为{(value.Value ? "真" : "假")}，“{(value.Value ? "False" : "True")}”之后的节点永远不会执行。请填写条件或移除该判断。");

    /// <summary>The truth of a condition that is written out; null when it depends on something.</summary>
    public static bool? Constant(Expression expression)
    {
        var text = expression.Type == "JavaScript" || expression.TryConstant(out _) ? Expressions.Conversion.Text(expression.Value).Trim().TrimEnd(';').Trim() : "";
        if (text.StartsWith("return ", StringComparison.Ordinal)) text = text["return ".Length..].Trim();
        return bool.TryParse(text, out var flag) ? flag : text is "1" or "1 == 1" or "1 === 1" ? true : text is "0" ? false : null;
    }
}
