using System.Globalization;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Scripting;

namespace Lendflow.Engine.Expressions;

/// <summary>Evaluates expressions in the scope of an execution.</summary>
static class Evaluation
{
    public static bool TryEvaluate(Execution x, Expression expression, DataType type, out JsonElement value, out EvaluationProblem problem)
    {
        problem = default;
        value = default;
        var raw = expression.Type switch
        {
            "Literal" => expression.Value,
            "Object" => ReadObject(expression.Value, type),
            "Variable" => ReadVariable(x, expression.Value),
            "Input" => expression.Value.Text("name") is { } name ? Input(x, name) : default,
            "JavaScript" => RunScript(x, expression, type, ref problem),
            _ when expression.Code is { } code => RunCode(x, code, ref problem),
            _ => throw new InvalidOperationException($"Expected an expression type the graph builder lets through, but got {expression.Type}."),
        };
        if (problem.Message is null && x.Excess(raw) is { } excess) problem = new EvaluationProblem(excess, null);
        if (problem.Message is not null) return false;
        if (Conversion.TryConvert(raw, type, out value, out var message)) return true;
        problem = new EvaluationProblem(message, null);
        return false;
    }

    /// <summary>A workflow input by name, regardless of case; inside a workflow that runs as an activity, that one's.</summary>
    public static JsonElement Input(Execution x, string name)
    {
        if (x.Composite?.Variables.Find(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } variable) return variable.Value;
        if (x.Instance.Input.TryGetValue(name, out var value)) return value;
        return x.Instance.Input.FirstOrDefault(i => i.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>Text stays text for Object targets, even if it looks like JSON: so does Elsa.</summary>
    static JsonElement ReadObject(JsonElement value, DataType type) =>
        value.ValueKind == JsonValueKind.String && type.Kind is not (DataKind.Any or DataKind.Text) && Values.TryParse(value.GetString()!) is { } parsed ? parsed : value;

    static JsonElement ReadVariable(Execution x, JsonElement reference)
    {
        if (reference.ValueKind == JsonValueKind.String) reference = Values.TryParse(reference.GetString()!) ?? reference;
        var id = reference.ValueKind == JsonValueKind.Object ? reference.Text("id") : reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;
        return id is not null && x.FindVariable(id) is { } found ? found.Variable.Value : default;
    }

    static JsonElement RunScript(Execution x, Expression expression, DataType type, ref EvaluationProblem problem)
    {
        if (expression.Script is not { } script)
        {
            problem = Describe(expression.ScriptProblem!);
            return default;
        }
        var scope = new ScriptScope(x);
        var result = script.Run(ScriptGlobals.Host, scope, ScriptLimits.Default, x.Now, new ExpressionScope(x).Seed);
        if (result is ScriptResult.Failed failed)
        {
            problem = Describe(failed.Error);
            return default;
        }
        var given = ((ScriptResult.Value)result).Result;
        if (!given.TryToJson(out var json, out var why))
        {
            problem = new EvaluationProblem($"the script's value cannot be kept: {why}", null);
            return default;
        }
        if (!scope.TryWriteBack(out var unfit)) problem = new EvaluationProblem(unfit, null);
        else if (given.TryGetNumber(out var number) && !double.IsFinite(number)) return NoNumber(x, number, type, ref problem);
        return json;
    }

    /// <summary>NaN and the infinities are texts, true or false as the language has it, and nothing as the result of a step that runs a
    /// script. Anywhere else they would become null without a word.</summary>
    static JsonElement NoNumber(Execution x, double number, DataType type, ref EvaluationProblem problem)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (type.Kind == DataKind.Text) return Values.Of(text);
        if (type.Kind == DataKind.Flag) return Values.Of(!double.IsNaN(number));
        if (x.Node.Element is not Elements.RunScript) problem = new EvaluationProblem($"the script's value is {text}, which no value can be.", null);
        return default;
    }

    static JsonElement RunCode(Execution x, ExpressionCode code, ref EvaluationProblem problem)
    {
        var result = code.Problem is { } unfit ? new ExpressionResult(default, unfit) : code.Run(new ExpressionScope(x));
        if (result.Error is { } error) problem = Describe(error);
        return result.Value;
    }

    static EvaluationProblem Describe(ScriptError error) =>
        new($"the script failed: {error.Message}", $"{error.Kind} at line {error.Line}, column {error.Column}");
}

/// <param name="Message">Goes on after "but".</param>
readonly record struct EvaluationProblem(string Message, string? Cause);
