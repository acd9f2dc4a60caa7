using System.Text.Json;

namespace Lendflow.Scripting.Objects;

/// <summary>An ordinary object; special ones override how own properties are found, set and listed.</summary>
internal class JsObject
{
    /// <summary>What one property is estimated to take in memory.</summary>
    internal const int PropertyBytes = 48;

    internal const int ObjectBytes = 64;

    private PropertyMap _properties;
    private object? _unread;

    internal JsObject()
        : this(Intrinsics.ObjectPrototype)
    {
    }

    internal JsObject(JsObject? prototype) => Prototype = prototype;

    /// <summary>A JSON object whose members become properties when somebody looks closer than reading a primitive.</summary>
    internal JsObject(JsonElement json)
        : this(Intrinsics.ObjectPrototype, json)
    {
    }

    protected JsObject(JsObject prototype, JsonElement json)
        : this(prototype) => _unread = json;

    internal JsObject? Prototype { get; set; }

    internal bool IsExtensible { get; set; } = true;

    /// <summary>True for objects every run shares: they never change.</summary>
    internal bool IsShared { get; set; }

    internal virtual string Class => "Object";

    /// <summary>The JSON this object still is, untouched since it came from the host.</summary>
    internal JsonElement? Unread => _unread is JsonElement json ? json : null;

    protected bool IsUnread => _unread is not null;

    protected ref PropertyMap Properties
    {
        get
        {
            if (_unread is not null)
                Read();
            return ref _properties;
        }
    }

    protected void Read()
    {
        var json = (JsonElement)_unread!;
        _unread = null;
        Fill(json);
    }

    protected virtual void Fill(JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
            Define(member.Name, JsValue.From(member.Value));
    }

    internal JsValue Get(Machine machine, string key) => Get(machine, key, JsValue.Of(this));

    internal JsValue Get(Machine machine, string key, JsValue receiver)
    {
        for (var holder = this; holder is not null; holder = holder.Prototype)
        {
            if (holder.TryGetOwn(key, out var property))
            {
                return property.Accessor is null
                    ? property.Value
                    : property.Accessor.Getter?.Call(machine, receiver, []) ?? JsValue.Undefined;
            }
        }

        return JsValue.Undefined;
    }

    internal virtual bool TryGetOwn(string key, out Property property)
    {
        if (_unread is JsonElement { ValueKind: JsonValueKind.Object } json && TryReadPrimitive(json, key, out property))
            return true;
        ref var found = ref Properties.Find(key);
        var exists = !Unsafe.IsNullRef(ref found);
        property = exists ? found : default;
        return exists;
    }

    // One field of a large document is read without turning all of it into properties.
    private static bool TryReadPrimitive(JsonElement json, string key, out Property property)
    {
        var isPrimitive = json.TryGetProperty(key, out var member) && member.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
        property = isPrimitive ? new Property(key, JsValue.From(member), PropertyFlags.Open) : default;
        return isPrimitive;
    }

    internal bool HasProperty(string key)
    {
        for (var holder = this; holder is not null; holder = holder.Prototype)
        {
            if (holder.TryGetOwn(key, out _))
                return true;
        }

        return false;
    }

    /// <summary>Assigns as <c>o.key = value</c> does in strict code: what cannot be assigned is a TypeError.</summary>
    internal void Set(Machine machine, string key, JsValue value)
    {
        if (TrySetOwn(machine, key, value))
            return;
        for (var holder = Prototype; holder is not null; holder = holder.Prototype)
        {
            if (holder.TryGetOwn(key, out var inherited) && inherited.Accessor is { } accessor)
            {
                CallSetter(machine, accessor, key, value);
                return;
            }
        }

        Add(machine, key, value);
    }

