namespace Lendflow.Scripting.BuiltIns;

internal static class JsonBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var json = new JsObject { IsShared = true };
        json.Method("parse", 2, Parse).Method("stringify", 3, static call => new JsonText(call).Write());
        globals["JSON"] = JsValue.Of(json);
    }

    private static JsValue Parse(ScriptCall call)
    {
        var text = call.Text(0);
        call.Machine.Charge(text.Length / 16.0);
        var value = new JsonReader(call.Machine, text).Read();
        if (call[1].Function is not { } revive)
            return value;
        var root = new JsObject();
        root.Define("", value);
        return Revive(call.Machine, root, "", revive);
    }

    private static JsValue Revive(Machine machine, JsObject holder, string key, JsFunction revive)
    {
        machine.Enter(1);
        var value = holder.Get(machine, key);
        if (value.IsObject)
        {
            foreach (var name in value.Object.Keys())
            {
                var changed = Revive(machine, value.Object, name, revive);
                if (changed.IsUndefined)
                    value.Object.Delete(machine, name);
                else
                    value.Object.Set(machine, name, changed);
            }
        }

        machine.Depth--;
        return revive.Call(machine, JsValue.Of(holder), [key, value]);
    }
}
