using System.Globalization;
using System.Numerics;

namespace Lendflow.Scripting.Values;

/// <summary>Digits of a double rounded from its exact value, halves up: what toFixed, toPrecision and toExponential show.</summary>
internal static class ExactDigits
{
    /// <param name="number">Not negative, finite.</param>
    internal static string Fixed(double number, int digits)
    {
        var text = Scaled(number, digits).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return digits == 0 ? text : text[..^digits] + "." + text[^digits..];
    }

    /// <summary>So many digits d and the power with number = d.ddd × 10^power.</summary>
    internal static (string Digits, int Power) Significant(double number, int count)
    {
        if (number == 0)
            return (new string('0', count), 0);
        var power = NumberText.ShortestDigits(number).Exponent - 1;
        var digits = Scaled(number, count - 1 - power).ToString(CultureInfo.InvariantCulture);
        // 9.99 rounded to two digits is 10.
        return digits.Length > count ? (digits[..count], power + 1) : (digits, power);
    }

    /// <summary>The whole number nearest to number × 10^power.</summary>
    private static BigInteger Scaled(double number, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent > 0)
            mantissa |= 1L << 52;
        else
            exponent = 1;
        exponent -= 1075;
        var (above, below) = ((BigInteger)mantissa, BigInteger.One);
        above *= BigInteger.Pow(2, Math.Max(exponent, 0)) * BigInteger.Pow(10, Math.Max(power, 0));
        below *= BigInteger.Pow(2, Math.Max(-exponent, 0)) * BigInteger.Pow(10, Math.Max(-power, 0));
        return ((2 * above) + below) / (2 * below);
    }
}
