namespace Lendflow.Scripting.BuiltIns;

internal static partial class ArrayBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var type = Building.Constructor("Array", 1, Intrinsics.ArrayPrototype, Construct);
        globals["Array"] = JsValue.Of(type);
        type.Method("isArray", 1, static call => call[0].IsObject && call[0].Object is JsArray)
            .Method("of", 0, static call => New(call, call.Arguments))
            .Method("from", 1, From);
        AddReading(Intrinsics.ArrayPrototype);
        AddChanging(Intrinsics.ArrayPrototype);
        AddCallbacks(Intrinsics.ArrayPrototype);
    }

    private static void AddReading(JsObject prototype) => prototype
        .Method("at", 1, At)
        .Method("concat", 1, Concat)
        .Method("entries", 0, static call => Iterator(Self(call), call.Machine, static (machine, array, i) => ObjectBuiltIns.Pair(machine, i, array[i])))
        .Method("keys", 0, static call => Iterator(Self(call), call.Machine, static (_, _, i) => i))
        .Method("values", 0, static call => Iterator(Self(call), call.Machine, static (_, array, i) => array[i]))
        .Method(JsSymbol.Iterator.Key, 0, static call => Iterator(Self(call), call.Machine, static (_, array, i) => array[i]))
        .Method("flat", 0, Flat)
        .Method("includes", 1, static call => Self(call) is var array && Seek(call, array, static (item, wanted) => item.Equals(wanted)) >= 0)
        .Method("indexOf", 1, static call => Seek(call, Self(call), Coercion.StrictEquals, skipHoles: true))
        .Method("lastIndexOf", 1, LastIndexOf)
        .Method("join", 1, static call => Join(call, call[0].IsUndefined ? "," : call.Text(0)))
        .Method("slice", 2, Slice)
        .Method("toReversed", 0, static call => New(call, Self(call).Items.AsEnumerable().Reverse().Select(Filled)))
        .Method("toSorted", 1, static call => New(call, Sorted(call, Self(call), call[0])))
        .Method("toSpliced", 2, ToSpliced)
        .Method("with", 2, With)
        .Method("toString", 0, static call => Join(call, ","))
        .Method("toLocaleString", 0, static call => Join(call, ","));

    private static JsValue Filled(JsValue item) => item.IsEmpty ? JsValue.Undefined : item;

    /// <summary>This array; of anything else with a length, a copy.</summary>
    private static JsArray Self(ScriptCall call) =>
        call.This.IsObject && call.This.Object is JsArray array ? array : FromArrayLike(call, call.This);

    private static JsArray FromArrayLike(ScriptCall call, JsValue source)
    {
        if (source.IsNullish)
            throw call.Machine.TypeError("Array method called on null or undefined");
        var length = Coercion.ToInteger(call.Machine, Properties.Get(call.Machine, source, "length"));
        var copy = call.Machine.NewArray();
        for (var i = 0; i < length; i++)
        {
            call.Machine.Step();
            copy.Push(call.Machine, Properties.Get(call.Machine, source, i));
        }

        return copy;
    }

    internal static JsValue New(ScriptCall call, IEnumerable<JsValue> items)
    {
        List<JsValue> list = [.. items];
        call.Machine.Charge(list.Count / 8.0);
        call.Machine.Allocate(JsObject.ObjectBytes + (list.Count * (double)JsArray.ItemBytes));
        return JsValue.Of(new JsArray(list));
    }

    private static JsValue Construct(ScriptCall call)
    {
        if (call.Count != 1 || !call[0].IsNumber)
            return New(call, call.Arguments);
        var array = call.Machine.NewArray();
        array.Resize(call.Machine, call[0].Number);
        return JsValue.Of(array);
    }

    private static JsValue From(ScriptCall call)
    {
        var isIterable = call[0].IsString || (call[0].IsObject && (call[0].Object is JsArray or JsCollection or JsIterator
            || call[0].Object.HasProperty(JsSymbol.Iterator.Key)));
        var items = isIterable ? Iteration.Of(call.Machine, call[0]) : FromArrayLike(call, call[0]).Items;
        var convert = call[1].IsUndefined ? null : call.Machine.Callable(call[1]);
        var result = call.Machine.NewArray();
        foreach (var item in items)
            result.Push(call.Machine, convert?.Call(call.Machine, call[2], [item, result.Length]) ?? item);
        return JsValue.Of(result);
    }

    private static JsValue Iterator(JsArray array, Machine machine, Func<Machine, JsArray, int, JsValue> select)
    {
        machine.Allocate(JsObject.ObjectBytes);
        return JsValue.Of(new JsIterator(Walk(machine, array, select).GetEnumerator()));
    }

    private static IEnumerable<JsValue> Walk(Machine machine, JsArray array, Func<Machine, JsArray, int, JsValue> select)
    {
        for (var i = 0; i < array.Length; i++)
            yield return select(machine, array, i);
    }

    private static JsValue At(ScriptCall call)
    {
        var array = Self(call);
        var index = call.Integer(0);
        index = index < 0 ? index + array.Length : index;
        return index >= 0 && index < array.Length ? array[(int)index] : JsValue.Undefined;
    }

    private static JsValue Concat(ScriptCall call)
    {
        var parts = new List<JsValue>(Self(call).Items);
        foreach (var argument in call.Arguments)
        {
            if (argument.IsObject && argument.Object is JsArray array)
                parts.AddRange(array.Items);
            else
                parts.Add(argument);
            call.Machine.Step();
            call.Machine.Allocate(JsArray.ItemBytes * (argument.IsObject && argument.Object is JsArray added ? added.Length : 1.0));
        }

        return New(call, parts);
    }

    private static JsValue Flat(ScriptCall call)
    {
        var result = call.Machine.NewArray();
        Flatten(call.Machine, Self(call), call[0].IsUndefined ? 1 : call.Integer(0), result, 0);
        return JsValue.Of(result);
    }

    private static void Flatten(Machine machine, JsArray source, double depth, JsArray result, int nesting)
    {
        if (nesting > 200)
            throw machine.RecursionBreach();
        foreach (var item in source.Items.ToArray())
        {
            machine.Step();
            if (item.IsEmpty)
                continue;
            if (depth >= 1 && item.IsObject && item.Object is JsArray inner)
                Flatten(machine, inner, depth - 1, result, nesting + 1);
            else
                result.Push(machine, item);
        }
    }

    private static int Seek(ScriptCall call, JsArray array, Func<JsValue, JsValue, bool> matches, bool skipHoles = false)
    {
        var wanted = call[0];
        for (var i = call.RelativeIndex(1, array.Length, 0); i < array.Length; i++)
        {
            call.Machine.Step();
            if (!(skipHoles && array.Items[i].IsEmpty) && matches(array[i], wanted))
                return i;
        }

        return -1;
    }

    private static JsValue LastIndexOf(ScriptCall call)
    {
        var array = Self(call);
        var from = call.Count > 1 ? call.Integer(1) : array.Length - 1;
        for (var i = (int)Math.Min(from < 0 ? from + array.Length : from, array.Length - 1); i >= 0; i--)
        {
            call.Machine.Step();
            if (!array.Items[i].IsEmpty && Coercion.StrictEquals(array[i], call[0]))
                return i;
        }

        return -1;
    }

    private static JsValue Join(ScriptCall call, string separator)
    {
        var machine = call.Machine;
        var text = new System.Text.StringBuilder();
        var array = Self(call);
        if (!machine.Joining.Add(array))
            return "";
        machine.Enter(1);
        for (var i = 0; i < array.Length; i++)
        {
            machine.Step();
            var piece = array[i].IsNullish ? "" : Coercion.ToText(machine, array[i]);
            machine.Allocate(2.0 * (piece.Length + separator.Length));
            text.Append(i == 0 ? "" : separator).Append(piece);
        }

        machine.Depth--;
        machine.Joining.Remove(array);
        return text.ToString();
    }

    private static JsValue Slice(ScriptCall call)
    {
        var array = Self(call);
        var from = call.RelativeIndex(0, array.Length, 0);
        var to = call.RelativeIndex(1, array.Length, array.Length);
        return New(call, to > from ? array.Items.GetRange(from, to - from) : []);
    }

    private static JsValue With(ScriptCall call)
    {
        var array = Self(call);
        var index = call.Integer(0);
        index = index < 0 ? index + array.Length : index;
        if (index < 0 || index >= array.Length)
            throw call.Machine.RangeError("Invalid index : " + NumberText.Of(call.Integer(0)));
        var copy = array.Items.ConvertAll(Filled);
        copy[(int)index] = call[1];
        return New(call, copy);
    }
}
