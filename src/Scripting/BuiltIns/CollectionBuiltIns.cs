namespace Lendflow.Scripting.BuiltIns;

internal static class CollectionBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var map = Building.Constructor("Map", 0, Intrinsics.MapPrototype, NewMap);
        map.Method("groupBy", 2, GroupBy);
        globals["Map"] = JsValue.Of(map);
        globals["Set"] = JsValue.Of(Building.Constructor("Set", 0, Intrinsics.SetPrototype, NewSet));
        AddShared(Intrinsics.MapPrototype, isMap: true)
            .Method("get", 1, static call => Self(call, true).TryGet(call[0], out var value) ? value : JsValue.Undefined)
            .Method("set", 2, static call => Put(call, isMap: true))
            .Method("values", 0, static call => Iterator(call.Machine, Iteration.Values(call.Machine, Self(call, true))))
            .Method("keys", 0, static call => Iterator(call.Machine, Iteration.Keys(call.Machine, Self(call, true))))
            .Method("entries", 0, static call => Iterator(call.Machine, Iteration.Entries(call.Machine, Self(call, true))))
            .Method(JsSymbol.Iterator.Key, 0, static call => Iterator(call.Machine, Iteration.Entries(call.Machine, Self(call, true))));
        AddShared(Intrinsics.SetPrototype, isMap: false)
            .Method("add", 1, static call => Put(call, isMap: false))
            .Method("values", 0, static call => Iterator(call.Machine, Iteration.Keys(call.Machine, Self(call, false))))
            .Method("keys", 0, static call => Iterator(call.Machine, Iteration.Keys(call.Machine, Self(call, false))))
            .Method("entries", 0, static call =>
                Iterator(call.Machine, Iteration.Keys(call.Machine, Self(call, false)).Select(k => ObjectBuiltIns.Pair(call.Machine, k, k))))
            .Method(JsSymbol.Iterator.Key, 0, static call => Iterator(call.Machine, Iteration.Keys(call.Machine, Self(call, false))));
        Intrinsics.IteratorPrototype
            .Method("next", 0, Next)
            .Method("toArray", 0, static call => ArrayBuiltIns.New(call, Iteration.Of(call.Machine, call.This)))
            .Method(JsSymbol.Iterator.Key, 0, static call => call.This);
    }

    private static JsObject AddShared(JsObject prototype, bool isMap) => prototype
        .Method("has", 1, call => Self(call, isMap).TryGet(call[0], out _))
        .Method("delete", 1, call => Self(call, isMap).Remove(call[0]))
        .Method("clear", 0, call =>
        {
            Self(call, isMap).Clear();
            return JsValue.Undefined;
        })
        .Method("forEach", 1, call => ForEach(call, isMap))
        .Getter("size", call => Self(call, isMap).Count);

    private static JsCollection Self(ScriptCall call, bool isMap) => call.This.IsObject && call.This.Object is JsCollection own && own.IsMap == isMap
        ? own
        : throw call.Machine.TypeError($"Method of {(isMap ? "Map" : "Set")} called on incompatible receiver");

    private static JsValue Put(ScriptCall call, bool isMap)
    {
        Self(call, isMap).Put(call.Machine, call[0], isMap ? call[1] : call[0]);
        return call.This;
    }

    private static JsValue NewMap(ScriptCall call)
    {
        RequireNew(call, "Map");
        var map = new JsCollection(Intrinsics.MapPrototype, isMap: true);
        foreach (var entry in call[0].IsNullish ? [] : Iteration.Of(call.Machine, call[0]))
        {
            if (!entry.IsObject)
                throw call.Machine.TypeError($"Iterator value {entry} is not an entry object");
            map.Put(call.Machine, Properties.Get(call.Machine, entry, 0), Properties.Get(call.Machine, entry, 1));
        }

        return JsValue.Of(map);
    }

    private static JsValue NewSet(ScriptCall call)
    {
        RequireNew(call, "Set");
        var set = new JsCollection(Intrinsics.SetPrototype, isMap: false);
        foreach (var item in call[0].IsNullish ? [] : Iteration.Of(call.Machine, call[0]))
            set.Put(call.Machine, item, item);
        return JsValue.Of(set);
    }

    internal static void RequireNew(ScriptCall call, string type)
    {
        if (!call.IsNew)
            throw call.Machine.TypeError($"Constructor {type} requires 'new'");
    }

    private static JsValue GroupBy(ScriptCall call)
    {
        var groups = new JsCollection(Intrinsics.MapPrototype, isMap: true);
        var choose = call.Machine.Callable(call[1]);
        var at = 0;
        foreach (var item in Iteration.Of(call.Machine, call[0]))
        {
            var key = choose.Call(call.Machine, JsValue.Undefined, [item, at++]);
            if (!groups.TryGet(key, out var group))
                groups.Put(call.Machine, key, group = JsValue.Of(call.Machine.NewArray()));
            ((JsArray)group.Object).Push(call.Machine, item);
        }

        return JsValue.Of(groups);
    }

    private static JsValue ForEach(ScriptCall call, bool isMap)
    {
        var own = Self(call, isMap);
        var function = call.Machine.Callable(call[0]);
        for (var i = 0; i < own.End; i++)
        {
            if (own.TryEntry(i, out var key, out var value))
                function.Call(call.Machine, call[1], [value, key, call.This]);
        }

        return JsValue.Undefined;
    }

    internal static JsValue Iterator(Machine machine, IEnumerable<JsValue> items)
    {
        machine.Allocate(JsObject.ObjectBytes);
        return JsValue.Of(new JsIterator(items.GetEnumerator()));
    }

    private static JsValue Next(ScriptCall call)
    {
        if (!call.This.IsObject || call.This.Object is not JsIterator iterator)
            throw call.Machine.TypeError("next called on incompatible receiver");
        call.Machine.Allocate(JsObject.ObjectBytes + (2 * JsObject.PropertyBytes));
        var hasMore = iterator.Source.MoveNext();
        var step = new JsObject();
        step.Define("value", hasMore ? iterator.Source.Current : JsValue.Undefined);
        step.Define("done", !hasMore);
        return JsValue.Of(step);
    }
}
