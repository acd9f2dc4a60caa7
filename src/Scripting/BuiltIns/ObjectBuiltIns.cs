using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.BuiltIns;

internal static class ObjectBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var type = Building.Constructor("Object", 1, Intrinsics.ObjectPrototype, static call => call[0].IsNullish ? JsValue.Of(call.Machine.NewObject()) : call[0]);
        globals["Object"] = JsValue.Of(type);
        type.Method("keys", 1, static call => List(call, Keys(call).Select(k => JsValue.From(k))))
            .Method("values", 1, static call => List(call, Keys(call).Select(k => Properties.Get(call.Machine, call[0], k))))
            .Method("entries", 1, static call => List(call, Keys(call).Select(k => Pair(call.Machine, k, Properties.Get(call.Machine, call[0], k)))))
            .Method("getOwnPropertyNames", 1, static call => List(call, Target(call).Keys(onlyEnumerable: false).Select(k => JsValue.From(k))))
            .Method("assign", 2, Assign)
            .Method("fromEntries", 1, FromEntries)
            .Method("freeze", 1, static call => Lock(call, freeze: true))
            .Method("seal", 1, static call => Lock(call, freeze: false))
            .Method("preventExtensions", 1, PreventExtensions)
            .Method("isFrozen", 1, static call => !call[0].IsObject || call[0].Object.IsLocked(frozen: true))
            .Method("isSealed", 1, static call => !call[0].IsObject || call[0].Object.IsLocked(frozen: false))
            .Method("isExtensible", 1, static call => call[0].IsObject && call[0].Object.IsExtensible)
            .Method("hasOwn", 2, static call => HasOwn(call, call[0], call[1]))
            .Method("is", 2, static call => Coercion.SameValue(call[0], call[1]))
            .Method("create", 2, Create)
            .Method("getPrototypeOf", 1, static call => Prototype(Target(call)))
            .Method("setPrototypeOf", 2, SetPrototypeOf)
            .Method("defineProperty", 3, DefineProperty)
            .Method("defineProperties", 2, static call => DefineAll(call, Target(call), call[1]))
            .Method("getOwnPropertyDescriptor", 2, Describe)
            .Method("groupBy", 2, GroupBy);
        Intrinsics.ObjectPrototype
            .Method("hasOwnProperty", 1, static call => HasOwn(call, call.This, call[0]))
            .Method("isPrototypeOf", 1, IsPrototypeOf)
            .Method("propertyIsEnumerable", 1, static call => call.This.IsObject && call.This.Object.Keys().Contains(Coercion.ToKey(call.Machine, call[0])))
            .Method("toString", 0, static call => Tag(call.This))
            .Method("toLocaleString", 0, static call => Coercion.ToText(call.Machine, call.This))
            .Method("valueOf", 0, static call => call.This);
    }

    private static JsValue List(ScriptCall call, IEnumerable<JsValue> items)
    {
        var result = call.Machine.NewArray();
        foreach (var item in items)
        {
            call.Machine.Step();
            result.Push(call.Machine, item);
        }

        return JsValue.Of(result);
    }

    internal static JsValue Pair(Machine machine, JsValue first, JsValue second)
    {
        var pair = machine.NewArray();
        pair.Push(machine, first);
        pair.Push(machine, second);
        return JsValue.Of(pair);
    }

    private static List<string> Keys(ScriptCall call)
    {
        if (call[0].IsString)
            return [.. Enumerable.Range(0, call[0].TextLength).Select(i => NumberText.Of(i))];
        return call[0].IsNullish ? throw NoObject(call) : call[0].IsObject ? call[0].Object.Keys() : [];
    }

    private static JsObject Target(ScriptCall call) =>
        call[0].IsObject ? call[0].Object : call[0].IsNullish ? throw NoObject(call) : new JsObject(PrototypeOf(call[0]));

    private static JsObject PrototypeOf(JsValue primitive) => primitive.Kind switch
    {
        JsKind.String => Intrinsics.StringPrototype,
        JsKind.Number => Intrinsics.NumberPrototype,
        _ => Intrinsics.BooleanPrototype,
    };

    private static JsThrow NoObject(ScriptCall call) => call.Machine.TypeError("Cannot convert undefined or null to object");

    private static JsValue Assign(ScriptCall call)
    {
        if (!call[0].IsObject)
            return call[0].IsNullish ? throw NoObject(call) : call[0];
        var target = call[0].Object;
        foreach (var source in call.Arguments.Skip(1))
        {
            if (!source.IsObject && !source.IsString)
                continue;
            var copy = new JsObject();
            ObjectLiteral.CopyMembers(call.Machine, source, copy);
            foreach (var key in copy.Keys())
                target.Set(call.Machine, key, copy.Get(call.Machine, key));
        }

        return JsValue.Of(target);
    }

    private static JsValue FromEntries(ScriptCall call)
    {
        var result = call.Machine.NewObject();
        foreach (var entry in Iteration.Of(call.Machine, call[0]))
        {
            call.Machine.Allocate(JsObject.PropertyBytes);
            if (!entry.IsObject)
                throw call.Machine.TypeError($"Iterator value {entry} is not an entry object");
            result.Define(Coercion.ToKey(call.Machine, Properties.Get(call.Machine, entry, 0)), Properties.Get(call.Machine, entry, 1));
        }

        return JsValue.Of(result);
    }

    private static JsValue Lock(ScriptCall call, bool freeze)
    {
        if (call[0].IsObject && !call[0].Object.IsShared)
            call[0].Object.Lock(freeze);
        return call[0];
    }

    private static JsValue PreventExtensions(ScriptCall call)
    {
        if (call[0].IsObject && !call[0].Object.IsShared)
            call[0].Object.IsExtensible = false;
        return call[0];
    }

    private static bool HasOwn(ScriptCall call, JsValue target, JsValue key)
    {
        var name = Coercion.ToKey(call.Machine, key);
        if (target.IsString)
            return name == "length" || (JsArray.TryParseIndex(name, out var index) && index < target.TextLength);
        return target.IsNullish ? throw NoObject(call) : target.IsObject && target.Object.TryGetOwn(name, out _);
    }

    private static JsValue Create(ScriptCall call)
    {
        if (!call[0].IsObject && !call[0].IsNull)
            throw call.Machine.TypeError("Object prototype may only be an Object or null");
        call.Machine.Allocate(JsObject.ObjectBytes);
        var result = new JsObject(call[0].IsNull ? null : call[0].Object);
        return call[1].IsUndefined ? JsValue.Of(result) : DefineAll(call, result, call[1]);
    }

    private static JsValue Prototype(JsObject target) => target.Prototype is { } prototype ? JsValue.Of(prototype) : JsValue.Null;

    private static JsValue SetPrototypeOf(ScriptCall call)
    {
        var target = Target(call);
        var prototype = call[1].IsObject ? call[1].Object : null;
        for (var holder = prototype; holder is not null; holder = holder.Prototype)
        {
            if (holder == target)
                throw call.Machine.TypeError("Cyclic __proto__ value");
        }

        if (target.IsShared)
            throw call.Machine.TypeError("Cannot change a built-in");
        target.Prototype = prototype;
        return call[0];
    }

    private static JsValue DefineProperty(ScriptCall call)
    {
        Define(call, Target(call), Coercion.ToKey(call.Machine, call[1]), call[2]);
        return call[0];
    }

    private static JsValue DefineAll(ScriptCall call, JsObject target, JsValue descriptors)
    {
        if (!descriptors.IsObject)
            throw NoObject(call);
        foreach (var key in descriptors.Object.Keys())
            Define(call, target, key, descriptors.Object.Get(call.Machine, key));
        return JsValue.Of(target);
    }

    private static void Define(ScriptCall call, JsObject target, string key, JsValue descriptor)
    {
        var machine = call.Machine;
        if (!descriptor.IsObject)
            throw machine.TypeError("Property description must be an object");
        var exists = target.TryGetOwn(key, out var before);
        if (target.IsShared || (exists ? !before.Is(PropertyFlags.Configurable) : !target.IsExtensible))
            throw machine.TypeError($"Cannot redefine property: {key}");
        machine.Allocate(JsObject.PropertyBytes);
        var wanted = descriptor.Object;
        var flags = Flag("enumerable", PropertyFlags.Enumerable) | Flag("configurable", PropertyFlags.Configurable) | Flag("writable", PropertyFlags.Writable);
        var (getter, setter) = (wanted.Get(machine, "get").Function, wanted.Get(machine, "set").Function);
        if (getter is not null || setter is not null)
            target.DefineAccessor(key, getter, setter, flags & ~PropertyFlags.Writable);
        else
            target.Define(key, wanted.HasProperty("value") ? wanted.Get(machine, "value") : before.Value, flags);

        PropertyFlags Flag(string name, PropertyFlags flag) =>
            (wanted.HasProperty(name) ? wanted.Get(machine, name).IsTruthy : exists && before.Is(flag)) ? flag : PropertyFlags.None;
    }

    private static JsValue Describe(ScriptCall call)
    {
        if (!Target(call).TryGetOwn(Coercion.ToKey(call.Machine, call[1]), out var property))
            return JsValue.Undefined;
        call.Machine.Allocate(4 * JsObject.PropertyBytes);
        var result = call.Machine.NewObject();
        if (property.Accessor is { } accessor)
        {
            result.Define("get", accessor.Getter is null ? JsValue.Undefined : JsValue.Of(accessor.Getter));
            result.Define("set", accessor.Setter is null ? JsValue.Undefined : JsValue.Of(accessor.Setter));
        }
        else
        {
            result.Define("value", property.Value);
            result.Define("writable", property.Is(PropertyFlags.Writable));
        }

        result.Define("enumerable", property.Is(PropertyFlags.Enumerable));
        result.Define("configurable", property.Is(PropertyFlags.Configurable));
        return JsValue.Of(result);
    }

    private static JsValue GroupBy(ScriptCall call)
    {
        var result = new JsObject(null);
        var choose = call.Machine.Callable(call[1]);
        var at = 0;
        foreach (var item in Iteration.Of(call.Machine, call[0]))
        {
            var key = Coercion.ToKey(call.Machine, choose.Call(call.Machine, JsValue.Undefined, [item, at++]));
            if (!result.TryGetOwn(key, out var group))
            {
                group = new Property(key, JsValue.Of(call.Machine.NewArray()), PropertyFlags.Open);
                result.Define(group);
            }

            ((JsArray)group.Value.Object).Push(call.Machine, item);
        }

        return JsValue.Of(result);
    }

    private static JsValue IsPrototypeOf(ScriptCall call)
    {
        for (var prototype = call[0].IsObject ? call[0].Object.Prototype : null; prototype is not null; prototype = prototype.Prototype)
        {
            if (call.This.IsObject && prototype == call.This.Object)
                return true;
        }

        return false;
    }

    private static JsValue Tag(JsValue value) => value.Kind switch
    {
        JsKind.Undefined => "[object Undefined]",
        JsKind.Null => "[object Null]",
        JsKind.Boolean => "[object Boolean]",
        JsKind.Number => "[object Number]",
        JsKind.String => "[object String]",
        JsKind.Object when value.Object is HostFace face => face.Host.Text,
        JsKind.Object when value.Object is JsIterator => "[object Iterator]",
        _ => $"[object {value.Object.Class}]",
    };
}
