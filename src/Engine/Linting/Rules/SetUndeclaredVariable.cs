using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A Set Variable step names a variable that is not declared around it: the case stops there with an incident.</summary>
static class SetUndeclaredVariable
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from use in lint.Variables.All
        where use.Step.Element is SetVariable && use.Variable is null && use.Path.EndsWith(".variable", StringComparison.Ordinal)
        select lint.At(use.Step, "variable",
            $"Expected variable '{use.Name}' to be declared around {use.Step.Called()}, which sets it, but it is not: a case that gets there stops with an incident. Declare it, or choose another.",
            $"{use.Step.CalledZh()}所设置的变量“{use.Name}”应在外层声明，但未声明：到达该节点的案件会以异常中止。请声明或另选变量。");
}
