namespace Lendflow.Activities.Scoring;

/// <summary>How a feature is cut into bins before its weights are fitted.</summary>
public abstract record Binning
{
    Binning() { }

    /// <summary>Numbers in ranges of about equal size.</summary>
    /// <param name="IsWhole">Counted things: labels say "3 to 4" instead of "3 to under 5".</param>
    public sealed record Quantile(int Bins, bool IsWhole) : Binning;

    /// <summary>Numbers in ranges whose default rate only falls (or only rises) with the number: neighbours that break the
    /// order are pooled, which is the least-squares monotone fit.</summary>
    /// <param name="Bins">Ranges to start from, of about equal size.</param>
    /// <param name="IsSaferWhenHigher">Whether the default rate must fall with the number.</param>
    public sealed record Monotone(int Bins, bool IsSaferWhenHigher, bool IsWhole) : Binning;

    /// <summary>Words in named groups; a group with too few loans joins the words nobody lists.</summary>
    /// <param name="Riskier">A word that policy expects to be riskier than the rest; when the loans say the opposite the
    /// feature is left out instead of rewarding what policy fears. Null when there is no such expectation.</param>
    public sealed record Words(IReadOnlyList<WordGroup> Groups, string Otherwise, string OtherwiseZh, string? Riskier = null) : Binning;
}

/// <summary>Words that share a bin.</summary>
public sealed record WordGroup(IReadOnlyList<string> Values, string Label, string LabelZh);

/// <summary>A bin with what was observed in it.</summary>
sealed record ObservedBin(BinRange Range, string Label, string LabelZh, int Loans, int Bad)
{
    public double BadRate => Loans == 0 ? 0 : Bad / (double)Loans;
}

/// <summary>A value and whether the loan went bad.</summary>
readonly record struct Observation(FeatureValue Value, bool IsBad);

/// <summary>The bins of a feature, or why it is left out.</summary>
sealed record BinningResult(IReadOnlyList<ObservedBin> Bins, string? LeftOut);
