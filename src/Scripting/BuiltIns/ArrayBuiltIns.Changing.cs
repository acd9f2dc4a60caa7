namespace Lendflow.Scripting.BuiltIns;

/// <summary>The methods that change the array.</summary>
internal static partial class ArrayBuiltIns
{
    private static void AddChanging(JsObject prototype) => prototype
        .Method("push", 1, Push)
        .Method("pop", 0, Pop)
        .Method("shift", 0, Shift)
        .Method("unshift", 1, Unshift)
        .Method("splice", 2, Splice)
        .Method("reverse", 0, Reverse)
        .Method("fill", 1, Fill)
        .Method("copyWithin", 2, CopyWithin)
        .Method("sort", 1, Sort);

    private static JsArray Writable(ScriptCall call)
    {
        if (!call.This.IsObject || call.This.Object is not JsArray array)
            throw call.Machine.TypeError("Expected an array to change, but got something else");
        array.CheckWritable(call.Machine);
        return array;
    }

    private static JsValue Push(ScriptCall call)
    {
        var array = Writable(call);
        if (!array.IsExtensible)
            throw call.Machine.TypeError("Cannot add property, object is not extensible");
        foreach (var item in call.Arguments)
            array.Push(call.Machine, item);
        return array.Length;
    }

    private static JsValue Pop(ScriptCall call)
    {
        var array = Writable(call);
        if (array.Length == 0)
            return JsValue.Undefined;
        var last = array[array.Length - 1];
        array.Items.RemoveAt(array.Length - 1);
        return last;
    }

    private static JsValue Shift(ScriptCall call)
    {
        var array = Writable(call);
        if (array.Length == 0)
            return JsValue.Undefined;
        call.Machine.Charge(array.Length / 64.0);
        var first = array[0];
        array.Items.RemoveAt(0);
        return first;
    }

    private static JsValue Unshift(ScriptCall call)
    {
        var array = Writable(call);
        call.Machine.Charge(array.Length / 64.0);
        call.Machine.Allocate(call.Count * JsArray.ItemBytes);
        array.Items.InsertRange(0, call.Arguments);
        return array.Length;
    }

    private static (int From, int Count) SpliceRange(ScriptCall call, int length)
    {
        var from = call.RelativeIndex(0, length, 0);
        var count = call.Count switch
        {
            0 => 0,
            1 => length - from,
            _ => (int)Math.Clamp(call.Integer(1), 0, length - from),
        };
        return (from, count);
    }

    private static JsValue Splice(ScriptCall call)
    {
        var array = Writable(call);
        var (from, count) = SpliceRange(call, array.Length);
        var removed = New(call, array.Items.GetRange(from, count));
        call.Machine.Charge(array.Length / 64.0);
        call.Machine.Allocate(call.Count * JsArray.ItemBytes);
        array.Items.RemoveRange(from, count);
        array.Items.InsertRange(from, call.Arguments.Skip(2));
        return removed;
    }

    private static JsValue ToSpliced(ScriptCall call)
    {
        var copy = Self(call).Items.ConvertAll(Filled);
        var (from, count) = SpliceRange(call, copy.Count);
        copy.RemoveRange(from, count);
        copy.InsertRange(from, call.Arguments.Skip(2));
        return New(call, copy);
    }

    private static JsValue Reverse(ScriptCall call)
    {
        var array = Writable(call);
        call.Machine.Charge(array.Length / 16.0);
        array.Items.Reverse();
        return call.This;
    }

    private static JsValue Fill(ScriptCall call)
    {
        var array = Writable(call);
        var to = call.RelativeIndex(2, array.Length, array.Length);
        for (var i = call.RelativeIndex(1, array.Length, 0); i < to; i++)
        {
            call.Machine.Step();
            array.Items[i] = call[0];
        }

        return call.This;
    }

    private static JsValue CopyWithin(ScriptCall call)
    {
        var array = Writable(call);
        var target = call.RelativeIndex(0, array.Length, 0);
        var from = call.RelativeIndex(1, array.Length, 0);
        var to = call.RelativeIndex(2, array.Length, array.Length);
        var count = Math.Min(to - from, array.Length - target);
        if (count <= 0)
            return call.This;
        call.Machine.Charge(count / 8.0);
        var moved = array.Items.GetRange(from, count);
        for (var i = 0; i < count; i++)
            array.Items[target + i] = moved[i];
        return call.This;
    }

    private static JsValue Sort(ScriptCall call)
    {
        var array = Writable(call);
        var holes = array.Items.Count(i => i.IsEmpty);
        var sorted = Sorted(call, array, call[0]);
        array.Items.Clear();
        array.Items.AddRange(sorted[..(sorted.Length - holes)]);
        array.Resize(call.Machine, sorted.Length);
        return call.This;
    }

    /// <summary>A stable merge sort: the calls of the comparison depend on the items alone. Undefined goes last.</summary>
    private static JsValue[] Sorted(ScriptCall call, JsArray array, JsValue comparison)
    {
        var machine = call.Machine;
        var comparer = comparison.IsUndefined ? null : machine.Callable(comparison, "The comparison function");
        machine.Charge(array.Length);
        machine.Allocate(3.0 * JsArray.ItemBytes * array.Length);
        var defined = array.Items.Where(i => i is { IsEmpty: false, IsUndefined: false }).ToArray();
        var sorted = comparer is null
            ? SortByText(machine, defined)
            : MergeSort(defined, (a, b) => Coercion.ToNumber(machine, comparer.Call(machine, JsValue.Undefined, [a, b])) > 0);
        return [.. sorted, .. Enumerable.Repeat(JsValue.Undefined, array.Length - sorted.Length)];
    }

    private static JsValue[] SortByText(Machine machine, JsValue[] items)
    {
        var keyed = Array.ConvertAll(items, i => (Key: Coercion.ToText(machine, i), Item: i));
        machine.Charge(items.Length * Math.Log2(items.Length + 1) / 4);
        return Array.ConvertAll(MergeSort(keyed, (a, b) => string.CompareOrdinal(a.Key, b.Key) > 0), k => k.Item);
    }

    private static T[] MergeSort<T>(T[] items, Func<T, T, bool> isAfter)
    {
        var (from, to) = (items, new T[items.Length]);
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
                Merge(from, to, start, Math.Min(start + width, items.Length), Math.Min(start + (2 * width), items.Length), isAfter);
            (from, to) = (to, from);
        }

        return from;
    }

    private static void Merge<T>(T[] from, T[] to, int start, int middle, int end, Func<T, T, bool> isAfter)
    {
        var (left, right) = (start, middle);
        for (var at = start; at < end; at++)
        {
            var takeRight = left >= middle || (right < end && isAfter(from[left], from[right]));
            to[at] = takeRight ? from[right++] : from[left++];
        }
    }
}
