using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A member that looks like a bound input, under a name the activity type does not know.</summary>
static class UnknownInput
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.Element is not NotFoundActivity
        from member in step.Source.EnumerateObject()
        where IsBound(member.Value.Member("expression")) && !IsKnown(step.Element.Descriptor, member.Name)
        let known = string.Join(", ", step.Element.Descriptor.Inputs.Select(i => i.Name))
        select lint.At(step, member.Name,
            $"Expected the inputs of {step.Called()} to be among {(known.Length == 0 ? "none" : known)}, but '{member.Name}' is bound and never read. Rename or delete it.",
            $"{step.CalledZh()}的输入应为以下之一：{(known.Length == 0 ? "（无）" : known)}，但绑定了“{member.Name}”，它不会被读取。请改名或删除。");

    /// <summary>Designers leave the empty inputs of older versions behind.</summary>
    static bool IsBound(JsonElement expression) => expression.Text("value") is { Length: > 0 } || expression.Member("value").ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.True or JsonValueKind.False;

    static bool IsKnown(ElementDescriptor descriptor, string name) =>
        descriptor.Input(name) is not null || descriptor.Outputs.Any(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
