using System.Globalization;
using Lendflow.Activities.CreditPull;

namespace Lendflow.Activities.Scoring;

/// <summary>What a scorecard may look at, all of it known when the application arrives. Training and scoring read the same
/// facts, so a bin means the same in both.</summary>
/// <param name="Amount">Requested amount in the scorecard's currency.</param>
/// <param name="IsNewBusiness">At most two years old on the day of application.</param>
/// <param name="Location"><c>urban</c>, <c>rural</c> or <c>unknown</c>.</param>
/// <param name="Sector">First two digits of the industry code; empty when unknown.</param>
/// <param name="Bureau">Null when no report was pulled.</param>
public sealed record Facts(
    decimal Amount,
    int Employees,
    bool IsNewBusiness,
    int JobsCreated,
    int JobsRetained,
    string Location,
    bool IsFranchise,
    string Sector,
    BureauFacts? Bureau)
{
    /// <summary>The facts of an application on <paramref name="date"/>, its amount already in the scorecard's currency.</summary>
    public static Facts Of(LoanApplication application, decimal amount, BureauFacts? bureau, DateOnly date)
    {
        var borrower = application.Borrower;
        return new Facts(
            amount,
            borrower.Employees,
            borrower.EstablishedOn.AddYears(2) >= date,
            borrower.JobsCreated,
            borrower.JobsRetained,
            borrower.Location,
            borrower.IsFranchise,
            SectorOf(borrower.Industry),
            bureau);
    }

    /// <summary>The first two digits; empty when the code is unknown (empty or "0").</summary>
    public static string SectorOf(string industry) => industry.Length >= 2 ? industry[..2] : "";
}

/// <summary>The numbers of a credit bureau report that a scorecard may look at.</summary>
/// <param name="Score">300 to 900; null for a thin file.</param>
/// <param name="Delinquencies12m">Late payments of the last twelve months.</param>
public sealed record BureauFacts(int? Score, int Delinquencies12m)
{
    public static BureauFacts Of(CreditReport report) => new(report.Score, report.Delinquencies12m);
}

/// <summary>A feature a characteristic can be built on: a number or a word read from the facts.</summary>
/// <param name="IsNumber">Numbers are binned by ranges, words by lists of values.</param>
/// <param name="CanBeMissing">A number that may be unknown: its characteristic needs a bin for that.</param>
sealed record Feature(string Name, bool IsNumber, bool CanBeMissing, Func<Facts, FeatureValue> Read)
{
    /// <summary>Every feature by its name in a scorecard file.</summary>
    public static readonly IReadOnlyDictionary<string, Feature> ByName = new Feature[]
    {
        Number("amount", facts => facts.Amount),
        Number("employees", facts => facts.Employees),
        Number("jobsCreated", facts => facts.JobsCreated),
        Number("jobsRetained", facts => facts.JobsRetained),
        Word("newBusiness", facts => YesNo(facts.IsNewBusiness)),
        Word("franchise", facts => YesNo(facts.IsFranchise)),
        Word("location", facts => facts.Location),
        Word("sector", facts => facts.Sector),
        Optional("bureauScore", facts => facts.Bureau?.Score),
        Optional("bureauDelinquencies", facts => facts.Bureau?.Delinquencies12m),
    }.ToDictionary(feature => feature.Name, StringComparer.Ordinal);

    static Feature Number(string name, Func<Facts, decimal> read) => new(name, true, false, facts => new(read(facts), null));
    static Feature Optional(string name, Func<Facts, decimal?> read) => new(name, true, true, facts => new(read(facts), null));
    static Feature Word(string name, Func<Facts, string> read) => new(name, false, false, facts => new(null, read(facts)));
    static string YesNo(bool value) => value ? "yes" : "no";
}

/// <summary>A number, a word, or neither when it is not known.</summary>
readonly record struct FeatureValue(decimal? Number, string? Word)
{
    public override string ToString() => Number?.ToString("0.##", CultureInfo.InvariantCulture) ?? Word ?? "";
}
