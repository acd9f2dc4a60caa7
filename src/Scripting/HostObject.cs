using System.Text.Json;

namespace Lendflow.Scripting;

/// <summary>An object whose members the host answers for, one call per access. Built for one run; not thread-safe.</summary>
/// <remarks>Return the same <see cref="JsValue"/> for the same member while it is unchanged, so that changes a script makes
/// deep inside it (<c>variables.O.x = 5</c>) stay visible and can be collected after the run.</remarks>
public abstract class HostObject
{
    private JsObject? _face;

    /// <summary>The object the script holds; one per host object, so that <c>===</c> works.</summary>
    internal JsObject Face => _face ??= new HostFace(this);

    /// <summary>False when there is no such member; the script then sees <c>undefined</c>.</summary>
    public abstract bool TryGet(string name, out JsValue value);

    /// <summary>False (the default) when the member cannot be set; the script then gets a TypeError. A <see cref="ScriptException"/>
    /// becomes an error in the script.</summary>
    public virtual bool TrySet(string name, JsValue value) => false;

    /// <summary>False (the default) when the member cannot be deleted; the script then gets a TypeError.</summary>
    public virtual bool TryDelete(string name) => false;

    /// <summary>The members that for-in, Object.keys, spread and JSON.stringify see, in order; none by default.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>What the value is when it leaves the script, instead of an object of its members; null (the default) for that object.
    /// <c>JSON.stringify</c> shows the members all the same.</summary>
    public virtual JsonElement? Json => null;

    /// <summary>What the object becomes as a string.</summary>
    public virtual string Text => "[object Object]";
}

/// <summary>A host object as scripts see it.</summary>
internal sealed class HostFace(HostObject host) : JsObject
{
    internal HostObject Host => host;

    internal override bool TryGetOwn(string key, out Property property)
    {
        var found = host.TryGet(key, out var value);
        property = found ? new Property(key, value, PropertyFlags.Open) : default;
        return found;
    }

    protected override bool TrySetOwn(Machine machine, string key, JsValue value)
    {
        if (!Ask(machine, () => host.TrySet(key, value)))
            throw machine.TypeError($"Cannot set property '{key}' of a host object");
        return true;
    }

    internal override bool Delete(Machine machine, string key) =>
        Ask(machine, () => host.TryDelete(key)) ? true : throw machine.TypeError($"Cannot delete property '{key}' of a host object");

    /// <summary>What the host refuses becomes an error of the script, as in its functions.</summary>
    private static bool Ask(Machine machine, Func<bool> host)
    {
        try
        {
            return host();
        }
        catch (ScriptException raised)
        {
            throw machine.Error(Intrinsics.ErrorPrototypeOf(raised.Kind), raised.Message);
        }
    }

    protected override void AddKeys(List<string> keys, bool onlyEnumerable) => keys.AddRange(host.Names);
}
