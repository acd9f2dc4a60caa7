using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting;

/// <summary>What rules ask a step.</summary>
public static class StepReading
{
    /// <summary>'Check documents' (documentCheck), or 'documentCheck' when it has no other name.</summary>
    public static string Called(this Node step) => Label(step) is var label && label == step.Id ? $"'{step.Id}'" : $"'{label}' ({step.Id})";

    /// <summary>The same in Chinese.</summary>
    public static string CalledZh(this Node step)
    {
        var label = step.Source.Member("metadata").Text("displayTextZh") ?? (step.Label == step.Element.Descriptor.DisplayName ? step.Element.Descriptor.DisplayNameZh : null) ?? Label(step);
        return label == step.Id ? $"“{step.Id}”" : $"“{label}”（{step.Id}）";
    }

    static string Label(Node step) => step.Element is NotFoundActivity && step.Label == step.Element.Descriptor.DisplayName ? step.Type : step.Label;

    /// <summary>Whether an input is bound to anything.</summary>
    public static bool Has(this Node step, string input) => step.Inputs.ContainsKey(input);

    /// <summary>The value of an input that is the same in every case.</summary>
    public static bool TryConstant(this Node step, string input, out JsonElement value)
    {
        value = default;
        return step.Inputs.TryGetValue(input, out var expression) && expression.TryConstant(out value);
    }

    /// <summary>The text of an input that is the same in every case; null when it is unset, no text, or computed.</summary>
    public static string? ConstantText(this Node step, string input) =>
        step.TryConstant(input, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The texts of a list that is the same in every case; null when it is unset or computed.</summary>
    public static IReadOnlyList<string>? ConstantList(this Node step, string input)
    {
        if (!step.TryConstant(input, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString() is { Length: > 0 } one ? [one] : [];
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)] : null;
    }

    /// <summary>Whether an arrow leads on from an outcome of a step in a flowchart.</summary>
    public static bool IsConnected(this Node step, string outcome) =>
        step.Parent?.Plan is not Elements.FlowchartPlan plan || plan.OutOf(step).Any(a => (a.Port ?? "Done") == outcome);

    /// <summary>Whether any arrow leads on from a step in a flowchart.</summary>
    public static bool IsConnected(this Node step) => step.Parent?.Plan is not Elements.FlowchartPlan plan || plan.OutOf(step).Any();
}
