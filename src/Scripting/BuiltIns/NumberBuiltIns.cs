using System.Globalization;
using System.Text;

namespace Lendflow.Scripting.BuiltIns;

internal static class NumberBuiltIns
{
    private const double MaximumSafe = 9007199254740991;

    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var number = Building.Constructor("Number", 1, Intrinsics.NumberPrototype, static call => call.Count == 0 ? 0 : call.Number(0));
        globals["Number"] = JsValue.Of(number);
        number.Constant("MAX_SAFE_INTEGER", MaximumSafe).Constant("MIN_SAFE_INTEGER", -MaximumSafe)
            .Constant("MAX_VALUE", double.MaxValue).Constant("MIN_VALUE", double.Epsilon).Constant("EPSILON", Math.Pow(2, -52))
            .Constant("NaN", double.NaN).Constant("POSITIVE_INFINITY", double.PositiveInfinity).Constant("NEGATIVE_INFINITY", double.NegativeInfinity)
            .Method("isInteger", 1, static call => IsInteger(call[0]))
            .Method("isSafeInteger", 1, static call => IsInteger(call[0]) && Math.Abs(call[0].Number) <= MaximumSafe)
            .Method("isFinite", 1, static call => call[0].IsNumber && double.IsFinite(call[0].Number))
            .Method("isNaN", 1, static call => call[0].IsNumber && double.IsNaN(call[0].Number))
            .Method("parseFloat", 1, ParseFloat)
            .Method("parseInt", 2, ParseInt);
        foreach (var name in new[] { "parseFloat", "parseInt" })
            globals[name] = number.TryGetOwn(name, out var function) ? function.Value : default;
        Intrinsics.NumberPrototype
            .Method("toString", 1, Text)
            .Method("toLocaleString", 0, LocaleText)
            .Method("toFixed", 1, Fixed)
            .Method("toPrecision", 1, Precision)
            .Method("toExponential", 1, Exponential)
            .Method("valueOf", 0, static call => Self(call));
        globals["Boolean"] = JsValue.Of(Building.Constructor("Boolean", 1, Intrinsics.BooleanPrototype, static call => call[0].IsTruthy));
        Intrinsics.BooleanPrototype
            .Method("toString", 0, static call => Coercion.PrimitiveText(call.This))
            .Method("valueOf", 0, static call => call.This);
    }

    private static bool IsInteger(JsValue value) => value.IsNumber && double.IsFinite(value.Number) && Math.Truncate(value.Number) == value.Number;

    private static double Self(ScriptCall call) =>
        call.This.IsNumber ? call.This.Number : throw call.Machine.TypeError("Number method called on a value that is not a number");

    private static JsValue ParseFloat(ScriptCall call) =>
        NumberText.ParseDecimalPrefix(call.Text(0).AsSpan().TrimStart(NumberText.WhiteSpace), out _);

    private static JsValue ParseInt(ScriptCall call)
    {
        var text = call.Text(0).AsSpan().TrimStart(NumberText.WhiteSpace);
        var radix = Coercion.ToInt32(call.Number(1));
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        if (isNegative || text.StartsWith("+", StringComparison.Ordinal))
            text = text[1..];
        if (radix is 0 or 16 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
            radix = 16;
        }

        if (radix is not (0 or (>= 2 and <= 36)))
            return double.NaN;
        var value = NumberText.ParseDigits(text, radix == 0 ? 10 : radix, out _);
        return isNegative ? -value : value;
    }

    private static int Digits(ScriptCall call, int minimum, string method)
    {
        var digits = call.Integer(0);
        return digits >= minimum && digits <= 100
            ? (int)digits
            : throw call.Machine.RangeError($"{method}() argument must be between {minimum} and 100");
    }

    private static JsValue Text(ScriptCall call)
    {
        var radix = call[0].IsUndefined ? 10 : call.Integer(0);
        if (radix is < 2 or > 36)
            throw call.Machine.RangeError("toString() radix must be between 2 and 36");
        return radix == 10 || !double.IsFinite(Self(call)) ? NumberText.Of(Self(call)) : InRadix(Self(call), (int)radix);
    }

    /// <summary>As many fraction digits as tell the number from its neighbours.</summary>
    private static string InRadix(double number, int radix)
    {
        const string Symbols = "0123456789abcdefghijklmnopqrstuvwxyz";
        var whole = Math.Floor(Math.Abs(number));
        var fraction = Math.Abs(number) - whole;
        var digits = new StringBuilder();
        var tolerance = Math.Max(0.5 * (Math.BitIncrement(Math.Abs(number)) - Math.Abs(number)), double.Epsilon);
        while (fraction >= tolerance)
        {
            fraction *= radix;
            tolerance *= radix;
            var digit = (int)fraction;
            fraction -= digit;
            // Round to even once the rest cannot be told apart.
            if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) == 1)) && fraction + tolerance > 1)
            {
                whole += RoundUp(digits, digit, radix, Symbols);
                break;
            }

            digits.Append(Symbols[digit]);
        }

        var integer = new StringBuilder();
        while (whole >= MaximumSafe + 1)
        {
            whole /= radix;
            integer.Insert(0, '0');
        }

        do
        {
            integer.Insert(0, Symbols[(int)(whole % radix)]);
            whole = Math.Floor(whole / radix);
        }
        while (whole > 0);
        return (number < 0 ? "-" : "") + integer + (digits.Length > 0 ? "." + digits : "");
    }

    /// <summary>Adds one to the last digit; gives 1 when that carries into the whole part.</summary>
    private static int RoundUp(StringBuilder digits, int last, int radix, string symbols)
    {
        digits.Append(symbols[last]);
        while (digits.Length > 0)
        {
            var digit = symbols.IndexOf(digits[^1], StringComparison.Ordinal) + 1;
            digits.Length--;
            if (digit < radix)
            {
                digits.Append(symbols[digit]);
                return 0;
            }
        }

        return 1;
    }

    /// <summary>Thousands separated by commas, at most three decimals: what en-US shows.</summary>
    private static JsValue LocaleText(ScriptCall call)
    {
        var number = Self(call);
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";
        var options = call[1];
        var (minimum, maximum) = (Option("minimumFractionDigits", -1), Option("maximumFractionDigits", -1));
        minimum = minimum < 0 ? 0 : minimum;
        maximum = maximum < 0 ? Math.Max(minimum, 3) : maximum;
        return number.ToString("#,0." + new string('0', minimum) + new string('#', Math.Max(maximum - minimum, 0)), CultureInfo.InvariantCulture);

        int Option(string name, int missing)
        {
            var value = options.IsObject ? options.Object.Get(call.Machine, name) : JsValue.Undefined;
            return value.IsUndefined ? missing : (int)Math.Clamp(Coercion.ToInteger(call.Machine, value), 0, 20);
        }
    }

    private static JsValue Fixed(ScriptCall call)
    {
        var number = Self(call);
        var digits = Digits(call, 0, "toFixed");
        return Math.Abs(number) < 1e21 ? Sign(number) + ExactDigits.Fixed(Math.Abs(number), digits) : NumberText.Of(number);
    }

    private static string Sign(double number) => number < 0 ? "-" : "";

    private static JsValue Exponential(ScriptCall call)
    {
        var number = Self(call);
        var digits = call[0].IsUndefined ? -1 : Digits(call, 0, "toExponential");
        if (!double.IsFinite(number))
            return NumberText.Of(number);
        if (digits < 0)
            digits = number == 0 ? 0 : NumberText.ShortestDigits(Math.Abs(number)).Digits.Length - 1;
        var (mantissa, power) = ExactDigits.Significant(Math.Abs(number), digits + 1);
        return Sign(number) + WithPower(mantissa, power);
    }

    private static string WithPower(string digits, int power) =>
        $"{digits[..1]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(power < 0 ? "-" : "+")}{Math.Abs(power)}";

    private static JsValue Precision(ScriptCall call)
    {
        var number = Self(call);
        if (call[0].IsUndefined || !double.IsFinite(number))
            return NumberText.Of(number);
        var precision = Digits(call, 1, "toPrecision");
        var (digits, power) = ExactDigits.Significant(Math.Abs(number), precision);
        if (power < -6 || power >= precision)
            return Sign(number) + WithPower(digits, power);
        if (power < 0)
            return Sign(number) + "0." + new string('0', -power - 1) + digits;
        return Sign(number) + digits[..(power + 1)] + (precision > power + 1 ? "." + digits[(power + 1)..] : "");
    }
}
