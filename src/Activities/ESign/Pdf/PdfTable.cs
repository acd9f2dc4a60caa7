namespace Lendflow.Activities.ESign.Pdf;

/// <summary>A table with ruled lines, as wide as the page between its margins.</summary>
/// <param name="Rows">Each with one text per column; a line break in a text begins a new line.</param>
public sealed record PdfTable(IReadOnlyList<PdfColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    internal const double Padding = 6, Rule = 0.5, RuleGray = 0.55;

    private const double VerticalPadding = 4;

    internal static readonly TextStyle HeadingStyle = new(8.5, IsBold: true, Leading: 1.35);

    /// <summary>How the rows look. Default: 9 points.</summary>
    public TextStyle RowStyle { get; init; } = new(9, Leading: 1.35);

    /// <summary>Whether the last row is a total, shown in bold.</summary>
    public bool EndsInTotal { get; init; }

    internal IReadOnlyList<string> Headings => [.. Columns.Select(column => column.Heading)];

    internal bool HasHeadings => Columns.Any(column => column.Heading.Length > 0);

    internal double[] WidthsWithin(double room)
    {
        var shares = Columns.Sum(column => column.Share);
        return [.. Columns.Select(column => room * column.Share / shares)];
    }

    internal static double HeightOf(IReadOnlyList<Cell> row) =>
        row.Max(cell => cell.Lines.Count * cell.Style.LineHeight) + 2 * VerticalPadding;

    internal sealed record Cell(IReadOnlyList<TextLine> Lines, TextStyle Style);
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">Empty for none; a table whose columns have none is drawn without a heading row.</param>
/// <param name="Share">Width in relation to the other columns.</param>
/// <param name="IsShaded">Whether its cells stand on light gray, as labels do.</param>
public sealed record PdfColumn(string Heading, double Share, TextAlign Align = TextAlign.Left, bool IsShaded = false);
