using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Lendflow.Scripting.Objects;

/// <summary>A dense array. A hole is <see cref="JsValue.Empty"/>; an index far beyond the end costs the memory of all the holes.</summary>
internal sealed class JsArray : JsObject
{
    internal const int ItemBytes = 16;

    private readonly List<JsValue> _items;
    private bool _isFrozen;

    internal JsArray(List<JsValue> items)
        : base(Intrinsics.ArrayPrototype) => _items = items;

    internal JsArray()
        : this([])
    {
    }

    internal JsArray(JsonElement json)
        : base(Intrinsics.ArrayPrototype, json) => _items = new List<JsValue>(json.GetArrayLength());

    internal override string Class => "Array";

    /// <summary>The items for reading; change them through the methods, which account for memory.</summary>
    internal List<JsValue> Items
    {
        get
        {
            if (IsUnread)
                Read();
            return _items;
        }
    }

    protected override void Fill(JsonElement json)
    {
        foreach (var item in json.EnumerateArray())
            _items.Add(JsValue.From(item));
    }

    internal int Length => Items.Count;

    /// <summary>The item, or undefined for a hole and beyond the ends.</summary>
    internal JsValue this[int index] =>
        (uint)index < (uint)Items.Count && _items[index] is { IsEmpty: false } item ? item : JsValue.Undefined;

    internal void Push(Machine machine, JsValue item)
    {
        CheckWritable(machine);
        machine.Allocate(ItemBytes);
        Items.Add(item);
    }

    internal void SetItem(Machine machine, double index, JsValue value)
    {
        CheckWritable(machine);
        if (index >= Items.Count)
            Resize(machine, index + 1);
        _items[(int)index] = value;
    }

    internal void Resize(Machine machine, double length)
    {
        CheckWritable(machine);
        if (length is not (>= 0 and <= uint.MaxValue) || Math.Truncate(length) != length)
            throw machine.RangeError("Invalid array length");
        var items = Items;
        if (length < items.Count)
        {
            items.RemoveRange((int)length, items.Count - (int)length);
            return;
        }

        machine.Allocate((length - items.Count) * ItemBytes);
        AddHoles(items, (int)length);
    }

    private static void AddHoles(List<JsValue> items, int length)
    {
        var before = items.Count;
        CollectionsMarshal.SetCount(items, length);
        CollectionsMarshal.AsSpan(items)[before..].Fill(JsValue.Empty);
    }

    internal void CheckWritable(Machine machine)
    {
        if (_isFrozen || IsShared)
            throw machine.TypeError("Cannot change a frozen array");
    }

    internal override bool TryGetOwn(string key, out Property property)
    {
        if (TryParseIndex(key, out var index))
        {
            var exists = index < Items.Count && !_items[(int)index].IsEmpty;
            property = exists ? new Property(key, _items[(int)index], _isFrozen ? PropertyFlags.Enumerable : PropertyFlags.Open) : default;
            return exists;
        }

        if (key == "length")
        {
            property = new Property(key, Items.Count, PropertyFlags.Writable);
            return true;
        }

        return base.TryGetOwn(key, out property);
    }

    protected override bool TrySetOwn(Machine machine, string key, JsValue value)
    {
        if (TryParseIndex(key, out var index))
            SetItem(machine, index, value);
        else if (key == "length")
            Resize(machine, Coercion.ToNumber(machine, value));
        else
            return base.TrySetOwn(machine, key, value);
        return true;
    }

    internal override void Define(string key, JsValue value, PropertyFlags flags = PropertyFlags.Open)
    {
        if (!TryParseIndex(key, out var index))
            base.Define(key, value, flags);
        else if (index < Items.Count)
            _items[(int)index] = value;
        else
            _items.Add(value);
    }

    internal override bool Delete(Machine machine, string key)
    {
        if (!TryParseIndex(key, out var index))
            return base.Delete(machine, key);
        CheckWritable(machine);
        if (index < Items.Count)
            _items[(int)index] = JsValue.Empty;
        return true;
    }

    protected override void AddKeys(List<string> keys, bool onlyEnumerable)
    {
        for (var i = 0; i < Items.Count; i++)
        {
            if (!_items[i].IsEmpty)
                keys.Add(NumberText.Of(i));
        }

        if (!onlyEnumerable)
            keys.Add("length");
        base.AddKeys(keys, onlyEnumerable);
    }

    internal override void Lock(bool freeze)
    {
        _ = Items;
        _isFrozen |= freeze;
        base.Lock(freeze);
    }

    internal override bool IsLocked(bool frozen) => base.IsLocked(frozen) && (_isFrozen || Items.Count == 0);

    /// <summary>A canonical array index: "0", "17", but neither "01" nor "-1".</summary>
    internal static bool TryParseIndex(string key, out uint index)
    {
        index = 0;
        if (key.Length is 0 or > 10 || !char.IsAsciiDigit(key[0]) || (key[0] == '0' && key.Length > 1))
            return false;
        return uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < uint.MaxValue;
    }
}
