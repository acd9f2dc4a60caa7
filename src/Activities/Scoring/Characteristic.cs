namespace Lendflow.Activities.Scoring;

/// <summary>One line of a scorecard: a feature, cut into bins that each carry points. Every value falls in exactly one bin.</summary>
/// <param name="Feature">Name of the feature, for example <c>amount</c> or <c>sector</c>.</param>
/// <param name="ReasonCode">Code given when this characteristic cost points.</param>
/// <param name="Reason">That reason in words for the applicant's letter.</param>
public sealed record Characteristic(
    string Feature,
    string Label,
    string LabelZh,
    string ReasonCode,
    string Reason,
    string ReasonZh,
    IReadOnlyList<Bin> Bins)
{
    /// <summary>Points of the best bin.</summary>
    public int BestPoints => Bins.Max(bin => bin.Points);

    internal FeatureValue Read(Facts facts) => Scoring.Feature.ByName[Feature].Read(facts);

    internal Bin BinOf(FeatureValue value) => Bins.FirstOrDefault(bin => bin.Range.Contains(value)) ?? Bins.First(bin => bin.Range is BinRange.Otherwise);
}

/// <summary>A range of values and what it is worth.</summary>
/// <param name="Points">Points added to the score; higher is safer.</param>
/// <param name="Share">Share of the fitted loans in this bin, 0 to 1; null in an expert table.</param>
/// <param name="BadRate">Observed default rate of those loans, 0 to 1; null in an expert table or an empty bin.</param>
public sealed record Bin(BinRange Range, string Label, string LabelZh, int Points, double? Share = null, double? BadRate = null);

/// <summary>Which values a bin takes.</summary>
public abstract record BinRange
{
    BinRange() { }

    internal abstract bool Contains(FeatureValue value);

    /// <summary>Numbers from <paramref name="From"/> up to but without <paramref name="To"/>; null is without limit.</summary>
    public sealed record Between(decimal? From, decimal? To) : BinRange
    {
        internal override bool Contains(FeatureValue value) =>
            value.Number is { } number && (From is null || number >= From) && (To is null || number < To);
    }

    /// <summary>The listed words.</summary>
    public sealed record OneOf(IReadOnlyList<string> Values) : BinRange
    {
        internal override bool Contains(FeatureValue value) => value.Word is { } word && Values.Contains(word, StringComparer.Ordinal);
    }

    /// <summary>Every word no other bin lists.</summary>
    public sealed record Otherwise : BinRange
    {
        internal override bool Contains(FeatureValue value) => false;
    }

    /// <summary>A number that is not known.</summary>
    public sealed record Missing : BinRange
    {
        internal override bool Contains(FeatureValue value) => value is { Number: null, Word: null };
    }
}
