namespace Lendflow.Scripting.Running;

/// <summary>The iteration protocol: for-of, spread, array patterns, Array.from, new Map, ….</summary>
internal static class Iteration
{
    internal static IEnumerable<JsValue> Of(Machine machine, JsValue value, int? position = null)
    {
        if (value.IsString)
            return Characters(machine, value.Text);
        if (!value.IsObject)
            throw NotIterable(machine, value, position);
        return value.Object switch
        {
            JsArray array => Items(machine, array),
            JsCollection { IsMap: true } map => Entries(machine, map),
            JsCollection set => Keys(machine, set),
            JsIterator iterator => Remaining(machine, iterator),
            var other when other.Get(machine, JsSymbol.Iterator.Key).Function is { } open => ByProtocol(machine, open.Call(machine, value, [])),
            _ => throw NotIterable(machine, value, position),
        };
    }

    private static JsThrow NotIterable(Machine machine, JsValue value, int? position)
    {
        machine.Position = position ?? machine.Position;
        return machine.TypeError($"{(value.IsObject ? "object" : Coercion.TypeOf(value) + " " + value)} is not iterable");
    }

    /// <summary>By code point.</summary>
    internal static IEnumerable<JsValue> Characters(Machine machine, string text)
    {
        for (var i = 0; i < text.Length;)
        {
            machine.Step();
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            yield return text.Substring(i, length);
            i += length;
        }
    }

    internal static IEnumerable<JsValue> Items(Machine machine, JsArray array)
    {
        for (var i = 0; i < array.Length; i++)
        {
            machine.Step();
            yield return array[i];
        }
    }

    internal static IEnumerable<JsValue> Entries(Machine machine, JsCollection map)
    {
        for (var i = 0; i < map.End; i++)
        {
            machine.Step();
            if (map.TryEntry(i, out var key, out var value))
                yield return ObjectBuiltIns.Pair(machine, key, value);
        }
    }

    internal static IEnumerable<JsValue> Keys(Machine machine, JsCollection collection)
    {
        for (var i = 0; i < collection.End; i++)
        {
            machine.Step();
            if (collection.TryEntry(i, out var key, out _))
                yield return key;
        }
    }

    internal static IEnumerable<JsValue> Values(Machine machine, JsCollection map)
    {
        for (var i = 0; i < map.End; i++)
        {
            machine.Step();
            if (map.TryEntry(i, out _, out var value))
                yield return value;
        }
    }

    private static IEnumerable<JsValue> Remaining(Machine machine, JsIterator iterator)
    {
        while (iterator.Source.MoveNext())
        {
            machine.Step();
            yield return iterator.Source.Current;
        }
    }

    private static IEnumerable<JsValue> ByProtocol(Machine machine, JsValue iterator)
    {
        if (iterator.IsObject && iterator.Object is JsIterator ours)
        {
            foreach (var value in Remaining(machine, ours))
                yield return value;
            yield break;
        }

        var next = machine.Callable(Properties.Get(machine, iterator, "next"), "iterator.next");
        while (next.Call(machine, iterator, []) is var step && !Properties.Get(machine, step, "done").IsTruthy)
        {
            machine.Step();
            yield return Properties.Get(machine, step, "value");
        }
    }
}
