namespace Lendflow.Scripting.BuiltIns;

internal static class ErrorBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var error = Add("Error", Intrinsics.ErrorPrototype);
        Intrinsics.ErrorPrototype.Method("toString", 0, Text)
            .Getter("stack", Text);
        foreach (var (name, prototype) in new[]
        {
            ("TypeError", Intrinsics.TypeErrorPrototype), ("RangeError", Intrinsics.RangeErrorPrototype),
            ("ReferenceError", Intrinsics.ReferenceErrorPrototype), ("SyntaxError", Intrinsics.SyntaxErrorPrototype),
        })
            Add(name, prototype).Prototype = error;

        NativeFunction Add(string name, JsObject prototype)
        {
            var type = Building.Constructor(name, 1, prototype, call => New(call, prototype));
            prototype.Define("name", name, PropertyFlags.Hidden);
            prototype.Define("message", "", PropertyFlags.Hidden);
            globals[name] = JsValue.Of(type);
            return type;
        }
    }

    private static JsValue New(ScriptCall call, JsObject prototype)
    {
        call.Machine.Allocate(JsObject.ObjectBytes);
        var error = new JsError(prototype);
        if (!call[0].IsUndefined)
            error.Define("message", call.Text(0), PropertyFlags.Hidden);
        if (call[1].IsObject && call[1].Object.HasProperty("cause"))
            error.Define("cause", call[1].Object.Get(call.Machine, "cause"), PropertyFlags.Hidden);
        return JsValue.Of(error);
    }

    private static JsValue Text(ScriptCall call)
    {
        var name = Part("name", "Error");
        var message = Part("message", "");
        return name.Length == 0 ? message : message.Length == 0 ? name : $"{name}: {message}";

        string Part(string key, string missing)
        {
            var value = Properties.Get(call.Machine, call.This, key);
            return value.IsUndefined ? missing : Coercion.ToText(call.Machine, value);
        }
    }
}
