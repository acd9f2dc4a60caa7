namespace Lendflow.Activities.ESign.Pdf;

/// <summary>Fills the pages of a document from top to bottom and begins a new one where something does not fit.</summary>
public sealed class PdfFlow
{
    private const double SideMargin = 62, TopMargin = 62, BottomMargin = 70, FooterBaseline = 42;

    private readonly PdfDocument document;

    public PdfFlow(PdfDocument document)
    {
        this.document = document;
        (Page, Y) = (document.AddPage(), TopMargin);
    }

    /// <summary>The left margin, in points from the left edge.</summary>
    public const double Left = SideMargin;

    /// <summary>Room between the margins, in points.</summary>
    public const double Width = PdfPage.Width - 2 * SideMargin;

    /// <summary>The page being filled.</summary>
    public PdfPage Page { get; private set; }

    /// <summary>Where the next thing goes, in points from the top edge.</summary>
    public double Y { get; private set; }

    private double Room => PdfPage.Height - BottomMargin - Y;

    private bool IsAtTop => Y <= TopMargin;

    /// <summary>Leaves space, except at the top of a page.</summary>
    public void Space(double points)
    {
        if (!IsAtTop)
            Y += points;
    }

    /// <summary>Begins a new page unless this much fits on the current one.</summary>
    public void KeepTogether(double points)
    {
        if (points > Room && !IsAtTop)
            BreakPage();
    }

    public void BreakPage() => (Page, Y) = (document.AddPage(), TopMargin);

    /// <summary>Writes a paragraph. A page never begins or ends with a single line of it.</summary>
    public void Paragraph(string text, TextStyle style)
    {
        var lines = Lines(text, style, Width);
        KeepTogether(style.LineHeight * (lines.Count <= 3 ? lines.Count : 2));
        for (var next = 0; next < lines.Count; next++)
        {
            var isLastButOne = next == lines.Count - 2 && next > 1;
            KeepTogether(style.LineHeight * (isLastButOne ? 2 : 1));
            var indent = next == 0 ? style.FirstIndent * style.Size : 0;
            Draw(lines[next], Left + indent, Y, Width - indent, style);
            Y += style.LineHeight;
        }
    }

    /// <summary>The height of a paragraph in points, without drawing it.</summary>
    public double HeightOf(string text, TextStyle style) => Lines(text, style, Width).Count * style.LineHeight;

    /// <summary>Writes a table. Its headings are repeated on each page, a row is never split.</summary>
    public void Table(PdfTable table)
    {
        var widths = table.WidthsWithin(Width);
        var (head, rows) = table.HasHeadings
            ? (Cells(table.Headings, widths, PdfTable.HeadingStyle), table.Rows)
            : (null, table.Rows);
        KeepTogether((head is null ? 0 : PdfTable.HeightOf(head)) + (rows.Count == 0 ? 0 : PdfTable.HeightOf(Cells(rows[0], widths, table.RowStyle))));
        if (head is not null)
            Row(table, head, widths, background: 0.92);

        for (var index = 0; index < rows.Count; index++)
        {
            var isTotal = table.EndsInTotal && index == rows.Count - 1;
            var cells = Cells(rows[index], widths, isTotal ? table.RowStyle with { IsBold = true } : table.RowStyle);
            if (PdfTable.HeightOf(cells) > Room && !IsAtTop)
            {
                BreakPage();
                if (head is not null)
                    Row(table, head, widths, background: 0.92);
            }
            Row(table, cells, widths, isTotal ? 0.96 : null);
        }
    }

    /// <summary>Writes a line at the foot of every page there is: call it last.</summary>
    /// <param name="right">Given the number of a page and how many there are.</param>
    public void Footers(string left, Func<int, int, string> right)
    {
        var style = new TextStyle(8, Gray: 0.4);
        const double baseline = PdfPage.Height - FooterBaseline;
        foreach (var (index, page) in document.Pages.Index())
        {
            var number = right(index + 1, document.Pages.Count);
            page.Line(Left, baseline - 13, Left + Width, baseline - 13, 0.4, 0.7);
            page.Text(Left, baseline, left, style);
            page.Text(Left + Width - document.Measure(number, style), baseline, number, style);
        }
    }

    private void Row(PdfTable table, List<PdfTable.Cell> cells, double[] widths, double? background)
    {
        var height = PdfTable.HeightOf(cells);
        if (background is { } gray)
            Page.Fill(Left, Y, Width, height, gray);

        var x = Left;
        for (var column = 0; column < cells.Count; column++)
        {
            if (table.Columns[column].IsShaded)
                Page.Fill(x, Y, widths[column], height, 0.96);
            DrawCell(cells[column], table.Columns[column].Align, x, widths[column], height);
            Page.Line(x, Y, x, Y + height, PdfTable.Rule, PdfTable.RuleGray);
            x += widths[column];
        }
        Page.Line(x, Y, x, Y + height, PdfTable.Rule, PdfTable.RuleGray);
        Page.Line(Left, Y, x, Y, PdfTable.Rule, PdfTable.RuleGray);
        Page.Line(Left, Y + height, x, Y + height, PdfTable.Rule, PdfTable.RuleGray);
        Y += height;
    }

    private void DrawCell(PdfTable.Cell cell, TextAlign align, double x, double width, double height)
    {
        var style = cell.Style with { Align = align };
        var top = Y + (height - cell.Lines.Count * style.LineHeight) / 2;
        foreach (var line in cell.Lines)
        {
            Draw(line, x + PdfTable.Padding, top, width - 2 * PdfTable.Padding, style);
            top += style.LineHeight;
        }
    }

    private List<PdfTable.Cell> Cells(IReadOnlyList<string> texts, double[] widths, TextStyle style) =>
        [.. texts.Select((text, column) => new PdfTable.Cell(Lines(text, style, widths[column] - 2 * PdfTable.Padding), style))];

    private void Draw(TextLine line, double x, double top, double width, TextStyle style)
    {
        var slack = width - line.Width;
        var start = style.Align switch
        {
            TextAlign.Centre => x + slack / 2,
            TextAlign.Right => x + slack,
            _ => x,
        };
        var isJustified = style.Align == TextAlign.Justified && !line.EndsParagraph;
        Page.Text(start, top + style.Baseline, line.Text, style, isJustified ? Stretch(line.Text, slack, width) : 0);
    }

    /// <summary>A line with little text stays as it is: letters far apart are harder to read than a ragged edge.</summary>
    private static double Stretch(string line, double slack, double width)
    {
        var places = LineBreaking.StretchPlaces(line);
        return places == 0 || slack > width / 6 ? 0 : slack / places;
    }

    private List<TextLine> Lines(string text, TextStyle style, double width) =>
        LineBreaking.Break(text, width, style.FirstIndent * style.Size, character => document.Font.Place(character).Advance * style.Size / 1000);
}
