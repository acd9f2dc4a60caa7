namespace Lendflow.Scripting.Running;

/// <summary>Members of any value, primitives included.</summary>
internal static class Properties
{
    internal static JsValue Get(Machine machine, JsValue holder, JsValue key)
    {
        if (key.IsNumber && holder.IsObject && holder.Object is JsArray array)
        {
            var index = (int)key.Number;
            if (index == key.Number && (uint)index < (uint)array.Length)
                return array[index];
        }

        if (key.IsNumber && holder.IsString)
            return CharacterAt(holder.Text, key.Number);
        if (holder.IsNullish)
            throw NoMembers(machine, holder, key, "read", "reading");
        return Get(machine, holder, Coercion.ToKey(machine, key));
    }

    internal static JsValue Get(Machine machine, JsValue holder, string key)
    {
        switch (holder.Kind)
        {
            case JsKind.Object:
                return holder.Object.Get(machine, key, holder);
            case JsKind.String when key == "length":
                return holder.TextLength;
            case JsKind.String when JsArray.TryParseIndex(key, out var index):
                return CharacterAt(holder.Text, index);
            case JsKind.String:
                return Intrinsics.StringPrototype.Get(machine, key, holder);
            case JsKind.Number:
                return Intrinsics.NumberPrototype.Get(machine, key, holder);
            case JsKind.Boolean:
                return Intrinsics.BooleanPrototype.Get(machine, key, holder);
            case JsKind.Symbol:
                return key == "description" ? holder.Symbol.Description : JsValue.Undefined;
            default:
                throw NoMembers(machine, holder, key, "read", "reading");
        }
    }

    internal static void Set(Machine machine, JsValue holder, JsValue key, JsValue value)
    {
        if (key.IsNumber && holder.IsObject && holder.Object is JsArray array && key.Number >= 0 && Math.Truncate(key.Number) == key.Number
            && key.Number < uint.MaxValue)
            array.SetItem(machine, key.Number, value);
        else if (holder.IsNullish)
            throw NoMembers(machine, holder, key, "set", "setting");
        else
            Set(machine, holder, Coercion.ToKey(machine, key), value);
    }

    internal static void Set(Machine machine, JsValue holder, string key, JsValue value)
    {
        if (holder.IsNullish)
            throw NoMembers(machine, holder, key, "set", "setting");
        if (!holder.IsObject)
            throw machine.TypeError($"Cannot create property '{key}' on {Coercion.TypeOf(holder)}");
        holder.Object.Set(machine, key, value);
    }

    private static JsThrow NoMembers(Machine machine, JsValue holder, JsValue key, string verb, string doing) => machine.TypeError(
        $"Cannot {verb} properties of {Coercion.PrimitiveText(holder)} ({doing} '{(key.IsObject ? "[object]" : Coercion.PrimitiveText(key))}')");

    private static JsValue CharacterAt(string text, double index) =>
        index >= 0 && index < text.Length && Math.Truncate(index) == index ? text[(int)index].ToString() : JsValue.Undefined;
}
