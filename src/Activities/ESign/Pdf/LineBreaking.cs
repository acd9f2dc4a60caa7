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
        var start = 0;
        while (true)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            BreakParagraph(text, start, end, width, lines.Count == 0 ? firstIndent : 0, advance, lines);
            if (end == text.Length)
                return lines;
            start = end + 1;
        }
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

    /// <summary>Breaks what stands between two places of a text.</summary>
    private static void BreakParagraph(
        string text, int start, int end, double width, double indent, Func<Rune, double> advance, List<TextLine> lines)
    {
        // A sum of widths that fills the room exactly must not break for the last bit of a double.
        const double tolerance = 0.001;
        var (breakAt, used, before) = (start, indent, default(Rune));
        for (var at = start; at < end;)
        {
            var character = Rune.GetRuneAt(text, at);
            if (at > start && CanBreakBetween(before, character))
                breakAt = at;
            used += advance(character);
            if (used > width + tolerance && !IsBlank(character) && at > start)
            {
                // A word wider than the line has no place to break and is cut.
                var cut = breakAt > start ? breakAt : at;
                lines.Add(Line(text, start, cut, advance, endsParagraph: false));
                start = breakAt = cut;
                used = WidthOf(text, cut, at + character.Utf16SequenceLength, advance);
            }
            before = character;
            at += character.Utf16SequenceLength;
        }
        lines.Add(Line(text, start, end, advance, endsParagraph: true));
    }

    private static TextLine Line(string text, int start, int end, Func<Rune, double> advance, bool endsParagraph)
    {
        while (end > start && text[end - 1] is ' ' or '\u3000')
            end--;
        return new TextLine(text[start..end], WidthOf(text, start, end, advance), endsParagraph);
    }

    private static double WidthOf(string text, int start, int end, Func<Rune, double> advance)
    {
        var width = 0.0;
        foreach (var character in text.AsSpan(start, end - start).EnumerateRunes())
            width += advance(character);
        return width;
    }

    private static bool IsBlank(Rune character) => character.Value is ' ' or 0x3000;

    private static bool IsOneOf(string set, Rune character) => character.IsBmp && set.Contains((char)character.Value);

    private static bool IsWide(Rune character) => character.Value is
        (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F)
        or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD);
}
