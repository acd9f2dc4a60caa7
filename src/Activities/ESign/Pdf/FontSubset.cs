using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>The characters of a font that one document uses, numbered in the order of their first use. Each character has a
/// number of its own even where two share a glyph, so that copied text comes back exactly as it was written.</summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly Dictionary<Rune, int> numbers = [];
    private readonly List<Rune> characters = [];

    private static readonly ConcurrentDictionary<(TrueTypeFont Font, string Text), FontSubset> Made = new();

    private Lazy<FontProgram>? shared;
    private FrozenDictionary<int, (int Number, double Advance)> places = FrozenDictionary<int, (int, double)>.Empty;

    public TrueTypeFont Font => font;

    /// <summary>The subset of exactly these characters, as far as the font has them: made once and used by many documents.</summary>
    public static FontSubset Shared(TrueTypeFont font, string text) => Made.GetOrAdd((font, text), static key =>
    {
        var subset = new FontSubset(key.Font);
        foreach (var character in key.Text.EnumerateRunes().Where(character => key.Font.GlyphOf(character) != 0))
            subset.Use(character);
        subset.shared = new Lazy<FontProgram>(() => FontProgram.Of(subset, PdfObjects.Smallest));
        subset.places = subset.numbers.ToFrozenDictionary(n => n.Key.Value, n => (n.Value, key.Font.WidthOf(n.Key)));
        return subset;
    });

    /// <summary>Number and width, in thousandths of the font size, of a character of a shared subset.</summary>
    public bool TryPlace(Rune character, out int number, out double advance)
    {
        var isThere = places.TryGetValue(character.Value, out var place);
        (number, advance) = place;
        return isThere;
    }

    /// <summary>Whether it holds the character or can still take it in.</summary>
    public bool Takes(Rune character) => shared is null || numbers.ContainsKey(character);

    /// <summary>The subset ready to be embedded.</summary>
    public FontProgram Program => shared?.Value ?? FontProgram.Of(this, PdfObjects.Fast);

    /// <summary>The used characters; the one at index i has the number i + 1, number 0 is the box for an unknown character.</summary>
    public IReadOnlyList<Rune> Characters => characters;

    public int Use(Rune character)
    {
        if (numbers.TryGetValue(character, out var number))
            return number;
        characters.Add(character);
        return numbers[character] = characters.Count;
    }

    /// <summary>A TrueType file in which the glyph with a character's number is that character.</summary>
    public byte[] ToTrueType()
    {
        var outlines = CollectOutlines(out var sources);
        var (glyf, loca) = Lay(outlines);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = glyf,
            ["loca"] = loca,
            ["hmtx"] = Metrics(sources),
            ["head"] = With(font.Table("head"), (at: 50, value: 1), (at: 8, value: 0), (at: 10, value: 0)),
            ["hhea"] = With(font.Table("hhea"), (at: 34, value: sources.Count)),
            ["maxp"] = With(font.Table("maxp"), (at: 4, value: sources.Count)),
        };
        foreach (var hinting in (string[])["cvt ", "fpgm", "prep"])
            if (font.OptionalTable(hinting) is { IsEmpty: false } table)
                tables[hinting] = table.ToArray();
        return Assemble(tables);
    }

    /// <summary>Copies the outlines; parts that composite glyphs refer to follow after the characters, under new numbers.</summary>
    private List<byte[]> CollectOutlines(out List<int> sources)
    {
        sources = [0, .. characters.Select(font.GlyphOf)];
        var partNumbers = new Dictionary<int, int>();
        var outlines = new List<byte[]>();
        for (var number = 0; number < sources.Count; number++)
        {
            var outline = font.OutlineOf(sources[number]).ToArray();
            foreach (var at in PartReferences(outline))
            {
                int part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
                if (!partNumbers.TryGetValue(part, out var partNumber))
                {
                    partNumber = partNumbers[part] = sources.Count;
                    sources.Add(part);
                }
                BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), (ushort)partNumber);
            }
            outlines.Add(outline);
        }
        return outlines;
    }

    /// <summary>Where a composite glyph names its parts (OpenType, "glyf": composite glyph description).</summary>
    private static List<int> PartReferences(byte[] outline)
    {
        const int hasWords = 0x0001, hasScale = 0x0008, hasMore = 0x0020, hasTwoScales = 0x0040, hasMatrix = 0x0080;
        var references = new List<int>();
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            return references;

        int at = 10, flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            references.Add(at + 2);
            at += 4 + ((flags & hasWords) != 0 ? 4 : 2);
            at += (flags & hasMatrix) != 0 ? 8 : (flags & hasTwoScales) != 0 ? 4 : (flags & hasScale) != 0 ? 2 : 0;
        }
        while ((flags & hasMore) != 0);
        return references;
    }

    private static (byte[] Glyf, byte[] Loca) Lay(List<byte[]> outlines)
    {
        var loca = new byte[4 * (outlines.Count + 1)];
        var glyf = new MemoryStream();
        for (var number = 0; number < outlines.Count; number++)
        {
            glyf.Write(outlines[number]);
            while (glyf.Length % 4 != 0)
                glyf.WriteByte(0);
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (number + 1)), (uint)glyf.Length);
        }
        return (glyf.ToArray(), loca);
    }

    private byte[] Metrics(List<int> sources)
    {
        var metrics = new byte[4 * sources.Count];
        for (var number = 0; number < sources.Count; number++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * number), (ushort)font.AdvanceOf(sources[number]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan(4 * number + 2), (short)font.LeftSideBearingOf(sources[number]));
        }
        return metrics;
    }

    private static byte[] With(ReadOnlySpan<byte> table, params ReadOnlySpan<(int at, int value)> changes)
    {
        var changed = table.ToArray();
        foreach (var (at, value) in changes)
            BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(at), (ushort)value);
        return changed;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var start = 12 + 16 * tables.Count;
        var font = new byte[start + tables.Values.Sum(Padded)];
        WriteHeader(font, tables.Count);
        var (entry, offset, head) = (12, start, 0);
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(font, offset);
            Encoding.ASCII.GetBytes(tag, font.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 4), Checksum(font.AsSpan(offset, Padded(table))));
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 8), offset);
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 12), table.Length);
            head = tag == "head" ? offset : head;
            entry += 16;
            offset += Padded(table);
        }
        // OpenType, "head": checksumAdjustment makes the sum over the whole file come out as this constant.
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(head + 8), unchecked(0xB1B0AFBA - Checksum(font)));
        return font;
    }

    private static void WriteHeader(Span<byte> font, int tables)
    {
        var log = System.Numerics.BitOperations.Log2((uint)tables);
        BinaryPrimitives.WriteUInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font[4..], (ushort)tables);
        BinaryPrimitives.WriteUInt16BigEndian(font[6..], (ushort)(16 << log));
        BinaryPrimitives.WriteUInt16BigEndian(font[8..], (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(font[10..], (ushort)(16 * tables - (16 << log)));
    }

    private static int Padded(byte[] table) => (table.Length + 3) / 4 * 4;

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var at = 0; at < data.Length; at += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data[at..]));
        return sum;
    }
}
