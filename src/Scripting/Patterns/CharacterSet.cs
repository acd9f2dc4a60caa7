using System.Globalization;

namespace Lendflow.Scripting.Patterns;

/// <summary>A set of code points: ranges, Unicode categories and other sets, possibly all of it negated.</summary>
internal sealed class CharacterSet
{
    internal static readonly CharacterSet Digits = Of(('0', '9'));
    internal static readonly CharacterSet WordCharacters = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));
    internal static readonly CharacterSet Blanks = Of([.. NumberText.WhiteSpace.Select(c => ((int)c, (int)c))]);
    internal static readonly CharacterSet LineEnds = Of(('\n', '\n'), ('\r', '\r'), ('\u2028', '\u2029'));
    internal static readonly CharacterSet Everything = Of((0, 0x10FFFF));

    private static readonly CharacterSet Han = Of(
        (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B),
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFA6D), (0xFA70, 0xFAD9), (0x20000, 0x2A6DF), (0x2A700, 0x2EBE0), (0x30000, 0x323AF));

    private readonly List<(int From, int To)> _ranges = [];
    private readonly List<CharacterSet> _parts = [];
    private int _categories;

    internal bool IsNegated { get; set; }

    /// <summary>The one code point of the set, or -1.</summary>
    internal int Single => !IsNegated && _categories == 0 && _parts.Count == 0 && _ranges is [var (from, to)] && from == to ? from : -1;

    internal static CharacterSet Of(params (int From, int To)[] ranges)
    {
        var set = new CharacterSet();
        set._ranges.AddRange(ranges);
        return set;
    }

    internal static CharacterSet Of(int codePoint) => Of((codePoint, codePoint));

    internal static CharacterSet Not(CharacterSet set)
    {
        var result = new CharacterSet { IsNegated = true };
        result._parts.Add(set);
        return result;
    }

    internal void Add(int from, int to) => _ranges.Add((from, to));

    internal void Add(CharacterSet part) => _parts.Add(part);

    internal bool Contains(int codePoint)
    {
        foreach (var (from, to) in _ranges)
        {
            if (codePoint >= from && codePoint <= to)
                return !IsNegated;
        }

        if (_categories != 0 && (_categories & (1 << (int)CategoryOf(codePoint))) != 0)
            return !IsNegated;
        foreach (var part in _parts)
        {
            if (part.Contains(codePoint))
                return !IsNegated;
        }

        return IsNegated;
    }

    /// <summary>As <see cref="Contains"/>, upper and lower case being the same.</summary>
    internal bool ContainsIgnoringCase(int codePoint) =>
        (HasPositive(codePoint) || HasPositive(Upper(codePoint)) || HasPositive(Lower(codePoint))) != IsNegated;

    private bool HasPositive(int codePoint) => Contains(codePoint) != IsNegated;

    internal static int Upper(int codePoint)
    {
        var upper = codePoint < 0x10000
            ? char.ToUpperInvariant((char)codePoint)
            : System.Text.Rune.ToUpperInvariant(new System.Text.Rune(codePoint)).Value;
        // ECMAScript never lets a letter beyond ASCII equal one within.
        return codePoint >= 128 && upper < 128 ? codePoint : upper;
    }

    private static int Lower(int codePoint) => codePoint < 0x10000
        ? char.ToLowerInvariant((char)codePoint)
        : System.Text.Rune.ToLowerInvariant(new System.Text.Rune(codePoint)).Value;

    private static UnicodeCategory CategoryOf(int codePoint) => codePoint < 0x10000
        ? char.GetUnicodeCategory((char)codePoint)
        : CharUnicodeInfo.GetUnicodeCategory(codePoint);

    /// <summary>The set of <c>\p{name}</c>: a general category, Alphabetic, White_Space, or Script=Han; null when unknown.</summary>
    internal static CharacterSet? ByProperty(string name)
    {
        name = name.Replace("General_Category=", "", StringComparison.Ordinal).Replace("gc=", "", StringComparison.Ordinal);
        if (name is "Script=Han" or "sc=Han" or "Script_Extensions=Han" or "scx=Han")
            return Han;
        if (name is "White_Space")
            return Blanks;
        var categories = CategoriesOf(name);
        if (categories.Length == 0)
            return null;
        return new CharacterSet { _categories = categories.Aggregate(0, (mask, c) => mask | (1 << (int)c)) };
    }

    private static UnicodeCategory[] CategoriesOf(string name) => name switch
    {
        "L" or "Letter" or "Alphabetic" or "Alpha" =>
        [
            UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter,
            UnicodeCategory.ModifierLetter, UnicodeCategory.OtherLetter,
        ],
        "Lu" or "Uppercase_Letter" or "Uppercase" => [UnicodeCategory.UppercaseLetter],
        "Ll" or "Lowercase_Letter" or "Lowercase" => [UnicodeCategory.LowercaseLetter],
        "Lo" or "Other_Letter" => [UnicodeCategory.OtherLetter],
        "M" or "Mark" => [UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark],
        "N" or "Number" => [UnicodeCategory.DecimalDigitNumber, UnicodeCategory.LetterNumber, UnicodeCategory.OtherNumber],
        "Nd" or "Decimal_Number" => [UnicodeCategory.DecimalDigitNumber],
        "P" or "Punctuation" =>
        [
            UnicodeCategory.ConnectorPunctuation, UnicodeCategory.DashPunctuation, UnicodeCategory.OpenPunctuation, UnicodeCategory.ClosePunctuation,
            UnicodeCategory.InitialQuotePunctuation, UnicodeCategory.FinalQuotePunctuation, UnicodeCategory.OtherPunctuation,
        ],
        "S" or "Symbol" => [UnicodeCategory.MathSymbol, UnicodeCategory.CurrencySymbol, UnicodeCategory.ModifierSymbol, UnicodeCategory.OtherSymbol],
        "Sc" or "Currency_Symbol" => [UnicodeCategory.CurrencySymbol],
        "Z" or "Separator" => [UnicodeCategory.SpaceSeparator, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator],
        "Zs" or "Space_Separator" => [UnicodeCategory.SpaceSeparator],
        _ => [],
    };
}
