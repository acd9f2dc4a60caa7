using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>The objects of an existing PDF file, found through its classic cross-reference tables, the newest version of each
/// (ISO 32000-1, 7.5). Files with cross-reference streams are not read.</summary>
internal sealed partial class PdfStructure
{
    private readonly Dictionary<int, int> offsets = [];

    /// <exception cref="FormatException">The file is no PDF, is broken, or has another kind of cross-reference.</exception>
    public PdfStructure(ReadOnlySpan<byte> file)
    {
        Text = Encoding.Latin1.GetString(file);
        if (!Text.StartsWith("%PDF-", StringComparison.Ordinal))
            throw new FormatException("Expected a PDF file, but it does not begin like one.");

        TableStart = ReadTableStart();
        Trailer = ReadTable(TableStart);
        if (Trailer["Encrypt"] is not null)
            throw new FormatException("Expected a readable PDF file, but it is encrypted.");

        var read = new HashSet<int> { TableStart };
        for (var trailer = Trailer; trailer["Prev"] is { } previous && read.Add(Integer(previous.Raw));)
            trailer = ReadTable(Integer(previous.Raw));
    }

    /// <summary>The file as Latin-1: each character is a byte.</summary>
    public string Text { get; }

    /// <summary>Where the newest cross-reference table begins.</summary>
    public int TableStart { get; }

    /// <summary>The newest trailer.</summary>
    public PdfDictionary Trailer { get; }

    public int RootNumber => ReferenceIn(Trailer, "Root") ?? throw new FormatException("Expected the trailer to name the root, but it does not.");

    /// <summary>The number of the first page.</summary>
    public int FirstPageNumber()
    {
        const int deepest = 64;
        var number = ReferenceIn(Object(RootNumber), "Pages") ?? throw new FormatException("Expected a tree of pages, but there is none.");
        for (var depth = 0; depth < deepest; depth++)
        {
            var node = Object(number);
            if (node["Kids"] is not { } kids)
                return number;
            number = References(ArrayText(kids)) is [var first, ..] ? first : throw new FormatException("Expected a page, but there is none.");
        }
        throw new FormatException("Expected a tree of pages, but it has no end.");
    }

    /// <summary>The form fields, by object number; none when the document has no form.</summary>
    public IReadOnlyList<int> FieldNumbers()
    {
        if (Object(RootNumber)["AcroForm"] is not { } form)
            return [];
        return Resolve(form)["Fields"] is { } fields ? References(ArrayText(fields)) : [];
    }

    /// <summary>The text of an array that stands there or is referred to.</summary>
    public string ArrayText(PdfDictionary.Value value) =>
        Reference(value.Raw) is { } number ? PdfDictionary.ValueAt(Text, BodyOf(number)).Raw : value.Raw;

    /// <summary>The dictionary that stands there or is referred to.</summary>
    public PdfDictionary Resolve(PdfDictionary.Value value) =>
        Reference(value.Raw) is { } number ? Object(number) : PdfDictionary.Parse(Text, value.Start);

    public PdfDictionary Object(int number) => PdfDictionary.Parse(Text, BodyOf(number));

    public static IReadOnlyList<int> References(string array) =>
        [.. ReferencePattern().Matches(array).Select(match => Integer(match.Groups[1].Value))];

    public static int Integer(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Expected a number, but it is '{digits}'.");

    private static int? ReferenceIn(PdfDictionary dictionary, string name) => dictionary[name] is { } value ? Reference(value.Raw) : null;

    private static int? Reference(string raw) =>
        ReferencePattern().Match(raw) is { Success: true, Index: 0 } match && match.Length == raw.Length ? Integer(match.Groups[1].Value) : null;

    private int BodyOf(int number)
    {
        if (!offsets.TryGetValue(number, out var offset))
            throw new FormatException($"Expected the object {number}, but the cross-reference table does not have it.");
        var header = ObjectHeader().Match(Text, offset);
        if (!header.Success || Integer(header.Groups[1].Value) != number)
            throw new FormatException($"Expected the object {number} at byte {offset}, but there is something else.");
        return offset + header.Length;
    }

    private int ReadTableStart()
    {
        var keyword = Text.LastIndexOf("startxref", StringComparison.Ordinal);
        var match = keyword < 0 ? Match.Empty : StartPattern().Match(Text, keyword);
        return match.Success ? Integer(match.Groups[1].Value) : throw new FormatException("Expected 'startxref' at the end, but it is missing.");
    }

    private PdfDictionary ReadTable(int start)
    {
        var table = start < Text.Length ? TablePattern().Match(Text, start) : Match.Empty;
        if (!table.Success)
            throw new FormatException($"Expected a cross-reference table at byte {start}, but there is something else.");

        var at = start + table.Length;
        for (var section = SectionPattern().Match(Text, at); section.Success; section = SectionPattern().Match(Text, at))
        {
            at += section.Length;
            var (first, count) = (Integer(section.Groups[1].Value), Integer(section.Groups[2].Value));
            for (var index = 0; index < count; index++, at += 20)
                if (EntryPattern().Match(Text, at) is { Success: true } entry)
                    offsets.TryAdd(first + index, Integer(entry.Groups[1].Value));
        }
        var trailer = Text.IndexOf("trailer", at, StringComparison.Ordinal);
        return trailer == at
            ? PdfDictionary.Parse(Text, trailer + "trailer".Length)
            : throw new FormatException($"Expected the trailer at byte {at}, but there is something else.");
    }

    [GeneratedRegex(@"(\d+)\s+\d+\s+R\b")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"\G\s*(\d+)\s+\d+\s+obj\b")]
    private static partial Regex ObjectHeader();

    [GeneratedRegex(@"\Gstartxref\s+(\d+)\s+%%EOF")]
    private static partial Regex StartPattern();

    [GeneratedRegex(@"\Gxref\s+")]
    private static partial Regex TablePattern();

    [GeneratedRegex(@"\G(\d+) (\d+)\s+")]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"\G(\d{10}) \d{5} n")]
    private static partial Regex EntryPattern();
}
