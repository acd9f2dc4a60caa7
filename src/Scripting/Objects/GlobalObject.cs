namespace Lendflow.Scripting.Objects;

/// <summary><c>globalThis</c>: the globals of one run. What the script sets on it is a global of that run.</summary>
internal sealed class GlobalObject(Machine machine) : JsObject
{
    internal override bool TryGetOwn(string key, out Property property)
    {
        var found = machine.TryGetGlobal(key, out var value);
        property = found ? new Property(key, value, PropertyFlags.Hidden) : default;
        return found;
    }

    protected override bool TrySetOwn(Machine running, string key, JsValue value)
    {
        running.SetGlobal(key, value);
        return true;
    }

    internal override bool Delete(Machine running, string key) => running.DeleteGlobal(key);

    protected override void AddKeys(List<string> keys, bool onlyEnumerable) => keys.AddRange(machine.OwnGlobals);
}
