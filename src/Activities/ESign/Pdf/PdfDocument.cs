using System.Globalization;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>A PDF document of A4 pages with embedded fonts. The same calls give the same bytes.</summary>
/// <param name="title">Shown by viewers in place of the file name.</param>
/// <param name="language">BCP 47 tag of the main language, for example <c>zh-CN</c>; screen readers use it.</param>
/// <param name="createdAt">Date of the document, as its properties show it.</param>
/// <param name="sharedCharacters">Characters that most documents of this kind use: they are embedded from a subset that is made
/// once for all of them. Empty for none.</param>
public sealed class PdfDocument(FontFile font, string title, string language, DateTimeOffset createdAt, string sharedCharacters = "")
{
    private readonly List<PdfPage> pages = [];

    public IReadOnlyList<PdfPage> Pages => pages;

    internal DocumentFont Font { get; } = new(font, sharedCharacters);

    public PdfPage AddPage()
    {
        var page = new PdfPage(Font);
        pages.Add(page);
        return page;
    }

    /// <summary>Width of a single line, in points.</summary>
    public double Measure(string text, TextStyle style) => Font.Measure(text, style.Size);

    public byte[] ToBytes()
    {
        var objects = new PdfObjects();
        var (root, tree) = (objects.Reserve(), objects.Reserve());
        var fonts = objects.Add(Font.Embed(objects));
        var numbers = pages.Select(page => Write(page, objects, tree, fonts)).ToList();

        objects.Write(tree, $"<< /Type /Pages /Count {numbers.Count} /Kids [{string.Join(' ', numbers.Select(number => $"{number} 0 R"))}] >>");
        objects.Write(root, $"<< /Type /Catalog /Pages {tree} 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>");
        var info = objects.Add(
            $"<< /Title {PdfObjects.Text(title)} /Producer (Lendflow) /CreationDate {PdfObjects.Date(createdAt)} /ModDate {PdfObjects.Date(createdAt)} >>");
        return objects.Finish(root, info);
    }

    private static int Write(PdfPage page, PdfObjects objects, int tree, int fonts)
    {
        var content = objects.AddStream(page.Content);
        return objects.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Resources << /Font {fonts} 0 R >> /Contents {content} 0 R >>"));
    }
}
