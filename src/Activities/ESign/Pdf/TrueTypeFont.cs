using System.Buffers.Binary;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>The tables of a TrueType font that embedding needs. Names follow the OpenType specification, chapter "Font tables".</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] file;
    private readonly Dictionary<string, Range> tables;
    private readonly Dictionary<int, ushort> glyphs;
    private readonly bool hasLongOffsets;
    private readonly int advanceCount;

    /// <param name="file">A .ttf, or a .ttc of which the first font is taken.</param>
    /// <exception cref="InvalidDataException">The file is no TrueType font with glyf outlines.</exception>
    public TrueTypeFont(byte[] file)
    {
        this.file = file;
        try
        {
            tables = ReadDirectory();
            UnitsPerEm = UInt16(Table("head"), 18);
            hasLongOffsets = UInt16(Table("head"), 50) == 1;
            Box = [.. Enumerable.Range(0, 4).Select(side => Int16(Table("head"), 36 + 2 * side))];
            Ascent = Int16(Table("hhea"), 4);
            Descent = Int16(Table("hhea"), 6);
            advanceCount = UInt16(Table("hhea"), 34);
            glyphs = ReadCharacterMap();
            PostScriptName = ReadPostScriptName();
        }
        catch (ArgumentException broken)
        {
            throw new InvalidDataException("Expected a whole font, but it ends in the middle of a table.", broken);
        }
    }

    public int UnitsPerEm { get; }

    public int Ascent { get; }

    /// <summary>Below zero.</summary>
    public int Descent { get; }

    /// <summary>Left, bottom, right and top of the box around all glyphs.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>Printable ASCII without delimiters, as a PDF name wants it.</summary>
    public string PostScriptName { get; }

    /// <summary>The glyph of a character, 0 when the font has none.</summary>
    public int GlyphOf(Rune character) => glyphs.GetValueOrDefault(character.Value);

    public int AdvanceOf(int glyph) => UInt16(Table("hmtx"), 4 * Math.Min(glyph, advanceCount - 1));

    /// <summary>Width of a character in thousandths of the font size.</summary>
    public double WidthOf(Rune character) => 1000.0 * AdvanceOf(GlyphOf(character)) / UnitsPerEm;

    public int LeftSideBearingOf(int glyph) => glyph < advanceCount
        ? Int16(Table("hmtx"), 4 * glyph + 2)
        : Int16(Table("hmtx"), 4 * advanceCount + 2 * (glyph - advanceCount));

    /// <summary>The outline as the table glyf holds it; empty for a blank such as the space.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph) => Table("glyf")[OutlineStart(glyph)..OutlineStart(glyph + 1)];

    /// <summary>Empty when the font has no such table.</summary>
    public ReadOnlySpan<byte> OptionalTable(string tag) => tables.ContainsKey(tag) ? Table(tag) : [];

    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var range)
        ? file.AsSpan(range)
        : throw new InvalidDataException($"Expected a font with TrueType outlines, but it has no table '{tag}'.");

    private int OutlineStart(int glyph) =>
        hasLongOffsets ? (int)UInt32(Table("loca"), 4 * glyph) : 2 * UInt16(Table("loca"), 2 * glyph);

    private Dictionary<string, Range> ReadDirectory()
    {
        var start = file.AsSpan(0, 4).SequenceEqual("ttcf"u8) ? (int)UInt32(file, 12) : 0;
        var directory = new Dictionary<string, Range>();
        for (var entry = start + 12; entry < start + 12 + 16 * UInt16(file, start + 4); entry += 16)
        {
            var offset = (int)UInt32(file, entry + 8);
            directory[Encoding.ASCII.GetString(file, entry, 4)] = offset..(offset + (int)UInt32(file, entry + 12));
        }
        return directory;
    }

    private Dictionary<int, ushort> ReadCharacterMap()
    {
        var map = Table("cmap");
        var known = new Dictionary<int, ushort>();
        for (var record = 0; record < UInt16(map, 2); record++)
        {
            var table = map[(int)UInt32(map, 8 + 8 * record)..];
            var isUnicode = UInt16(map, 4 + 8 * record) is 0 or 3;
            if (isUnicode && UInt16(table, 0) == 12)
                ReadSegmentedCoverage(table, known);
            else if (isUnicode && UInt16(table, 0) == 4)
                ReadSegmentMapping(table, known);
        }
        return known;
    }

    // cmap format 12
    private static void ReadSegmentedCoverage(ReadOnlySpan<byte> table, Dictionary<int, ushort> known)
    {
        for (var group = 16; group < 16 + 12 * (int)UInt32(table, 12); group += 12)
        {
            var (first, last, glyph) = (UInt32(table, group), UInt32(table, group + 4), UInt32(table, group + 8));
            for (var character = first; character <= last; character++)
                known[(int)character] = (ushort)(glyph + character - first);
        }
    }

    // cmap format 4
    private static void ReadSegmentMapping(ReadOnlySpan<byte> table, Dictionary<int, ushort> known)
    {
        int size = UInt16(table, 6);
        for (var segment = 0; segment < size; segment += 2)
        {
            int last = UInt16(table, 14 + segment), first = UInt16(table, 16 + size + segment);
            int delta = UInt16(table, 16 + 2 * size + segment), rangeAt = 16 + 3 * size + segment;
            int range = UInt16(table, rangeAt);
            for (var character = first; character <= last && character != 0xFFFF; character++)
            {
                var glyph = range == 0 ? character : UInt16(table, rangeAt + range + 2 * (character - first));
                if (glyph != 0)
                    known[character] = (ushort)(glyph + delta);
            }
        }
    }

    private string ReadPostScriptName()
    {
        const int postScriptName = 6, windows = 3;
        var names = Table("name");
        for (var record = 6; record < 6 + 12 * UInt16(names, 2); record += 12)
        {
            if (UInt16(names, record) != windows || UInt16(names, record + 6) != postScriptName)
                continue;
            var text = names.Slice(UInt16(names, 4) + UInt16(names, record + 10), UInt16(names, record + 8));
            return string.Concat(Encoding.BigEndianUnicode.GetString(text).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
        }
        return "Embedded";
    }

    private static ushort UInt16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private static short Int16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt16BigEndian(data[at..]);

    private static uint UInt32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
}
