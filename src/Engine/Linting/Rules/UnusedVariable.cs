using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A variable that nothing reads and nothing writes.</summary>
static class UnusedVariable
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        if (lint.Variables.HasUnknownUses) return [];
        var used = lint.Variables.All.Select(u => u.Variable?.Declaration).ToHashSet();
        var names = lint.Variables.All.Select(u => u.Name).ToHashSet();
        return from variable in lint.Variables.Declared
               where !used.Contains(variable.Declaration) && !names.Contains(variable.Declaration.Name)
               select new Observation(new Place(variable.Scope.Parent is null ? null : variable.Scope.Id, variable.Scope.Parent is null ? null : variable.Scope.Path, lint.PathOf(variable)),
                   $"Expected variable '{variable.Declaration.Name}' to be read or written by a step, but none mentions it. Delete it.",
                   $"变量“{variable.Declaration.Name}”应被某个节点读取或写入，但没有节点使用它。请删除。");
    }
}
