using System.Globalization;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>The font chain of one document: measures text, encodes it and embeds what was used. The first subset is called
/// <c>/F0</c> in content streams, its fallback <c>/F1</c>.</summary>
internal sealed class DocumentFont
{
    private readonly FontFile file;
    private readonly List<(FontFile File, FontSubset Subset)> subsets = [];
    private readonly Dictionary<Rune, Placed> known = [];

    public DocumentFont(FontFile file)
    {
        this.file = file;
        for (var next = file; next is not null; next = next.Fallback)
            subsets.Add((next, new FontSubset(next.Face)));
    }

    /// <param name="Subset">Index of the subset that holds the character.</param>
    /// <param name="Number">Its number there.</param>
    /// <param name="Advance">Its width in thousandths of the font size.</param>
    public readonly record struct Placed(int Subset, int Number, double Advance);

    public Placed Place(Rune character)
    {
        if (known.TryGetValue(character, out var placed))
            return placed;
        var holding = file.Holding(character) ?? file;
        var index = subsets.FindIndex(subset => subset.File == holding);
        return known[character] = new Placed(index, subsets[index].Subset.Use(character), Advance(holding.Face, character));
    }

    /// <summary>Width in points.</summary>
    public double Measure(string text, double size)
    {
        var width = 0.0;
        foreach (var character in text.EnumerateRunes())
            width += Place(character).Advance;
        return width * size / 1000;
    }

    /// <summary>Writes the fonts; the answer is the resource dictionary that names them.</summary>
    public string Embed(PdfObjects objects)
    {
        var resources = new StringBuilder("<< ");
        for (var index = 0; index < subsets.Count; index++)
            if (index == 0 || subsets[index].Subset.Characters.Count > 0)
                resources.Append(CultureInfo.InvariantCulture, $"/F{index} {Embed(subsets[index].Subset, objects)} 0 R ");
        return resources.Append(">>").ToString();
    }

    private static int Embed(FontSubset subset, PdfObjects objects)
    {
        var (font, name) = (subset.Font, $"/{Tag(subset)}+{subset.Font.PostScriptName}");
        var trueType = subset.ToTrueType();
        var program = objects.AddStream(trueType, $"/Length1 {trueType.Length} ");
        // Flags: 4 = symbolic, characters beyond the Latin alphabet. StemV is not in TrueType files; 80 is usual for regular weight.
        var descriptor = objects.Add(
            $"<< /Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [{string.Join(' ', font.Box.Select(side => Em(font, side)))}] "
            + $"/ItalicAngle 0 /Ascent {Em(font, font.Ascent)} /Descent {Em(font, font.Descent)} /CapHeight {Em(font, font.Ascent)} "
            + $"/StemV 80 /FontFile2 {program} 0 R >>");
        var descendant = objects.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 1000 /W [1 [{Widths(subset)}]] >>");
        var toUnicode = objects.AddStream(Encoding.ASCII.GetBytes(ToUnicode(subset)));
        return objects.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {toUnicode} 0 R >>");
    }

    private static string Widths(FontSubset subset) =>
        string.Join(' ', subset.Characters.Select(character => PdfObjects.Number(Advance(subset.Font, character))));

    private static string ToUnicode(FontSubset subset)
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

    /// <summary>Six letters that tell subsets of one font apart (ISO 32000-1, 9.6.4), derived from the characters.</summary>
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

    private static double Advance(TrueTypeFont font, Rune character) => 1000.0 * font.AdvanceOf(font.GlyphOf(character)) / font.UnitsPerEm;

    private static string Em(TrueTypeFont font, int units) => PdfObjects.Number(1000.0 * units / font.UnitsPerEm);
}
