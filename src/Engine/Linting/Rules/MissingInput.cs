using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A step cannot do its work without an input that is not bound.</summary>
static class MissingInput
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        from input in step.Element.Descriptor.Inputs
        where input.IsRequired && !IsBound(step, input)
        select lint.At(step, input.Name,
            $"Expected input '{input.Name}' of {step.Called()} to be bound, because it cannot work without it, but it is not. Bind it.",
            $"{step.CalledZh()}缺少输入“{input.DisplayNameZh ?? input.Name}”便无法执行，但该输入未绑定。请绑定。");

    static bool IsBound(Node step, InputDescriptor input) => input.IsWrapped
        ? step.Inputs.TryGetValue(input.Name, out var expression) && !(expression.TryConstant(out var value) && IsEmpty(value))
        : step.Source.EnumerateObject().Any(p => p.Name.Equals(input.Name, StringComparison.OrdinalIgnoreCase) && !IsEmpty(p.Value));

    static bool IsEmpty(System.Text.Json.JsonElement value) =>
        value.ValueKind is System.Text.Json.JsonValueKind.Undefined or System.Text.Json.JsonValueKind.Null
        || (value.ValueKind == System.Text.Json.JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));
}
