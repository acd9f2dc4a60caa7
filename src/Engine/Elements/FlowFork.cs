using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Leaves by all its branches at once.</summary>
sealed class FlowFork : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.FlowFork", "Fork (flow)", "Branching", "Goes several ways at once.")
    {
        Inputs = [new("branches", "ICollection<String>", "Name of each way.") { UIHint = "dynamic-outcomes" }],
    };

    public override StepOutcomes OutcomesOf(Node node)
    {
        if (!node.Inputs.TryGetValue("branches", out var branches)) return StepOutcomes.Done;
        return branches.TryConstant(out var names) && names.ValueKind == JsonValueKind.Array
            ? new StepOutcomes([.. names.EnumerateArray().Select(Conversion.Text)], OutcomeChoice.All)
            : StepOutcomes.Unknown;
    }

    public override void Execute(Execution x)
    {
        var branches = x.Input("branches");
        if (branches.ValueKind == JsonValueKind.Array) x.Complete([.. branches.EnumerateArray().Select(Conversion.Text)]);
        else x.Complete();
    }
}
