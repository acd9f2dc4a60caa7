using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A script that cannot be parsed stops the case with an incident when its turn comes.</summary>
static class ScriptSyntaxError
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from place in lint.Variables.Expressions
        let problem = place.Expression.ScriptProblem
        where problem is not null
        select new Observation(new Place(place.Step.Id, place.Step.Path, place.Path),
            $"Expected the script of {place.Step.Called()} to be JavaScript, but line {problem.Line}, column {problem.Column} is not: {problem.Message}. Correct it there.",
            $"{place.Step.CalledZh()}的脚本应为有效的 JavaScript，但第 {problem.Line} 行第 {problem.Column} 列有误：{problem.Message}。请更正。");
}
