using System.Globalization;
using System.Text;

namespace Lendflow.Scripting.Values;

/// <summary>Unicode normalization forms (UAX #15). The runtime's own needs globalization data, which this product runs without.</summary>
internal sealed class Normalization
{
    private const int HangulBase = 0xAC00;
    private const int HangulCount = 11172;
    private const int VowelBase = 0x1161;
    private const int LeadBase = 0x1100;
    private const int TailBase = 0x11A7;

    private static readonly Lazy<Normalization> Tables = new(() => new Normalization());

    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<(int First, int Second), int> _composed = [];
    private readonly Dictionary<int, int> _classes = [];

    private Normalization()
    {
        using var stream = typeof(Normalization).Assembly.GetManifestResourceStream("Lendflow.Scripting.Values.Normalization.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                Add(line.Split(' '));
        }
    }

    private void Add(string[] fields)
    {
        if (fields[0] == "C")
        {
            for (var code = Hex(fields[2]); code <= Hex(fields[3]); code++)
                _classes[code] = int.Parse(fields[1], CultureInfo.InvariantCulture);
            return;
        }

        var parts = Array.ConvertAll(fields[2..], Hex);
        (fields[0] == "K" ? _compatible : _canonical)[Hex(fields[1])] = parts;
        if (fields[0] == "D")
            _composed[(parts[0], parts[1])] = Hex(fields[1]);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>NFC, NFD, NFKC or NFKD by two choices.</summary>
    internal static string Apply(string text, bool composes, bool compatibility)
    {
        if (Ascii.IsValid(text))
            return text;
        var tables = Tables.Value;
        var codes = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            tables.Decompose(isPair ? char.ConvertToUtf32(text[i], text[++i]) : text[i], compatibility, codes);
        }

        tables.Order(codes);
        if (composes)
            codes = tables.Compose(codes);
        var result = new StringBuilder(text.Length);
        foreach (var code in codes)
        {
            if (code < 0x10000)
                result.Append((char)code);
            else
                result.Append(char.ConvertFromUtf32(code));
        }

        return result.ToString();
    }

    private void Decompose(int code, bool compatibility, List<int> into)
    {
        var syllable = code - HangulBase;
        if (syllable is >= 0 and < HangulCount)
        {
            into.Add(LeadBase + (syllable / 588));
            into.Add(VowelBase + (syllable % 588 / 28));
            if (syllable % 28 > 0)
                into.Add(TailBase + (syllable % 28));
            return;
        }

        if (!_canonical.TryGetValue(code, out var parts) && !(compatibility && _compatible.TryGetValue(code, out parts)))
        {
            into.Add(code);
            return;
        }

        foreach (var part in parts)
            Decompose(part, compatibility, into);
    }

    private int ClassOf(int code) => _classes.GetValueOrDefault(code);

    /// <summary>Sorts each run of combining marks by class, keeping the order within a class.</summary>
    private void Order(List<int> codes)
    {
        for (var start = 0; start < codes.Count; start++)
        {
            var end = start;
            while (end < codes.Count && ClassOf(codes[end]) > 0)
                end++;
            if (end - start < 2)
                continue;
            var sorted = codes.GetRange(start, end - start).OrderBy(ClassOf).ToList();
            for (var i = 0; i < sorted.Count; i++)
                codes[start + i] = sorted[i];
            start = end;
        }
    }

    private List<int> Compose(List<int> codes)
    {
        var result = new List<int>(codes.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var code in codes)
        {
            var ownClass = ClassOf(code);
            // A mark reaches its starter unless one of the same or a higher class stands between them.
            var isNext = starter >= 0 && (starter == result.Count - 1 || (lastClass != 0 && lastClass < ownClass));
            if (isNext && Pair(result[starter], code) is { } composed)
            {
                result[starter] = composed;
                continue;
            }

            result.Add(code);
            lastClass = ownClass;
            if (ownClass == 0)
                starter = result.Count - 1;
        }

        return result;
    }

    private int? Pair(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + 19 && second is >= VowelBase and < VowelBase + 21)
            return HangulBase + ((((first - LeadBase) * 21) + second - VowelBase) * 28);
        if (first is >= HangulBase and < HangulBase + HangulCount && (first - HangulBase) % 28 == 0 && second is > TailBase and < TailBase + 28)
            return first + second - TailBase;
        return _composed.TryGetValue((first, second), out var composed) ? composed : null;
    }
}
