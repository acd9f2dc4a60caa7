namespace Lendflow.Scripting;

/// <summary>The type of a <see cref="JsValue"/>; functions, arrays and dates are objects.</summary>
public enum JsKind : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Symbol,
    Object,
}

/// <summary>A value of the script language. The default is <c>undefined</c>.</summary>
/// <remarks>16 bytes: a reference (string, rope, object, or the tag that says "number") and the number's or kind's bits.</remarks>
public readonly partial struct JsValue : IEquatable<JsValue>
{
    private const byte EmptyKind = 255;
    private const long TrueBits = (long)JsKind.Boolean | 256;
    private static readonly object NumberTag = new();

    private readonly object? _reference;
    private readonly long _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsValue(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    public static JsValue Undefined => default;

    public static JsValue Null => new(null, (long)JsKind.Null);

    /// <summary>A hole in an array, or a <c>let</c> not yet initialised; never seen by scripts or hosts.</summary>
    internal static JsValue Empty => new(null, EmptyKind);

    public JsKind Kind => IsNumber ? JsKind.Number : (JsKind)(byte)_bits;

    public bool IsUndefined => _reference is null && _bits == (long)JsKind.Undefined;

    public bool IsNull => _reference is null && _bits == (long)JsKind.Null;

    /// <summary><c>undefined</c> or <c>null</c>.</summary>
    public bool IsNullish => _reference is null && _bits is (long)JsKind.Undefined or (long)JsKind.Null;

    public bool IsBoolean => Kind == JsKind.Boolean;

    public bool IsNumber => ReferenceEquals(_reference, NumberTag);

    public bool IsString => !IsNumber && _bits == (long)JsKind.String;

    public bool IsObject => !IsNumber && _bits == (long)JsKind.Object;

    public bool IsFunction => Function is not null;

    internal bool IsSymbol => Kind == JsKind.Symbol;

    internal bool IsEmpty => _bits == EmptyKind && _reference is null;

    /// <summary>The number; meaningful only when <see cref="IsNumber"/>.</summary>
    internal double Number => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The boolean; meaningful only when <see cref="IsBoolean"/>.</summary>
    internal bool Boolean => _bits == TrueBits;

    /// <summary>The string; meaningful only when <see cref="IsString"/>.</summary>
    internal string Text => _reference as string ?? Unsafe.As<Rope>(_reference!).Flatten();

    internal int TextLength => _reference is string text ? text.Length : Unsafe.As<Rope>(_reference!).Length;

    /// <summary>The object; meaningful only when <see cref="IsObject"/>.</summary>
    internal JsObject Object => Unsafe.As<JsObject>(_reference!);

    internal JsFunction? Function => IsObject ? _reference as JsFunction : null;

    internal JsSymbol Symbol => (JsSymbol)_reference!;

    internal object? Reference => _reference;

    /// <summary>What the language calls truthy: not false, 0, NaN, "", null or undefined.</summary>
    public bool IsTruthy => Kind switch
    {
        JsKind.Boolean => Boolean,
        JsKind.Number => Number is not (0 or double.NaN),
        JsKind.String => TextLength > 0,
        JsKind.Undefined or JsKind.Null => false,
        _ => true,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsValue From(double number) => new(NumberTag, BitConverter.DoubleToInt64Bits(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsValue From(bool boolean) => new(null, boolean ? TrueBits : (long)JsKind.Boolean);

    /// <summary>A string; <c>null</c> gives the language's null.</summary>
    public static JsValue From(string? text) => text is null ? Null : new(text, (long)JsKind.String);

    /// <summary>A Date, to the millisecond.</summary>
    public static JsValue From(DateTimeOffset instant) => Of(new JsDate(instant.ToUnixTimeMilliseconds()));

    /// <summary>An object whose members the host answers for.</summary>
    public static JsValue From(HostObject host) => Of(host.Face);

    /// <summary>An array of these values.</summary>
    public static JsValue FromArray(IEnumerable<JsValue> items) => Of(new JsArray([.. items]));

    /// <summary>A plain object with these members, in this order.</summary>
    public static JsValue FromMembers(IEnumerable<KeyValuePair<string, JsValue>> members)
    {
        var result = new JsObject();
        foreach (var (name, value) in members)
            result.Define(name, value);
        return Of(result);
    }

    /// <summary>A function the script can call, pass on and (as a value) use with <c>new</c>.</summary>
    public static JsValue FromFunction(string name, ScriptFunction code) => Of(new NativeFunction(name, 0, code) { IsConstructor = true });

    /// <summary>As <see cref="FromFunction"/>, with members that cannot be changed, such as the statics of a type. It may be shared by runs.</summary>
    /// <param name="getters">Members that are asked for each time they are read.</param>
    public static JsValue FromType(
        string name, ScriptFunction construct, IEnumerable<KeyValuePair<string, JsValue>> members, IEnumerable<KeyValuePair<string, ScriptFunction>> getters)
    {
        var type = new NativeFunction(name, 0, construct) { IsConstructor = true, IsShared = true };
        foreach (var (member, value) in members)
            type.Define(member, value, PropertyFlags.None);
        foreach (var (member, read) in getters)
            type.DefineAccessor(member, new NativeFunction(member, 0, read) { IsShared = true }, null, PropertyFlags.None);
        return Of(type);
    }

    public static implicit operator JsValue(double number) => From(number);

    public static implicit operator JsValue(bool boolean) => From(boolean);

    public static implicit operator JsValue(string? text) => From(text);

    internal static JsValue Of(JsObject value) => new(value, (long)JsKind.Object);

    internal static JsValue Of(Rope value) => new(value, (long)JsKind.String);

    internal static JsValue Of(JsSymbol value) => new(value, (long)JsKind.Symbol);

    public bool TryGetNumber(out double number)
    {
        number = IsNumber ? Number : 0;
        return IsNumber;
    }

    public bool TryGetBoolean(out bool boolean)
    {
        boolean = Boolean;
        return IsBoolean;
    }

    public bool TryGetText([NotNullWhen(true)] out string? text)
    {
        text = IsString ? Text : null;
        return text is not null;
    }

    /// <summary>The instant of a Date; false for anything else and for an invalid Date.</summary>
    public bool TryGetInstant(out DateTimeOffset instant)
    {
        var time = IsObject && Object is JsDate date ? date.Time : double.NaN;
        var fits = time is >= -62_135_596_800_000 and <= 253_402_300_799_999;
        instant = fits ? DateTimeOffset.FromUnixTimeMilliseconds((long)time) : default;
        return fits;
    }

    /// <summary>The host object behind this value, or null.</summary>
    public HostObject? AsHostObject() => IsObject && Object is HostFace face ? face.Host : null;

    /// <summary>Equal as in <c>===</c>, except that NaN equals NaN.</summary>
    public bool Equals(JsValue other) =>
        Coercion.StrictEquals(this, other) || (IsNumber && other.IsNumber && double.IsNaN(Number) && double.IsNaN(other.Number));

    public override bool Equals(object? obj) => obj is JsValue other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        JsKind.Number => Number == 0 ? 0 : Number.GetHashCode(),
        JsKind.String => Text.GetHashCode(StringComparison.Ordinal),
        JsKind.Object or JsKind.Symbol => RuntimeHelpers.GetHashCode(_reference),
        _ => (int)_bits,
    };

    public static bool operator ==(JsValue left, JsValue right) => left.Equals(right);

    public static bool operator !=(JsValue left, JsValue right) => !left.Equals(right);

    /// <summary>For logs and debuggers: primitives as the script would print them, objects as JSON where possible.</summary>
    public override string ToString() => Kind switch
    {
        JsKind.Object when TryToJson(out var json, out _) => json.GetRawText(),
        JsKind.Object => $"[object {Object.Class}]",
        JsKind.Symbol => "Symbol(" + Symbol.Description + ")",
        _ => Coercion.PrimitiveText(this),
    };
}
