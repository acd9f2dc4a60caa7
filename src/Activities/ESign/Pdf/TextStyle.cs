namespace Lendflow.Activities.ESign.Pdf;

/// <summary>How text looks.</summary>
/// <param name="Size">Font size in points.</param>
/// <param name="Gray">0 is black, 1 is white.</param>
/// <param name="Leading">Distance between baselines as a multiple of the size.</param>
/// <param name="FirstIndent">Space before a paragraph's first line, in multiples of the size.</param>
public sealed record TextStyle(
    double Size,
    bool IsBold = false,
    double Gray = 0,
    TextAlign Align = TextAlign.Left,
    double Leading = 1.5,
    double FirstIndent = 0)
{
    /// <summary>Distance between baselines in points.</summary>
    public double LineHeight => Size * Leading;

    /// <summary>From the top of a line to its baseline, in points: the text stands in the middle of its line.</summary>
    public double Baseline => (LineHeight + 0.72 * Size) / 2;
}

/// <summary>Where a line stands between its margins.</summary>
public enum TextAlign
{
    Left,
    Centre,
    Right,

    /// <summary>Stretched to both margins, except a paragraph's last line.</summary>
    Justified,
}
