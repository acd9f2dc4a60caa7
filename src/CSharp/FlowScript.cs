using Lendflow.Engine.Expressions;
using Lendflow.Scripting;

namespace Lendflow.CSharp;

/// <summary>What a script sees beside the language: Elsa's globals. Every script becomes a class below this one, with
/// <c>Variable</c>, <c>Variables</c>, <c>Input</c> and <c>Inputs</c> of its own.</summary>
public abstract class FlowScript
{
    readonly ExpressionScope scope = Guard.Scope;

    public string WorkflowInstanceId => scope.InstanceId;

    public string? CorrelationId
    {
        get => scope.CorrelationId;
        set => scope.SetCorrelationId(value);
    }

    public string? WorkflowInstanceName
    {
        get => scope.InstanceName;
        set => scope.SetInstanceName(value);
    }

    public Outputs Output { get; } = new();

    public Outcomes Outcome { get; } = new();

    /// <summary>Empty: the engine passes none.</summary>
    public IDictionary<string, object?> Args { get; } = new Dictionary<string, object?>();

    /// <summary>The script.</summary>
    /// <returns>Its value; null for none.</returns>
    public abstract object? Body();
}

/// <summary>The variables around the script.</summary>
public abstract class Variables
{
    readonly ExpressionScope scope = Guard.Scope;

    /// <summary>Null, or the type's default, when it is unset or there is none.</summary>
    public T? Get<T>(string name) => NetValues.To<T>(scope.Variable(name), name);

    public object? Get(string name) => NetValues.ToObject(scope.Variable(name));

    /// <summary>An undeclared name becomes a variable of the nearest container.</summary>
    public void Set(string name, object? value)
    {
        if (!scope.TrySetVariable(name, NetValues.From(value), out var problem))
            throw new ScriptException($"Expected a value that variable '{name}' can hold, but {problem}");
    }
}

/// <summary>The workflow's inputs.</summary>
public abstract class Inputs
{
    readonly ExpressionScope scope = Guard.Scope;

    public T? Get<T>(string name) => NetValues.To<T>(scope.Input(name), name);

    public object? Get(string name) => NetValues.ToObject(scope.Input(name));
}

/// <summary>Outputs of the steps so far.</summary>
public sealed class Outputs
{
    readonly ExpressionScope scope = Guard.Scope;

    /// <summary>The last output of a step, given by id or name; its output <c>Result</c> when none is named.</summary>
    public T? From<T>(string step, string? output = null) => NetValues.To<T>(scope.Output(step, output), step);

    /// <inheritdoc cref="From{T}"/>
    public object? From(string step, string? output = null) => NetValues.ToObject(scope.Output(step, output));

    /// <summary>The result set last, whatever the step.</summary>
    public object? LastResult => NetValues.ToObject(scope.LastResult);
}

/// <summary>The outcomes by which the step is left.</summary>
public sealed class Outcomes
{
    readonly ExpressionScope scope = Guard.Scope;

    public void Set(params string[] outcomes) => scope.SetOutcomes(outcomes);
}
