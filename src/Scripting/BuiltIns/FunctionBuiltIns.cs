namespace Lendflow.Scripting.BuiltIns;

internal static class FunctionBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        globals["Function"] = JsValue.Of(Building.Constructor("Function", 1, Intrinsics.FunctionPrototype, static call =>
            throw call.Machine.TypeError("Creating functions from text is not supported")));
        Intrinsics.FunctionPrototype
            .Method("call", 1, static call => Self(call).Call(call.Machine, call[0], [.. call.Arguments.Skip(1)]))
            .Method("apply", 2, static call => Self(call).Call(call.Machine, call[0], call[1].IsNullish ? [] : Spread(call, call[1])))
            .Method("bind", 1, Bind)
            .Method("toString", 0, static call => $"function {Self(call).Name}() {{ [native code] }}");
    }

    private static JsValue Bind(ScriptCall call)
    {
        call.Machine.Allocate(ClosureFunction.Bytes + (JsArray.ItemBytes * call.Count));
        return JsValue.Of(new BoundFunction(Self(call), call[0], [.. call.Arguments.Skip(1)]));
    }

    private static JsFunction Self(ScriptCall call) => call.Machine.Callable(call.This, "Function.prototype method called on a value that");

    private static JsValue[] Spread(ScriptCall call, JsValue list)
    {
        var length = Coercion.ToInteger(call.Machine, Properties.Get(call.Machine, list, "length"));
        call.Machine.Allocate(length * JsArray.ItemBytes);
        var values = new JsValue[(int)length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Properties.Get(call.Machine, list, i);
        return values;
    }
}
