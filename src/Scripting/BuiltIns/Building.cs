namespace Lendflow.Scripting.BuiltIns;

/// <summary>Words in which the built-ins are written down.</summary>
internal static class Building
{
    internal static JsObject Method(this JsObject target, string name, int length, ScriptFunction code)
    {
        target.Define(name, JsValue.Of(new NativeFunction(name, length, code) { IsShared = true }), PropertyFlags.Hidden);
        return target;
    }

    internal static JsObject Getter(this JsObject target, string name, ScriptFunction code)
    {
        target.DefineAccessor(name, new NativeFunction(name, 0, code) { IsShared = true }, null, PropertyFlags.Configurable);
        return target;
    }

    internal static JsObject Constant(this JsObject target, string name, JsValue value)
    {
        target.Define(name, value, PropertyFlags.None);
        return target;
    }

    /// <summary>A constructor and its prototype, bound to each other.</summary>
    internal static NativeFunction Constructor(string name, int length, JsObject prototype, ScriptFunction code)
    {
        var constructor = new NativeFunction(name, length, code) { IsConstructor = true, IsShared = true };
        constructor.Define("prototype", JsValue.Of(prototype), PropertyFlags.None);
        prototype.Define("constructor", JsValue.Of(constructor), PropertyFlags.Hidden);
        return constructor;
    }

    /// <summary>A start or end as slice and its kin take it: negative counts from the end, clamped.</summary>
    internal static int RelativeIndex(this ScriptCall call, int argument, int length, int missing)
    {
        if (call[argument].IsUndefined)
            return missing;
        var position = call.Integer(argument);
        return (int)(position < 0 ? Math.Max(length + position, 0) : Math.Min(position, length));
    }
}
