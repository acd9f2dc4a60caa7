using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>Two variables of one name around the same step: scripts see the inner one, expressions by id the other.</summary>
static class ShadowedVariable
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from variable in lint.Variables.Declared
        let other = lint.Variables.Declared.FirstOrDefault(v => v.Declaration != variable.Declaration && v.Declaration.Name == variable.Declaration.Name && IsAround(v, variable))
        where other is not null
        select new Observation(new Place(variable.Scope.Id, variable.Scope.Path, lint.PathOf(variable)),
            $"Expected one variable '{variable.Declaration.Name}' around each step, but {other.Scope.Called()} declares one too: scripts see the inner one, variable pickers either. Rename one of them.",
            $"每个节点外层应只有一个名为“{variable.Declaration.Name}”的变量，但{other.Scope.CalledZh()}也声明了同名变量：脚本只看到内层变量，变量选择器则可能指向任一个。请改名。");

    static bool IsAround(VariableInScope outer, VariableInScope inner)
    {
        if (outer.Scope == inner.Scope) return outer.Scope.Variables.TakeWhile(v => v != inner.Declaration).Contains(outer.Declaration);
        for (var scope = inner.Scope.Parent; scope is not null; scope = scope.Parent)
            if (scope == outer.Scope) return true;
        return false;
    }
}
