using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Runs a script; it may choose outcomes by <c>setOutcome</c> and <c>setOutcomes</c>.</summary>
sealed class RunJavaScript : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.RunJavaScript", "Run JavaScript", "Scripting", "Runs a JavaScript.")
    {
        Inputs =
        [
            new("script", "String", "The script.") { UIHint = "code-editor", IsEvaluatedFirst = false },
            new("possibleOutcomes", "ICollection<String>", "Outcomes the script may set.") { UIHint = "dynamic-outcomes" },
        ],
        Outputs = [new("result", "Object", "The script's value.")],
    };

    /// <summary>A literal script is parsed once, when the graph is built.</summary>
    public override object? Compile(Node node, GraphBuilder builder) =>
        node.Inputs.TryGetValue("script", out var input) && input.Type == "Literal" ? AsScript(input.Value) : null;

    public override void Execute(Execution x)
    {
        var script = x.Node.Plan as Expression;
        if (script is null && x.Node.Inputs.TryGetValue("script", out var input))
        {
            if (!x.TryEvaluate(input, DataType.Parse("String"), "script", out var source)) return;
            script = AsScript(source);
        }
        if (script is null)
        {
            x.Complete();
            return;
        }
        if (!x.TryEvaluate(script, DataType.Any, "script", out var result)) return;
        if (!result.IsUnset() && !x.Produce("result", result)) return;
        var outcomes = x.Recall("outcomes");
        x.Complete(outcomes.ValueKind == JsonValueKind.Array ? [.. outcomes.EnumerateArray().Select(Conversion.Text)] : ["Done"]);
    }

    static Expression? AsScript(JsonElement source) =>
        GraphBuilder.ReadExpression(Values.From(new { type = "JavaScript", value = Conversion.Text(source) }));
}
