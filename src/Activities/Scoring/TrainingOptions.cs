namespace Lendflow.Activities.Scoring;

/// <summary>What a scorecard is fitted on and to. The defaults give the shipped scorecard from the SBA stream file.</summary>
public sealed record TrainingOptions
{
    /// <summary>The source of the SBA data files.</summary>
    public const string SbaCitation =
        "Li, M., Mickel, A., Taylor, S. (2018). \"Should This Loan be Approved or Denied?\": A Large Dataset with Class Assignment"
        + " Guidelines. Journal of Statistics Education 26(1), 55-66. doi:10.1080/10691898.2018.1434342. CC BY 4.0."
        + " Fitted to a consecutive slice of 22,427 loans of the authors' national file.";

    /// <summary>Name in the file and in every score.</summary>
    public string Name { get; init; } = "sba";

    public int Version { get; init; } = 1;

    public DateOnly EffectiveFrom { get; init; } = new(2020, 1, 1);

    public string Title { get; init; } = "Small-business application scorecard";

    public string TitleZh { get; init; } = "小微企业申请评分卡";

    /// <summary>First approval date of the loans the points are fitted to. Before 2003 the records lack location, sector and
    /// jobs for most loans, and jobs are filled in only for loans that were paid: a fit would learn the clerk, not the risk.</summary>
    public DateOnly FitFrom { get; init; } = new(2003, 1, 1);

    /// <summary>First approval date no longer fitted; the test window starts here.</summary>
    public DateOnly TestFrom { get; init; } = new(2005, 1, 1);

    /// <summary>First approval date no longer tested.</summary>
    public DateOnly TestUntil { get; init; } = new(2007, 1, 1);

    /// <summary>A bin must hold this share of the fitted loans.</summary>
    public double MinimumShare { get; init; } = 0.02;

    /// <summary>Loans at the average default rate added to every bin, so that small bins do not get extreme points.</summary>
    public double Smoothing { get; init; } = 50;

    public Scaling Scaling { get; init; } = new(BaseScore: 600, BaseOdds: 4, PointsToDoubleOdds: 40);

    public string Currency { get; init; } = "USD";

    public IReadOnlyDictionary<string, decimal> ExchangeRates { get; init; } = new Dictionary<string, decimal> { ["USD"] = 1, ["CNY"] = 0.14m };

    /// <summary>Features offered to the fit.</summary>
    public IReadOnlyList<CharacteristicPlan> Characteristics { get; init; } = SbaPlan.Characteristics;

    /// <summary>Characteristics set by judgement, taken over as they are.</summary>
    public IReadOnlyList<Characteristic> ExpertCharacteristics { get; init; } = SbaPlan.ExpertCharacteristics;

    /// <summary>Grades, best first, by the highest probability of default they admit; the last takes the rest.</summary>
    public IReadOnlyList<GradePlan> Grades { get; init; } = SbaPlan.Grades;

    /// <summary>Up to this probability of default a score passes without a person.</summary>
    public double PassUpTo { get; init; } = 0.20;

    /// <summary>Above this probability of default a person should decline.</summary>
    public double DenyAbove { get; init; } = 0.40;

    public string Citation { get; init; } = SbaCitation;

    public IReadOnlyList<string> Limits { get; init; } = SbaPlan.Limits;
}

/// <summary>A feature offered to the fit, with the words its characteristic will carry.</summary>
public sealed record CharacteristicPlan(
    string Feature, string Label, string LabelZh, string ReasonCode, string Reason, string ReasonZh, Binning Binning);

/// <summary>A grade and the highest probability of default it admits; 1 for the last.</summary>
public sealed record GradePlan(string Grade, double UpTo, string Label, string LabelZh);
