namespace Lendflow.Scripting.BuiltIns;

/// <summary><c>structuredClone</c>: deep copies, cycles included; functions cannot be cloned.</summary>
internal static class Cloning
{
    internal static JsValue Clone(Machine machine, JsValue value) => Clone(machine, value, [], 0);

    private static JsValue Clone(Machine machine, JsValue value, Dictionary<JsObject, JsValue> done, int depth)
    {
        if (!value.IsObject)
            return value;
        if (depth > 200)
            throw machine.RecursionBreach();
        if (done.TryGetValue(value.Object, out var before))
            return before;
        machine.Step();
        machine.Allocate(JsObject.ObjectBytes);
        return value.Object switch
        {
            JsFunction or JsPromise => throw machine.Error(Intrinsics.ErrorPrototype, $"{value} could not be cloned."),
            JsDate date => Keep(new JsDate(date.Time)),
            JsRegExp regex => Keep(new JsRegExp(regex.Pattern)),
            JsArray array => CloneArray(array),
            JsCollection collection => CloneCollection(collection),
            var other => CloneMembers(other),
        };

        JsValue Keep(JsObject copy) => done[value.Object] = JsValue.Of(copy);

        JsValue CloneArray(JsArray array)
        {
            var copy = new JsArray();
            Keep(copy);
            foreach (var item in array.Items)
                copy.Push(machine, item.IsEmpty ? item : Clone(machine, item, done, depth + 1));
            return JsValue.Of(copy);
        }

        JsValue CloneCollection(JsCollection collection)
        {
            var copy = new JsCollection(collection.IsMap ? Intrinsics.MapPrototype : Intrinsics.SetPrototype, collection.IsMap);
            Keep(copy);
            for (var i = 0; i < collection.End; i++)
            {
                if (collection.TryEntry(i, out var key, out var item))
                    copy.Put(machine, Clone(machine, key, done, depth + 1), Clone(machine, item, done, depth + 1));
            }

            return JsValue.Of(copy);
        }

        JsValue CloneMembers(JsObject source)
        {
            var copy = source is JsError ? new JsError(source.Prototype ?? Intrinsics.ErrorPrototype) : new JsObject();
            Keep(copy);
            if (source is JsError && source.TryGetOwn("message", out var message))
                copy.Define(message);
            foreach (var key in source.Keys())
            {
                machine.Allocate(JsObject.PropertyBytes);
                copy.Define(key, Clone(machine, source.Get(machine, key), done, depth + 1));
            }

            return JsValue.Of(copy);
        }
    }
}
