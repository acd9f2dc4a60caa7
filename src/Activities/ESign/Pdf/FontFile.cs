using System.Collections.Concurrent;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>A font on disk that can be embedded: a .ttf or .ttc with TrueType (glyf) outlines. Immutable and shared: a file is
/// read once per process.</summary>
public sealed class FontFile
{
    // Fonts with simplified Chinese and glyf outlines, best first. The Noto CJK collections hold CFF outlines and do not serve.
    private static readonly string[] ChineseFonts =
        ["wqy-microhei.ttc", "NotoSansSC-Regular.ttf", "NotoSansSC_400Regular.ttf", "msyh.ttc", "simhei.ttf", "Arial Unicode.ttf"];

    private static readonly string[] LatinFonts = ["DejaVuSans.ttf", "arial.ttf", "Arial.ttf"];
    private static readonly ConcurrentDictionary<string, TrueTypeFont> Parsed = new();
    private static readonly Lazy<(FontFile? Font, string? Problem)> Installed = new(() => (Find(SystemFolders(), out var problem), problem));

    private FontFile(TrueTypeFont face, FontFile? fallback)
    {
        Face = face;
        Fallback = fallback;
    }

    /// <summary>The font's PostScript name.</summary>
    public string Name => Face.PostScriptName;

    /// <summary>The font for characters this one lacks; null for none.</summary>
    public FontFile? Fallback { get; }

    internal TrueTypeFont Face { get; }

    /// <summary>The Chinese font of this machine, with a Latin one behind it when there is one. Null when there is no Chinese
    /// font; <paramref name="problem"/> then says what to install.</summary>
    public static FontFile? FindInstalled(out string? problem)
    {
        (var font, problem) = Installed.Value;
        return font;
    }

    /// <summary>As <see cref="FindInstalled"/>, in the given folders and those below them.</summary>
    public static FontFile? Find(IEnumerable<string> folders, out string? problem)
    {
        var existing = folders.Where(Directory.Exists).ToList();
        var latin = First(existing, LatinFonts, fallback: null);
        var chinese = First(existing, ChineseFonts, latin);
        problem = chinese is not null
            ? null
            : $"Expected one of the fonts {string.Join(", ", ChineseFonts)} to write contracts with, but none is installed. "
              + "On Debian and Ubuntu install the package fonts-wqy-microhei.";
        return chinese;
    }

    /// <summary>Reads a font file, or takes it from memory when it was read before.</summary>
    /// <exception cref="InvalidDataException">The file is no font with TrueType outlines.</exception>
    public static FontFile Load(string path, FontFile? fallback = null) =>
        new(Parsed.GetOrAdd(path, static path => new TrueTypeFont(File.ReadAllBytes(path))), fallback);

    /// <summary>The characters of a text that neither this font nor its fallback can draw, each once.</summary>
    public IReadOnlyList<Rune> Missing(string text) =>
        [.. text.EnumerateRunes().Distinct().Where(character => character.Value >= ' ' && Holding(character) is null)];

    /// <summary>The font of the chain that has a character; null when none has.</summary>
    internal FontFile? Holding(Rune character) =>
        Face.GlyphOf(character) != 0 ? this : Fallback?.Holding(character);

    private static FontFile? First(List<string> folders, string[] names, FontFile? fallback)
    {
        var anywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return names
            .SelectMany(name => folders.SelectMany(folder => Directory.EnumerateFiles(folder, name, anywhere).Order(StringComparer.Ordinal)))
            .Select(path => LoadIfUsable(path, fallback))
            .FirstOrDefault(font => font is not null);
    }

    private static FontFile? LoadIfUsable(string path, FontFile? fallback)
    {
        try
        {
            return Load(path, fallback);
        }
        catch (Exception unusable) when (unusable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> SystemFolders() =>
    [
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts/Supplemental",
    ];
}
