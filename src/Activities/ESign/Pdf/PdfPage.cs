using System.Globalization;
using System.Text;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>An A4 page to draw on. All measures are points (1/72 inch) from the top left corner.</summary>
public sealed class PdfPage
{
    /// <summary>210 mm.</summary>
    public const double Width = 595.276;

    /// <summary>297 mm.</summary>
    public const double Height = 841.89;

    private readonly DocumentFont font;
    private readonly StringBuilder content = new();

    internal PdfPage(DocumentFont font) => this.font = font;

    internal byte[] Content => Encoding.ASCII.GetBytes(content.ToString());

    /// <summary>Draws one line of text that starts at <paramref name="x"/> and stands on <paramref name="baseline"/>.</summary>
    /// <param name="stretch">Space added at every place where the line may grow, in points.</param>
    public void Text(double x, double baseline, string text, TextStyle style, double stretch = 0)
    {
        if (text.Length == 0)
            return;
        content.Append(CultureInfo.InvariantCulture, $"BT {N(style.Gray)} g {N(x)} {N(Height - baseline)} Td ");
        // The font has one weight: bold is the outline drawn over the filled letter.
        if (style.IsBold)
            content.Append(CultureInfo.InvariantCulture, $"2 Tr {N(style.Gray)} G {N(style.Size * 0.032)} w ");
        Show(text, style.Size, stretch);
        content.Append(style.IsBold ? "0 Tr ET\n" : "ET\n");
    }

    public void Line(double fromX, double fromY, double toX, double toY, double thickness, double gray) =>
        content.Append(CultureInfo.InvariantCulture,
            $"{N(gray)} G {N(thickness)} w {N(fromX)} {N(Height - fromY)} m {N(toX)} {N(Height - toY)} l S\n");

    public void Fill(double x, double y, double width, double height, double gray) =>
        content.Append(CultureInfo.InvariantCulture, $"{N(gray)} g {N(x)} {N(Height - y - height)} {N(width)} {N(height)} re f\n");

    private void Show(string text, double size, double stretch)
    {
        var (current, open) = (-1, false);
        Rune? before = null;
        foreach (var character in text.EnumerateRunes())
        {
            var placed = font.Place(character);
            if (placed.Subset != current)
            {
                content.Append(open ? ">] TJ " : "").Append(CultureInfo.InvariantCulture, $"/F{placed.Subset} {N(size)} Tf [<");
                (current, open) = (placed.Subset, true);
            }
            // TJ takes thousandths of the font size and moves left for numbers above zero.
            if (stretch != 0 && before is { } left && LineBreaking.CanBreakBetween(left, character))
                content.Append(CultureInfo.InvariantCulture, $">{N(-1000 * stretch / size)}<");
            content.Append(placed.Number.ToString("X4", CultureInfo.InvariantCulture));
            before = character;
        }
        content.Append(">] TJ ");
    }

    private static string N(double value) => PdfObjects.Number(value);
}
