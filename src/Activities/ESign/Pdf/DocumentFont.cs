using System.Globalization;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>The font chain of one document: measures text, encodes it and embeds what was used. Characters that many documents
/// share come from one subset made once for all of them; those of this document alone are in subsets of its own. Content streams
/// call the subsets <c>/F0</c>, <c>/F1</c> and so on.</summary>
internal sealed class DocumentFont
{
    private readonly FontFile file;
    private readonly List<(FontFile File, FontSubset Subset)> subsets = [];
    private readonly Dictionary<Rune, Placed> known = [];
    private readonly FontSubset? shared;

    /// <param name="shared">Characters most documents of this kind use; empty for none.</param>
    public DocumentFont(FontFile file, string shared)
    {
        this.file = file;
        if (shared.Length > 0)
            subsets.Add((file, this.shared = FontSubset.Shared(file.Face, shared)));
        for (var next = file; next is not null; next = next.Fallback)
            subsets.Add((next, new FontSubset(next.Face)));
    }

    /// <param name="Subset">Index of the subset that holds the character.</param>
    /// <param name="Number">Its number there.</param>
    /// <param name="Advance">Its width in thousandths of the font size.</param>
    public readonly record struct Placed(int Subset, int Number, double Advance);

    public Placed Place(Rune character)
    {
        if (shared is not null && shared.TryPlace(character, out var number, out var advance))
            return new Placed(0, number, advance);
        return known.TryGetValue(character, out var placed) ? placed : known[character] = TakeIn(character);
    }

    // On its own, because its lambda would cost every call of Place an object.
    private Placed TakeIn(Rune character)
    {
        var holding = file.Holding(character) ?? file;
        var index = subsets.FindIndex(subset => subset.File == holding && subset.Subset.Takes(character));
        return new Placed(index, subsets[index].Subset.Use(character), holding.Face.WidthOf(character));
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
            if (subsets[index].Subset.Characters.Count > 0)
                resources.Append(CultureInfo.InvariantCulture, $"/F{index} {Embed(subsets[index].Subset, objects)} 0 R ");
        return resources.Append(">>").ToString();
    }

    private static int Embed(FontSubset subset, PdfObjects objects)
    {
        var (font, program) = (subset.Font, subset.Program);
        var file = objects.AddCompressed(program.TrueType, $"/Length1 {program.Length} ");
        // Flags: 4 = symbolic, characters beyond the Latin alphabet. StemV is not in TrueType files; 80 is usual for regular weight.
        var descriptor = objects.Add(
            $"<< /Type /FontDescriptor /FontName {program.Name} /Flags 4 /FontBBox [{string.Join(' ', font.Box.Select(side => Em(font, side)))}] "
            + $"/ItalicAngle 0 /Ascent {Em(font, font.Ascent)} /Descent {Em(font, font.Descent)} /CapHeight {Em(font, font.Ascent)} "
            + $"/StemV 80 /FontFile2 {file} 0 R >>");
        var descendant = objects.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {program.Name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 1000 /W [1 [{program.Widths}]] >>");
        var toUnicode = objects.AddCompressed(program.ToUnicode);
        return objects.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont {program.Name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {toUnicode} 0 R >>");
    }

    private static string Em(TrueTypeFont font, int units) => PdfObjects.Number(1000.0 * units / font.UnitsPerEm);
}
