using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;

namespace Lendflow.Engine.Graphs;

/// <summary>One step of a graph.</summary>
public sealed class Node
{
    public required string Id { get; init; }
    /// <summary>Ids from the workflow down, joined by <c>:</c> (Elsa: nodeId).</summary>
    public required string Path { get; init; }
    public required string Type { get; init; }
    public required int Version { get; init; }
    public string? Name { get; init; }
    public Node? Parent { get; init; }
    public required Element Element { get; init; }
    public required JsonElement Source { get; init; }
    /// <summary>Expressions of its inputs, by camelCase name; inputs that are unset are absent.</summary>
    public IReadOnlyDictionary<string, Expression> Inputs { get; internal set; } = new Dictionary<string, Expression>();
    /// <summary>Those of its inputs that are evaluated before it executes.</summary>
    internal InputToEvaluate[] InputsEvaluatedFirst { get; set; } = [];
    /// <summary>Their values, when all of them are literals that fit; null when at least one has to be evaluated each time.</summary>
    internal IReadOnlyDictionary<string, JsonElement>? ConstantInputs { get; set; }
    /// <summary>Where its outputs go: output name to variable id or workflow output name.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; internal set; } = new Dictionary<string, string>();
    public IReadOnlyList<VariableDeclaration> Variables { get; internal set; } = [];
    /// <summary>What the element made of the JSON when the graph was built.</summary>
    public object? Plan { get; internal set; }
    /// <summary>Stage of the case that begins here; null when the step does not change it.</summary>
    public string? Stage { get; init; }

    public bool CanStart { get; init; }

    /// <summary>What people call it: its label on the canvas, else its name, else its type.</summary>
    public string Label { get; init; } = "";

    public override string ToString() => Path;
}

sealed record InputToEvaluate(string Name, Expression Expression, Expressions.DataType Type);

/// <summary>An expression as written.</summary>
/// <param name="Type">Literal, Object, Variable, Input, JavaScript or the name of another language.</param>
/// <param name="Script">The parsed script, for JavaScript.</param>
/// <param name="ScriptProblem">Why the script could not be parsed; it becomes an incident when it is evaluated, as in Elsa.</param>
/// <param name="Code">What is run, for other languages.</param>
public sealed record Expression(
    string Type, JsonElement Value, Scripting.Script? Script = null, Scripting.ScriptError? ScriptProblem = null, Expressions.ExpressionCode? Code = null);

/// <summary>What can be said about an expression without running it.</summary>
public static class ExpressionReading
{
    /// <summary>An expression object as it is written; code in other languages than JavaScript stays text. Null when it is none.</summary>
    internal static Expression? Read(JsonElement expression)
    {
        if (expression.ValueKind != JsonValueKind.Object) return null;
        var (type, value) = (expression.Text("type") ?? "Literal", expression.Member("value"));
        return type.Equals("JavaScript", StringComparison.OrdinalIgnoreCase) ? GraphBuilder.JavaScript(value) : new Expression(type, value);
    }

    /// <summary>The value of an expression that is the same in every case: a literal, or JSON that is written out.</summary>
    public static bool TryConstant(this Expression expression, out JsonElement value)
    {
        value = expression.Value;
        if (expression.Type is not ("Literal" or "Object")) return false;
        if (value.ValueKind == JsonValueKind.String && Expressions.Values.TryParse(value.GetString()!) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } parsed) value = parsed;
        return true;
    }
}

/// <summary>A variable of a workflow or container with its value at the start.</summary>
public sealed record VariableDeclaration(string Id, string Name, string Type, JsonElement Default);
