using System.Text.Json;

namespace Lendflow.Scripting;

/// <summary>The code of a host function. A <see cref="ScriptException"/> it throws becomes an error in the script; return
/// <see cref="JsValue.Undefined"/> when there is nothing to say.</summary>
public delegate JsValue ScriptFunction(ScriptCall call);

/// <summary>One call of a host function.</summary>
public readonly struct ScriptCall
{
    private readonly JsValue[] _arguments;

    internal ScriptCall(Machine machine, JsValue thisValue, JsValue[] arguments, JsFunction? target)
    {
        Machine = machine;
        This = thisValue;
        Target = target;
        _arguments = arguments;
    }

    internal Machine Machine { get; }

    /// <summary>What <c>new</c> was applied to, or null in a plain call.</summary>
    internal JsFunction? Target { get; }

    internal JsValue[] Arguments => _arguments;

    /// <summary>What the caller of <see cref="Script.Run"/> passed as context.</summary>
    public object? Context => Machine.Context;

    /// <summary>The clock of the run.</summary>
    public DateTimeOffset Now => Machine.Now;

    public JsValue This { get; }

    public bool IsNew => Target is not null;

    /// <summary>Arguments passed.</summary>
    public int Count => _arguments.Length;

    /// <summary>The argument, or undefined when the script passed fewer.</summary>
    public JsValue this[int index] => index < _arguments.Length ? _arguments[index] : JsValue.Undefined;

    /// <summary>The argument as the language converts it to a string.</summary>
    public string Text(int index) => Coercion.ToText(Machine, this[index]);

    /// <summary>The argument as the language converts it to a number; NaN when it is none.</summary>
    public double Number(int index) => Coercion.ToNumber(Machine, this[index]);

    /// <summary>The argument as JSON; a TypeError in the script when it cannot be JSON.</summary>
    public JsonElement Json(int index) => this[index].TryToJson(out var json, out var problem)
        ? json
        : throw new ScriptException(problem, ScriptErrorKind.TypeError);

    /// <summary>Calls a function the script passed in.</summary>
    public JsValue Invoke(JsValue function, params JsValue[] arguments) =>
        Machine.Callable(function).Call(Machine, JsValue.Undefined, arguments);

    /// <summary>A pseudo-random number in [0, 1) from the run's seed.</summary>
    public double NextRandom() => Machine.NextRandom();

    internal double Integer(int index) => Coercion.ToInteger(Machine, this[index]);
}
