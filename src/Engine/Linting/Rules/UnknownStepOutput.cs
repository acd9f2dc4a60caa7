using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Scripting;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A script asks for the output of a step that does not exist.</summary>
static class UnknownStepOutput
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        var known = lint.Graph.Nodes.SelectMany(n => new[] { n.Id, n.Name }).OfType<string>().ToHashSet();
        return from place in lint.Variables.Expressions
               from use in place.Expression.Script?.Uses ?? []
               where use is { Global: "getOutputFrom", Kind: GlobalUseKind.Call, Member: not null } && !known.Contains(use.Member)
               select new Observation(new Place(place.Step.Id, place.Step.Path, $"{place.Path} ({use.Line}:{use.Column})"),
                   $"Expected {place.Step.Called()} to ask for the output of a step by its id or name, but there is no step '{use.Member}'. Correct the name.",
                   $"{place.Step.CalledZh()}应按节点标识或名称读取输出，但不存在节点“{use.Member}”。请更正名称。");
    }
}