    /// <summary>False when there is no own property of that key yet.</summary>
    protected virtual bool TrySetOwn(Machine machine, string key, JsValue value)
    {
        ref var own = ref Properties.Find(key);
        if (Unsafe.IsNullRef(ref own))
            return false;
        if (own.Accessor is not null)
            CallSetter(machine, own.Accessor, key, value);
        else if (IsShared || !own.Is(PropertyFlags.Writable))
            throw machine.TypeError($"Cannot assign to read only property '{key}' of object");
        else
            own.Value = value;
        return true;
    }

    protected virtual void Add(Machine machine, string key, JsValue value)
    {
        if (!IsExtensible || IsShared)
            throw machine.TypeError($"Cannot add property {key}, object is not extensible");
        machine.Allocate(PropertyBytes);
        Properties.Add(new Property(key, value, PropertyFlags.Open));
    }

    private void CallSetter(Machine machine, Accessor accessor, string key, JsValue value)
    {
        if (accessor.Setter is null)
            throw machine.TypeError($"Cannot set property {key} of object which has only a getter");
        accessor.Setter.Call(machine, JsValue.Of(this), [value]);
    }

    /// <summary>Creates or replaces an own property without asking anyone.</summary>
    internal virtual void Define(string key, JsValue value, PropertyFlags flags = PropertyFlags.Open) =>
        Define(new Property(key, value, flags));

    internal void Define(Property property)
    {
        ref var own = ref Properties.Find(property.Key);
        if (Unsafe.IsNullRef(ref own))
            Properties.Add(property);
        else
            own = property;
    }

    internal void DefineAccessor(string key, JsFunction? getter, JsFunction? setter, PropertyFlags flags)
    {
        var before = TryGetOwn(key, out var own) ? own.Accessor : null;
        Define(new Property(key, JsValue.Undefined, flags)
        {
            Accessor = new Accessor(getter ?? before?.Getter, setter ?? before?.Setter),
        });
    }

    internal virtual bool Delete(Machine machine, string key)
    {
        ref var own = ref Properties.Find(key);
        if (Unsafe.IsNullRef(ref own))
            return true;
        if (IsShared || !own.Is(PropertyFlags.Configurable))
            throw machine.TypeError($"Cannot delete property '{key}' of object");
        // Closing the gap moves what follows.
        machine.Charge(Properties.Count / 8);
        return Properties.Remove(key);
    }

    /// <summary>Own enumerable names: array indexes ascending, then the others in order of creation.</summary>
    internal List<string> Keys(bool onlyEnumerable = true)
    {
        var keys = new List<string>();
        AddKeys(keys, onlyEnumerable);
        return keys;
    }

    protected virtual void AddKeys(List<string> keys, bool onlyEnumerable)
    {
        List<uint>? indexes = null;
        foreach (ref readonly var property in Properties.Items)
        {
            if ((onlyEnumerable && !property.Is(PropertyFlags.Enumerable)) || property.Key == JsSymbol.Iterator.Key)
                continue;
            if (JsArray.TryParseIndex(property.Key, out var index))
                (indexes ??= []).Add(index);
            else
                keys.Add(property.Key);
        }

        indexes?.Sort();
        if (indexes is not null)
            keys.InsertRange(0, indexes.Select(i => NumberText.Of(i)));
    }

    /// <summary>Object.freeze and Object.seal.</summary>
    internal virtual void Lock(bool freeze)
    {
        IsExtensible = false;
        ref var properties = ref Properties;
        foreach (ref readonly var property in properties.Items)
        {
            ref var own = ref properties.Find(property.Key);
            own.Flags &= freeze ? PropertyFlags.Enumerable : PropertyFlags.Enumerable | PropertyFlags.Writable;
        }
    }

    internal virtual bool IsLocked(bool frozen)
    {
        if (IsExtensible)
            return false;
        foreach (ref readonly var property in Properties.Items)
        {
            if (property.Is(PropertyFlags.Configurable) || (frozen && property.Accessor is null && property.Is(PropertyFlags.Writable)))
                return false;
        }

        return true;
    }
}
