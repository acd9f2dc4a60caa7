using System.Globalization;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>A subset made ready to be embedded: what a PDF needs of it, its streams compressed.</summary>
/// <param name="Name">PostScript name with the tag that tells subsets of one font apart (ISO 32000-1, 9.6.4).</param>
/// <param name="TrueType">The font file, compressed.</param>
/// <param name="Length">Its length before that.</param>
/// <param name="Widths">Of its characters in their order, in thousandths of the font size.</param>
/// <param name="ToUnicode">The map back to text, compressed.</param>
internal sealed record FontProgram(string Name, byte[] TrueType, int Length, string Widths, byte[] ToUnicode)
{
    public static FontProgram Of(FontSubset subset, int compression)
    {
        var trueType = subset.ToTrueType();
        var widths = string.Join(' ', subset.Characters.Select(character => PdfObjects.Number(subset.Font.WidthOf(character))));
        return new FontProgram(
            $"/{Tag(subset)}+{subset.Font.PostScriptName}", PdfObjects.Compress(trueType, compression), trueType.Length, widths,
            PdfObjects.Compress(Encoding.ASCII.GetBytes(MapOf(subset)), compression));
    }

    private static string MapOf(FontSubset subset)
    {
        const int mostInABlock = 100;
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in subset.Characters.Index().Chunk(mostInABlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (index, character) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{index + 1:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    /// <summary>Six letters derived from the characters.</summary>
    private static string Tag(FontSubset subset)
    {
        var hash = 17u;
        foreach (var character in subset.Characters)
            hash = unchecked(hash * 31 + (uint)character.Value);
        return string.Create(6, hash, static (letters, rest) =>
        {
            foreach (ref var letter in letters)
                (letter, rest) = ((char)('A' + rest % 26), rest / 26);
        });
    }
}
