using System.Text;

namespace Lendflow.Activities.ESign;

/// <summary>Amounts of money written out, so that a figure in a contract cannot be altered unseen. Amounts are zero or more,
/// below a trillion (10^12), with two decimals at most.</summary>
public static class AmountInWords
{
    /// <summary>The amounts that can be written out end below this.</summary>
    public const decimal Limit = 1_000_000_000_000m;

    private const string Digits = "零壹贰叁肆伍陆柒捌玖";

    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (long Value, string Name)[] Scales =
        [(1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];

    /// <summary>In capital figures, for example 人民币壹拾万元整, by the rules of the People's Bank of China for filling in bills
    /// (支付结算办法, annex 1). Where they leave a choice of writing 零, it is left out.</summary>
    public static string Chinese(decimal amount, Currency currency)
    {
        var (whole, tenths, hundredths) = Parts(amount);
        var words = new StringBuilder(currency.Chinese);
        if (whole > 0 || amount == 0)
            words.Append(ChineseWhole(whole)).Append('元');
        if (tenths > 0)
            words.Append(Digits[tenths]).Append('角');
        else if (hundredths > 0 && whole > 0)
            words.Append('零');
        if (hundredths > 0)
            words.Append(Digits[hundredths]).Append('分');
        return words.Append(hundredths == 0 ? "整" : "").ToString();
    }

    /// <summary>In English, for example "One hundred thousand Renminbi yuan only".</summary>
    public static string English(decimal amount, Currency currency)
    {
        var (whole, tenths, hundredths) = Parts(amount);
        var cents = 10 * tenths + hundredths;
        var parts = new List<string>();
        if (whole > 0 || cents == 0)
            parts.Add($"{EnglishWhole(whole)} {(whole == 1 ? currency.English : currency.EnglishPlural)}");
        if (cents > 0)
            parts.Add($"{EnglishWhole(cents)} {(cents == 1 ? currency.Cent : currency.CentPlural)}");
        var words = string.Join(" and ", parts) + " only";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static (long Whole, int Tenths, int Hundredths) Parts(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(amount, Limit);
        ArgumentOutOfRangeException.ThrowIfNotEqual(amount, Math.Round(amount, 2));
        var cents = (long)(amount * 100);
        return (cents / 100, (int)(cents / 10 % 10), (int)(cents % 10));
    }

    /// <summary>Groups of four digits under 亿 and 万; one 零 stands for any run of zeros between digits.</summary>
    private static string ChineseWhole(long whole)
    {
        if (whole == 0)
            return "零";
        var words = new StringBuilder();
        foreach (var (group, unit) in ((long, string)[])[(whole / 1_0000_0000, "亿"), (whole / 1_0000 % 1_0000, "万"), (whole % 1_0000, "")])
        {
            if (group == 0)
                continue;
            if (words.Length > 0 && (group < 1000 || SkippedGroup(words, unit)))
                words.Append('零');
            words.Append(ChineseGroup((int)group)).Append(unit);
        }
        return words.ToString();
    }

    // The group of 万 was empty: a 零 stands for it (壹亿零伍仟).
    private static bool SkippedGroup(StringBuilder words, string unit) => unit.Length == 0 && words[^1] == '亿';

    private static string ChineseGroup(int group)
    {
        var (words, isZeroDue) = (new StringBuilder(), false);
        foreach (var (value, unit) in ((int, string)[])[(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")])
        {
            var digit = group / value % 10;
            if (digit == 0)
            {
                isZeroDue = words.Length > 0;
                continue;
            }
            words.Append(isZeroDue ? "零" : "").Append(Digits[digit]).Append(unit);
            isZeroDue = false;
        }
        return words.ToString();
    }

    private static string EnglishWhole(long number)
    {
        foreach (var (value, name) in Scales)
            if (number >= value)
                return Joined($"{EnglishWhole(number / value)} {name}", number % value, " ");
        if (number >= 100)
            return Joined($"{Small[number / 100]} hundred", number % 100, " and ");
        return number >= 20 ? Joined(Tens[number / 10], number % 10, "-") : Small[number];
    }

    private static string Joined(string words, long rest, string joint) =>
        rest == 0 ? words : words + joint + EnglishWhole(rest);
}
