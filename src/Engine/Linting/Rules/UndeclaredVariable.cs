using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>An expression or script reads a variable that nothing declares and nothing writes: it is always empty.</summary>
static class UndeclaredVariable
{
    static readonly string[] OfLoops = ["CurrentValue", "CurrentIndex", "ChildInstanceId"];

    public static IEnumerable<Observation> Check(Lint lint)
    {
        var variables = lint.Variables;
        var given = variables.All.Where(u => u.Variable is null && u.Kind == UseKind.Write).Select(u => u.Name)
            .Concat(OfLoops).Concat(lint.Graph.WorkflowInputs).Concat(lint.Graph.WorkflowOutputs).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (variables.HasUnknownUses) return [];
        return from use in variables.All
               where use.Variable is null && use.Kind != UseKind.Write && !use.IsTested && !given.Contains(use.Name)
               group use by (use.Step, use.Name) into same
               let use = same.First()
               select new Observation(new Place(use.Step.Id, use.Step.Path, use.Path),
                   $"Expected variable '{use.Name}', which {use.Step.Called()} reads, to be declared around it, but it is declared nowhere, so it is always empty. Declare it, or correct the name.",
                   $"{use.Step.CalledZh()}读取的变量“{use.Name}”应在外层声明，但未声明，其值恒为空。请声明该变量或更正名称。");
    }
}
