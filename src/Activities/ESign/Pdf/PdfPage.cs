using System.Buffers;
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
    private readonly ArrayBufferWriter<byte> content = new(16 * 1024);

    internal PdfPage(DocumentFont font) => this.font = font;

    /// <summary>The content stream as written so far.</summary>
    internal ReadOnlySpan<byte> Content => content.WrittenSpan;

    /// <summary>Draws one line of text that starts at <paramref name="x"/> and stands on <paramref name="baseline"/>.</summary>
    /// <param name="stretch">Space added at every place where the line may grow, in points.</param>
    public void Text(double x, double baseline, string text, TextStyle style, double stretch = 0)
    {
        if (text.Length == 0)
            return;
        Add("BT ").Add(style.Gray).Add(" g ").Add(x).Add(" ").Add(Height - baseline).Add(" Td ");
        // The font has one weight: bold is the outline drawn over the filled letter.
        if (style.IsBold)
            Add("2 Tr ").Add(style.Gray).Add(" G ").Add(style.Size * 0.032).Add(" w ");
        Show(text, style.Size, stretch);
        Add(style.IsBold ? "0 Tr ET\n" : "ET\n");
    }

    public void Line(double fromX, double fromY, double toX, double toY, double thickness, double gray) =>
        Add(gray).Add(" G ").Add(thickness).Add(" w ").Add(fromX).Add(" ").Add(Height - fromY).Add(" m ").Add(toX).Add(" ").Add(Height - toY).Add(" l S\n");

    public void Fill(double x, double y, double width, double height, double gray) =>
        Add(gray).Add(" g ").Add(x).Add(" ").Add(Height - y - height).Add(" ").Add(width).Add(" ").Add(height).Add(" re f\n");

    private void Show(string text, double size, double stretch)
    {
        var (current, open) = (-1, false);
        Rune? before = null;
        foreach (var character in text.EnumerateRunes())
        {
            var placed = font.Place(character);
            if (placed.Subset != current)
            {
                Add(open ? ">] TJ /F" : "/F").Add(placed.Subset).Add(" ").Add(size).Add(" Tf [<");
                (current, open) = (placed.Subset, true);
            }
            // TJ takes thousandths of the font size and moves left for numbers above zero.
            if (stretch != 0 && before is { } left && LineBreaking.CanBreakBetween(left, character))
                Add(">").Add(-1000 * stretch / size).Add("<");
            AddHex(placed.Number);
            before = character;
        }
        Add(">] TJ ");
    }

    private PdfPage Add(string operators)
    {
        content.Advance(Encoding.ASCII.GetBytes(operators, content.GetSpan(operators.Length)));
        return this;
    }

    private PdfPage Add(double number)
    {
        content.Advance(PdfObjects.Write(number, content.GetSpan(PdfObjects.LongestNumber)));
        return this;
    }

    private void AddHex(int number)
    {
        var digits = content.GetSpan(4);
        for (var place = 3; place >= 0; place--, number >>= 4)
            digits[place] = "0123456789ABCDEF"u8[number & 15];
        content.Advance(4);
    }
}
