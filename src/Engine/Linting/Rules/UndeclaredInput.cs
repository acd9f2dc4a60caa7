using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Scripting;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A step reads an input of the flow that the flow does not declare: a typing error, or an input nobody who starts the flow
/// knows of.</summary>
static class UndeclaredInput
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        var declared = lint.Graph.WorkflowInputs.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (declared.Count == 0) return []; // A flow that declares none takes what it is given.
        return from place in lint.Variables.Expressions
               from name in Named(place.Expression)
               where !declared.Contains(name) && lint.Variables.Declared.All(v => !v.Declaration.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
               select new Observation(new Place(place.Step.Id, place.Step.Path, place.Path),
                   $"Expected {place.Step.Called()} to read an input the flow declares ({string.Join(", ", lint.Graph.WorkflowInputs)}), but it reads '{name}'. Declare it, or correct the name.",
                   $"{place.Step.CalledZh()}应读取流程已声明的输入（{string.Join("、", lint.Graph.WorkflowInputs)}），但它读取“{name}”。请声明该输入或更正名称。");
    }

    static IEnumerable<string> Named(Expression expression)
    {
        if (expression.Type == "Input" && expression.Value.Text("name") is { } name) return [name];
        return expression.Script?.Uses.Where(u => u is { Global: "getInput", Kind: GlobalUseKind.Call, IsTested: false, Member: not null }).Select(u => u.Member!).Distinct() ?? [];
    }
}
