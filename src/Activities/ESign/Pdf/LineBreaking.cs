using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>One line of a paragraph.</summary>
/// <param name="Width">In points, without blanks at its end.</param>
/// <param name="EndsParagraph">Whether a paragraph or a forced line ends here.</param>
internal readonly record struct TextLine(string Text, double Width, bool EndsParagraph);

/// <summary>Breaks text into lines: Latin words stay whole, Chinese breaks between any two characters, and no line starts with
/// closing punctuation or ends with an opening bracket (GB/T 15834-2011, 5.1).</summary>
internal static class LineBreaking
{
    private const string NeverFirst = "，。、；：？！）】》〉」』”’…—～·％‰,.;:?!)]}%°℃/";
    private const string NeverLast = "（【《〈「『“‘([{￥¥$€£";

    /// <param name="width">Room in points.</param>
    /// <param name="firstIndent">Room less on the first line, in points.</param>
    /// <param name="advance">Width of a character in points.</param>
    public static List<TextLine> Break(string text, double width, double firstIndent, Func<Rune, double> advance)
    {
        var lines = new List<TextLine>();
        foreach (var paragraph in text.Split('\n'))
            BreakParagraph([.. paragraph.EnumerateRunes()], width, lines.Count == 0 ? firstIndent : 0, advance, lines);
        return lines;
    }

    /// <summary>Whether a line may end, or grow when justified, between two characters that follow each other.</summary>
    public static bool CanBreakBetween(Rune before, Rune after)
    {
        if (IsBlank(after) || IsOneOf(NeverFirst, after) || IsOneOf(NeverLast, before))
            return false;
        return IsBlank(before) || IsWide(before) || IsWide(after) || (before.Value == '-' && Rune.IsLetter(after));
    }

    /// <summary>How many places of a line may grow.</summary>
    public static int StretchPlaces(string line)
    {
        var (places, before) = (0, default(Rune?));
        foreach (var character in line.EnumerateRunes())
        {
            if (before is { } left && CanBreakBetween(left, character))
                places++;
            before = character;
        }
        return places;
    }

    private static void BreakParagraph(
        Rune[] characters, double width, double indent, Func<Rune, double> advance, List<TextLine> lines)
    {
        // A sum of widths that fills the room exactly must not break for the last bit of a double.
        const double tolerance = 0.001;
        var (start, breakAt, used) = (0, 0, indent);
        for (var at = 0; at < characters.Length; at++)
        {
            if (at > start && CanBreakBetween(characters[at - 1], characters[at]))
                breakAt = at;
            used += advance(characters[at]);
            if (used <= width + tolerance || IsBlank(characters[at]) || at == start)
                continue;

            // A word wider than the line has no place to break and is cut.
            var end = breakAt > start ? breakAt : at;
            lines.Add(Line(characters[start..end], advance, endsParagraph: false));
            start = breakAt = end;
            used = characters[start..(at + 1)].Sum(advance);
        }
        lines.Add(Line(characters[start..], advance, endsParagraph: true));
    }

    private static TextLine Line(Rune[] characters, Func<Rune, double> advance, bool endsParagraph)
    {
        var end = Array.FindLastIndex(characters, character => !IsBlank(character)) + 1;
        return new TextLine(string.Concat(characters[..end]), characters[..end].Sum(advance), endsParagraph);
    }

    private static bool IsBlank(Rune character) => character.Value is ' ' or 0x3000;

    private static bool IsOneOf(string set, Rune character) => character.IsBmp && set.Contains((char)character.Value);

    private static bool IsWide(Rune character) => character.Value is
        (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F)
        or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD);
}
