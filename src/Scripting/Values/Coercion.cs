namespace Lendflow.Scripting.Values;

/// <summary>The abstract conversions and comparisons of ECMAScript (chapter 7).</summary>
internal static class Coercion
{
    internal static JsValue ToPrimitive(Machine machine, JsValue value, bool preferText)
    {
        if (!value.IsObject)
            return value;
        var target = value.Object;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var method = target.Get(machine, preferText == (attempt == 0) ? "toString" : "valueOf");
            if (method.Function is { } function && function.Call(machine, value, []) is { IsObject: false } primitive)
                return primitive;
        }

        throw machine.TypeError("Cannot convert object to primitive value");
    }

    /// <summary>As for a Date in <c>+</c> and <c>==</c>: text first; everything else: number first.</summary>
    internal static JsValue ToPrimitive(Machine machine, JsValue value) =>
        value.IsObject ? ToPrimitive(machine, value, preferText: value.Object is JsDate) : value;

    internal static double ToNumber(Machine machine, JsValue value)
    {
        switch (value.Kind)
        {
            case JsKind.Number: return value.Number;
            case JsKind.Boolean: return value.Boolean ? 1 : 0;
            case JsKind.Null: return 0;
            case JsKind.String: return NumberText.Parse(value.Text);
            case JsKind.Symbol: throw machine.TypeError("Cannot convert a Symbol value to a number");
            case JsKind.Object when value.Object is JsDate date: return date.Time;
            case JsKind.Object: return ToNumber(machine, ToPrimitive(machine, value));
            default: return double.NaN;
        }
    }

    internal static string ToText(Machine machine, JsValue value) => value.Kind switch
    {
        JsKind.String => value.Text,
        JsKind.Symbol => throw machine.TypeError("Cannot convert a Symbol value to a string"),
        JsKind.Object => ToText(machine, ToPrimitive(machine, value, preferText: true)),
        _ => PrimitiveText(value),
    };

    internal static string PrimitiveText(JsValue value) => value.Kind switch
    {
        JsKind.String => value.Text,
        JsKind.Number => NumberText.Of(value.Number),
        JsKind.Boolean => value.Boolean ? "true" : "false",
        JsKind.Null => "null",
        _ => "undefined",
    };

    internal static string ToKey(Machine machine, JsValue value) =>
        value.IsSymbol ? value.Symbol.Key : ToText(machine, value);

    internal static double ToInteger(Machine machine, JsValue value)
    {
        var number = ToNumber(machine, value);
        return double.IsNaN(number) ? 0 : Math.Truncate(number) + 0.0;
    }

    internal static int ToInt32(double number)
    {
        var integer = (int)number;
        return integer == number ? integer : (int)ToUint32(number);
    }

    internal static uint ToUint32(double number)
    {
        if (!double.IsFinite(number))
            return 0;
        var remainder = Math.Truncate(number) % 4294967296d;
        return (uint)(long)(remainder < 0 ? remainder + 4294967296d : remainder);
    }

    internal static string TypeOf(JsValue value) => value.Kind switch
    {
        JsKind.Undefined => "undefined",
        JsKind.Boolean => "boolean",
        JsKind.Number => "number",
        JsKind.String => "string",
        JsKind.Symbol => "symbol",
        JsKind.Object when value.IsFunction => "function",
        _ => "object",
    };

    internal static bool StrictEquals(JsValue left, JsValue right)
    {
        if (left.IsNumber)
            return right.IsNumber && left.Number == right.Number;
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            JsKind.Boolean => left.Boolean == right.Boolean,
            JsKind.String => ReferenceEquals(left.Reference, right.Reference)
                || (left.TextLength == right.TextLength && string.Equals(left.Text, right.Text, StringComparison.Ordinal)),
            _ => ReferenceEquals(left.Reference, right.Reference),
        };
    }

    internal static bool SameValue(JsValue left, JsValue right) => left.IsNumber && right.IsNumber
        ? left.Number.Equals(right.Number) && double.IsNegative(left.Number) == double.IsNegative(right.Number)
        : StrictEquals(left, right);

    internal static bool LooseEquals(Machine machine, JsValue left, JsValue right)
    {
        if (left.Kind == right.Kind)
            return StrictEquals(left, right);
        if (left.IsNullish || right.IsNullish)
            return left.IsNullish && right.IsNullish;
        if (left.IsObject)
            return LooseEquals(machine, ToPrimitive(machine, left), right);
        if (right.IsObject)
            return LooseEquals(machine, left, ToPrimitive(machine, right));
        if (left.IsSymbol || right.IsSymbol)
            return false;
        return ToNumber(machine, left) == ToNumber(machine, right);
    }

    internal static JsValue Add(Machine machine, JsValue left, JsValue right)
    {
        left = ToPrimitive(machine, left);
        right = ToPrimitive(machine, right);
        return left.IsString || right.IsString
            ? machine.Concat(AsText(machine, left), AsText(machine, right))
            : ToNumber(machine, left) + ToNumber(machine, right);
    }

    private static JsValue AsText(Machine machine, JsValue value) => value.IsString ? value : ToText(machine, value);

    /// <summary>-1, 0 or 1; 2 when the two cannot be ordered (NaN).</summary>
    internal static int Compare(Machine machine, JsValue left, JsValue right)
    {
        left = ToPrimitive(machine, left, preferText: false);
        right = ToPrimitive(machine, right, preferText: false);
        if (left.IsString && right.IsString)
            return Math.Sign(string.CompareOrdinal(left.Text, right.Text));
        var (a, b) = (ToNumber(machine, left), ToNumber(machine, right));
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
    }
}
