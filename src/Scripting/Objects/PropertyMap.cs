namespace Lendflow.Scripting.Objects;

[Flags]
internal enum PropertyFlags : byte
{
    None = 0,
    Writable = 1,
    Enumerable = 2,
    Configurable = 4,

    /// <summary>What an assignment creates.</summary>
    Open = Writable | Enumerable | Configurable,

    /// <summary>What the methods of built-ins and classes are.</summary>
    Hidden = Writable | Configurable,
}

/// <summary>A property: a value, or an accessor pair held in <see cref="Accessor"/>.</summary>
internal struct Property(string key, JsValue value, PropertyFlags flags)
{
    internal readonly string Key = key;
    internal JsValue Value = value;
    internal PropertyFlags Flags = flags;
    internal Accessor? Accessor;

    internal readonly bool Is(PropertyFlags flag) => (Flags & flag) != 0;
}

internal sealed record Accessor(JsFunction? Getter, JsFunction? Setter);

/// <summary>Properties in the order they were added; searched one by one while few, by index when many.</summary>
internal struct PropertyMap
{
    private const int IndexAbove = 8;

    private Property[]? _items;
    private Dictionary<string, int>? _index;

    internal int Count { get; private set; }

    internal readonly ReadOnlySpan<Property> Items => _items.AsSpan(0, Count);

    /// <summary>The property of that key, or a null reference.</summary>
    internal readonly ref Property Find(string key)
    {
        if (_index is not null)
        {
            if (_index.TryGetValue(key, out var at))
                return ref _items![at];
            return ref Unsafe.NullRef<Property>();
        }

        var items = _items;
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(items![i].Key, key, StringComparison.Ordinal))
                return ref items[i];
        }

        return ref Unsafe.NullRef<Property>();
    }

    internal void Add(Property property)
    {
        _items ??= new Property[4];
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count] = property;
        _index?.Add(property.Key, Count);
        Count++;
        if (Count > IndexAbove && _index is null)
            Reindex();
    }

    internal bool Remove(string key)
    {
        ref var found = ref Find(key);
        if (Unsafe.IsNullRef(ref found))
            return false;
        var at = (int)(Unsafe.ByteOffset(ref _items![0], ref found) / Unsafe.SizeOf<Property>());
        Array.Copy(_items, at + 1, _items, at, Count - at - 1);
        Count--;
        _items[Count] = default;
        if (_index is not null)
            Reindex();
        return true;
    }

    private void Reindex()
    {
        _index = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
            _index.Add(_items![i].Key, i);
    }
}
