using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Expressions;

/// <summary>The variables, inputs and outputs that one run of an expression sees, as JSON. What it sets takes effect at once.</summary>
public sealed class ExpressionScope
{
    readonly Execution x;

    internal ExpressionScope(Execution x) => this.x = x;

    public string InstanceId => x.Instance.Id;

    public string? InstanceName => x.Instance.Name;

    public string? CorrelationId => x.Instance.CorrelationId;

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now => x.Now;

    /// <summary>Start of the run's random numbers: depends on instance and execution and nothing else, so that a replay draws the same.</summary>
    public ulong Seed
    {
        get
        {
            var hash = 14695981039346656037UL;
            foreach (var c in x.Instance.Id) hash = (hash ^ c) * 1099511628211UL;
            return hash ^ (ulong)x.Self.Id;
        }
    }

    /// <summary>The result set last, whatever the step.</summary>
    public JsonElement LastResult => x.Instance.LastResult;

    /// <summary>A variable by name, from the innermost container outwards; unset when there is none.</summary>
    public JsonElement Variable(string name) => x.FindVariableByName(name)?.Variable.Value ?? default;

    /// <summary>A workflow input by name, regardless of case.</summary>
    public JsonElement Input(string name) => Evaluation.Input(x, name);

    /// <summary>The last output of a step, given by id or name; its output <c>result</c> when none is named.</summary>
    public JsonElement Output(string step, string? output)
    {
        var node = x.Graph.Nodes.FirstOrDefault(n => n.Id == step || n.Name == step);
        if (node is null || !x.Instance.Outputs.TryGetValue(node.Path, out var outputs)) return default;
        var name = output ?? "result";
        return outputs.FirstOrDefault(o => o.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>Sets a variable, converted to its type; an undeclared name becomes a variable of the nearest container.</summary>
    public bool TrySetVariable(string name, JsonElement value, out string problem)
    {
        problem = x.Excess(value) ?? "";
        if (problem.Length > 0) return false;
        if (x.FindVariableByName(name) is not { } found) x.Declare(x.Container, new Variable(name, name, "Object", value));
        else if (Conversion.TryConvert(value, DataType.Parse(found.Variable.Type), out var converted, out var unfit))
            x.Emit(new Change.VariableSet(found.Scope.Id, found.Variable.Id, converted));
        else problem = $"the value does not fit variable '{name}'. {unfit}";
        return problem.Length == 0;
    }

    /// <summary>Chooses the outcomes of a step that runs a script.</summary>
    public void SetOutcomes(IEnumerable<string> outcomes) => x.Remember("outcomes", Values.Of([.. outcomes.Select(o => Values.Of(o))]));

    public void SetCorrelationId(string? id) => x.Emit(new Change.CorrelationSet(id));

    public void SetInstanceName(string? name) => x.Emit(new Change.NameSet(name));
}
