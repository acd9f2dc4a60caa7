using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Scripting;

namespace Lendflow.Engine.Elements;

/// <summary>Runs a script, which may choose the outcomes by which the step is left.</summary>
/// <param name="language">Null for JavaScript.</param>
sealed class RunScript(IExpressionLanguage? language = null) : Element
{
    public override ElementDescriptor Descriptor { get; } = new($"Elsa.Run{language?.Name ?? "JavaScript"}", $"Run {language?.DisplayName ?? "JavaScript"}", "Scripting", $"Runs a script in {language?.DisplayName ?? "JavaScript"}.")
    {
        Inputs =
        [
            new("script", "String", "The script.") { UIHint = "code-editor", IsEvaluatedFirst = false },
            new("possibleOutcomes", "ICollection<String>", "Outcomes the script may set.") { UIHint = "dynamic-outcomes" },
        ],
        Outputs = [new("result", "Object", "The script's value.")],
    };

    /// <summary>A script that is written down is made ready once, when the graph is built.</summary>
    public override object? Compile(Node node, GraphBuilder builder) => node.Inputs.TryGetValue("script", out var input) && input.Type == "Literal"
        ? builder.ReadExpression(node, Values.From(new { type = language?.Name ?? "JavaScript", value = Conversion.Text(input.Value) }))
        : null;

    public override StepOutcomes OutcomesOf(Node node)
    {
        var possible = node.ConstantList("possibleOutcomes") ?? [];
        if (node.Plan is not Expression { Script: { } script }) return new StepOutcomes([.. possible.Append("Done").Distinct()], OutcomeChoice.Some, HasMore: true);
        var set = script.Uses.Where(u => u is { Global: "setOutcome" or "setOutcomes", Kind: GlobalUseKind.Call }).ToList();
        if (set.Count == 0) return StepOutcomes.Done;
        return new StepOutcomes([.. set.Select(u => u.Member).OfType<string>().Concat(possible).Append("Done").Distinct()], OutcomeChoice.Some, set.Any(u => u.Member is null));
    }

    public override void Execute(Execution x)
    {
        if (x.Node.Plan is Expression written) Run(x, written);
        else if (!x.Node.Inputs.TryGetValue("script", out var input)) x.Complete();
        else if (language is not null) x.Fail($"Expected the {language.DisplayName} of this step to be written down, because it is made ready before the flow runs, but it is computed.");
        else if (x.TryEvaluate(input, DataType.Parse("String"), "script", out var source)) Run(x, GraphBuilder.JavaScript(source));
    }

    static void Run(Execution x, Expression script)
    {
        if (!x.TryEvaluate(script, DataType.Any, "script", out var result)) return;
        if (!result.IsUnset() && !x.Produce("result", result)) return;
        var outcomes = x.Recall("outcomes");
        x.Complete(outcomes.ValueKind == JsonValueKind.Array ? [.. outcomes.EnumerateArray().Select(Conversion.Text)] : ["Done"]);
    }
}
