namespace Lendflow.Scripting.Objects;

/// <summary>Milliseconds since 1970-01-01T00:00Z, NaN when invalid.</summary>
internal sealed class JsDate(double time) : JsObject(Intrinsics.DatePrototype)
{
    internal override string Class => "Date";

    internal double Time { get; set; } = time;
}

/// <summary>An Error of any kind; which one, its prototype says.</summary>
internal sealed class JsError(JsObject prototype) : JsObject(prototype)
{
    internal override string Class => "Error";
}

/// <summary>A promise. Nothing here runs later: callbacks run as soon as the promise is settled.</summary>
internal sealed class JsPromise() : JsObject(Intrinsics.PromisePrototype)
{
    private List<Action>? _waiting = [];

    internal override string Class => "Promise";

    internal bool IsSettled => _waiting is null;

    internal bool IsRejected { get; private set; }

    internal JsValue Outcome { get; private set; }

    internal void Settle(JsValue outcome, bool isRejected)
    {
        if (_waiting is not { } waiting)
            return;
        (_waiting, Outcome, IsRejected) = (null, outcome, isRejected);
        foreach (var callback in waiting)
            callback();
    }

    internal void WhenSettled(Action callback)
    {
        if (_waiting is null)
            callback();
        else
            _waiting.Add(callback);
    }
}

/// <summary>A Map (or, with keys alone, a Set): insertion order, SameValueZero keys, safe to change while iterated.</summary>
internal sealed class JsCollection(JsObject prototype, bool isMap) : JsObject(prototype)
{
    private readonly Dictionary<JsValue, int> _index = [];
    private readonly List<(JsValue Key, JsValue Value, bool IsAlive)> _entries = [];

    internal override string Class => isMap ? "Map" : "Set";

    internal bool IsMap => isMap;

    internal int Count => _index.Count;

    /// <summary>Entries ever added since the last clear, deleted ones included; an iterator walks up to it.</summary>
    internal int End => _entries.Count;

    internal bool TryGet(JsValue key, out JsValue value)
    {
        var found = _index.TryGetValue(Normal(key), out var at);
        value = found ? _entries[at].Value : JsValue.Undefined;
        return found;
    }

    internal void Put(Machine machine, JsValue key, JsValue value)
    {
        key = Normal(key);
        if (_index.TryGetValue(key, out var at))
        {
            _entries[at] = (key, value, true);
            return;
        }

        machine.Allocate(PropertyBytes * 2);
        _index.Add(key, _entries.Count);
        _entries.Add((key, value, true));
    }

    internal bool Remove(JsValue key)
    {
        if (!_index.Remove(Normal(key), out var at))
            return false;
        _entries[at] = default;
        return true;
    }

    internal void Clear()
    {
        _index.Clear();
        for (var i = 0; i < _entries.Count; i++)
            _entries[i] = default;
    }

    internal bool TryEntry(int at, out JsValue key, out JsValue value)
    {
        (key, value, var isAlive) = _entries[at];
        return isAlive;
    }

    private static JsValue Normal(JsValue key) => key is { IsNumber: true, Number: 0 } ? 0 : key;
}

/// <summary>What <c>map.entries()</c>, <c>array.values()</c> and the like return: <c>next()</c> and for-of over a sequence of ours.</summary>
internal sealed class JsIterator(IEnumerator<JsValue> source) : JsObject(Intrinsics.IteratorPrototype)
{
    internal override string Class => "Iterator";

    internal IEnumerator<JsValue> Source => source;
}
