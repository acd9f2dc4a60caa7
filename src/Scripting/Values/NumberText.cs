using System.Globalization;

namespace Lendflow.Scripting.Values;

/// <summary>Numbers to text and back exactly as ECMAScript prescribes (Number::toString, StringToNumber).</summary>
internal static class NumberText
{
    private static readonly string[] SmallIntegers = [.. Enumerable.Range(0, 1024).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    internal static string Of(double number)
    {
        if (number is >= -1e15 and <= 1e15 && Math.Truncate(number) == number)
        {
            var integer = (long)number;
            return integer is >= 0 and < 1024 ? SmallIntegers[integer] : integer.ToString(CultureInfo.InvariantCulture);
        }

        if (double.IsNaN(number))
            return "NaN";
        if (double.IsInfinity(number))
            return number > 0 ? "Infinity" : "-Infinity";
        var (digits, exponent) = ShortestDigits(Math.Abs(number));
        return (number < 0 ? "-" : "") + Layout(digits, exponent);
    }

    /// <summary>The shortest digits d and the n with number = 0.d × 10^n that read back as the same double.</summary>
    internal static (string Digits, int Exponent) ShortestDigits(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        var power = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? shortest : shortest[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var padded = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = padded.TrimStart('0');
        var exponent = power + (point < 0 ? mantissa.Length : point) - (padded.Length - digits.Length);
        return (digits.TrimEnd('0'), exponent);
    }

    private static string Layout(string digits, int exponent)
    {
        if (exponent is > 0 and <= 21)
        {
            return digits.Length <= exponent
                ? digits.PadRight(exponent, '0')
                : digits[..exponent] + "." + digits[exponent..];
        }

        if (exponent is > -6 and <= 0)
            return "0." + new string('0', -exponent) + digits;
        var power = exponent - 1;
        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return mantissa + (power < 0 ? "e-" : "e+") + Math.Abs(power).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>NaN when the text is not a number literal; "" is 0.</summary>
    internal static double Parse(string source)
    {
        var text = source.AsSpan().Trim(WhiteSpace);
        if (text.IsEmpty)
            return 0;
        if (text.Length > 2 && text[0] == '0' && RadixOf(text[1]) is var radix and > 0)
            return ParseDigits(text[2..], radix, out var used) is var value && used == text.Length - 2 ? value : double.NaN;
        return ParseDecimalPrefix(text, out var length) is var number && length == text.Length ? number : double.NaN;
    }

    /// <summary>The longest decimal literal the text starts with (parseFloat); NaN when there is none.</summary>
    internal static double ParseDecimalPrefix(ReadOnlySpan<char> text, out int length)
    {
        var sign = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (text[sign..].StartsWith("Infinity", StringComparison.Ordinal))
        {
            length = sign + 8;
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var whole = CountDigits(text[sign..]);
        length = sign + whole;
        var fraction = 0;
        if (length < text.Length && text[length] == '.')
        {
            fraction = CountDigits(text[(length + 1)..]);
            if (whole + fraction > 0)
                length += 1 + fraction;
        }

        if (whole + fraction == 0)
        {
            length = 0;
            return double.NaN;
        }

        length += ExponentLength(text[length..]);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static int ExponentLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('e' or 'E'))
            return 0;
        var sign = text.Length > 1 && text[1] is '+' or '-' ? 1 : 0;
        var digits = CountDigits(text[(1 + sign)..]);
        return digits == 0 ? 0 : 1 + sign + digits;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }

    internal static int RadixOf(char prefix) => prefix switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    /// <summary>Reads digits of the radix until one is not; NaN when there is none.</summary>
    internal static double ParseDigits(ReadOnlySpan<char> text, int radix, out int length)
    {
        var value = 0d;
        for (length = 0; length < text.Length && DigitOf(text[length]) is var digit && digit < radix; length++)
            value = value * radix + digit;
        // Beyond 2^53 the sum above rounds at every digit; decimal literals go through the exact parser.
        if (radix == 10 && length > 15)
            return double.Parse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        return length == 0 ? double.NaN : value;
    }

    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => 99,
    };

    /// <summary>What ECMAScript calls WhiteSpace and LineTerminator.</summary>
    internal const string WhiteSpace =
        "\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
}
