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
        where member.Value.Member("expression").ValueKind == JsonValueKind.Object && !IsKnown(step.Element.Descriptor, member.Name)
        let known = string.Join(", ", step.Element.Descriptor.Inputs.Select(i => i.Name))
        select lint.At(step, member.Name,
            $"Expected the inputs of {step.Called()} to be among {(known.Length == 0 ? "none" : known)}, but '{member.Name}' is bound and never read. Rename or delete it.",
            $"{step.CalledZh()}的输入应为以下之一：{(known.Length == 0 ? "（无）" : known)}，但绑定了“{member.Name}”，它不会被读取。请改名或删除。");

    static bool IsKnown(ElementDescriptor descriptor, string name) =>
        descriptor.Input(name) is not null || descriptor.Outputs.Any(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
