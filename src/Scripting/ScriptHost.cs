namespace Lendflow.Scripting;

/// <summary>The globals scripts see beside the language's own. Build it once per process, before the first run.</summary>
/// <remarks>A name is looked up among the registered functions and values, then the language's built-ins, then asked of the
/// resolvers. A script that assigns to such a name changes it for its own run only.</remarks>
public sealed class ScriptHost
{
    private readonly Dictionary<string, JsValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<object?, JsValue>> _lazy = new(StringComparer.Ordinal);
    private readonly List<GlobalResolver> _resolvers = [];

    /// <summary>Registers a function.</summary>
    public ScriptHost Function(string name, ScriptFunction code)
    {
        _values[name] = JsValue.Of(new NativeFunction(name, 0, code) { IsShared = true, IsConstructor = true });
        return this;
    }

    /// <summary>Registers a value that all runs share, such as a type (<see cref="JsValue.FromType"/>).</summary>
    public ScriptHost Shared(string name, JsValue value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>Registers a value made from the context each time a script reads the name.</summary>
    public ScriptHost Value(string name, Func<object?, JsValue> read)
    {
        _lazy[name] = read;
        return this;
    }

    /// <summary>Asks this for names nothing else knows, such as <c>getAmount</c>.</summary>
    public ScriptHost Resolve(GlobalResolver resolver)
    {
        _resolvers.Add(resolver);
        return this;
    }

    internal bool TryGetGlobal(object? context, string name, out JsValue value)
    {
        if (_values.TryGetValue(name, out value))
            return true;
        if (_lazy.TryGetValue(name, out var read))
        {
            value = read(context);
            return true;
        }

        if (Intrinsics.Globals.TryGetValue(name, out value))
            return true;
        foreach (var resolver in _resolvers)
        {
            if (resolver(context, name, out value))
                return true;
        }

        return false;
    }
}

/// <summary>Answers for a global name; false when it knows none. The answer may be a function
/// (<see cref="JsValue.FromFunction"/>).</summary>
public delegate bool GlobalResolver(object? context, string name, out JsValue value);
