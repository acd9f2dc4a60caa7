namespace Lendflow.Activities.Scoring;

/// <summary>A versioned points table that turns an application into points, a probability of default and a risk grade.
/// The same application, date and version always give the same result. Hard stops are not part of it.</summary>
/// <param name="EffectiveFrom">First day on which it may be used.</param>
/// <param name="Currency">Currency of the amounts in the bins.</param>
/// <param name="ExchangeRates">Units of <paramref name="Currency"/> per unit of each accepted currency. They are price levels
/// fixed with the version, not market rates: a score must not move with the market.</param>
/// <param name="BasePoints">Points everybody has.</param>
/// <param name="Characteristics">Fitted to loans with known outcome.</param>
/// <param name="ExpertCharacteristics">Set by judgement because the fitted loans carry no such data; their points move the
/// grade, never the probability of default.</param>
/// <param name="Grades">Best first; the last takes every score below the others.</param>
public sealed record Scorecard(
    string Name,
    int Version,
    DateOnly EffectiveFrom,
    string Title,
    string TitleZh,
    string Currency,
    IReadOnlyDictionary<string, decimal> ExchangeRates,
    Scaling Scaling,
    int BasePoints,
    IReadOnlyList<Characteristic> Characteristics,
    IReadOnlyList<Characteristic> ExpertCharacteristics,
    IReadOnlyList<GradeBand> Grades,
    CutOffs CutOffs,
    TrainingSummary? Training)
{
    const int ReasonsGiven = 4;

    /// <summary>Reads a scorecard file; the problems carry the JSON path they were found at.</summary>
    public static ScorecardReading Load(string json) => ScorecardReader.Read(json);

    /// <summary>This scorecard as readable JSON, which <see cref="Load"/> takes back.</summary>
    public string ToJson() => ScorecardWriter.Write(this);

    /// <summary>Scores an application as of <paramref name="date"/>.</summary>
    /// <param name="bureau">Null when no report was pulled: the bins for a missing report then apply.</param>
    /// <param name="currency">Currency of the requested amount, one of <see cref="ExchangeRates"/>.</param>
    /// <exception cref="ArgumentException">The currency is not one of them: a product was published without checking it.</exception>
    public ScoreResult Score(LoanApplication application, BureauFacts? bureau, DateOnly date, string currency = "USD")
    {
        if (!ExchangeRates.TryGetValue(currency, out var rate))
            throw new ArgumentException($"Expected one of the currencies {string.Join(", ", ExchangeRates.Keys)} of scorecard '{Name}', but got '{currency}'.");

        return Score(Facts.Of(application, application.Amount * rate, bureau, date));
    }

    /// <summary>Scores facts whose amount is already in <see cref="Currency"/>.</summary>
    public ScoreResult Score(Facts facts)
    {
        CharacteristicScore[] scores =
        [
            .. Characteristics.Select(characteristic => Score(characteristic, facts, isExpert: false)),
            .. ExpertCharacteristics.Select(characteristic => Score(characteristic, facts, isExpert: true)),
        ];
        var expertPoints = scores.Where(score => score.IsExpert).Sum(score => score.Points);
        var fittedPoints = BasePoints + scores.Where(score => !score.IsExpert).Sum(score => score.Points);
        var points = fittedPoints + expertPoints;
        return new ScoreResult(
            Name, Version, points, BasePoints, fittedPoints, expertPoints,
            Scaling.ProbabilityOfDefault(fittedPoints), GradeOf(points), CutOffs.Recommend(points),
            scores, TopReasons(scores));
    }

    /// <summary>The grade of a number of points.</summary>
    public string GradeOf(int points) => Grades.First(band => band.From is null || points >= band.From).Grade;

    static CharacteristicScore Score(Characteristic characteristic, Facts facts, bool isExpert)
    {
        var value = characteristic.Read(facts);
        var bin = characteristic.BinOf(value);
        return new CharacteristicScore(
            characteristic.Feature, value.ToString(), bin.Label, bin.LabelZh, bin.Points,
            characteristic.ReasonCode, characteristic.BestPoints - bin.Points, isExpert);
    }

    ScoreReason[] TopReasons(CharacteristicScore[] scores) =>
    [
        .. scores.Where(score => score.PointsLostVersusBest > 0)
            .OrderByDescending(score => score.PointsLostVersusBest)
            .ThenBy(score => score.Feature, StringComparer.Ordinal)
            .Take(ReasonsGiven)
            .Select(score => ReasonOf(score)),
    ];

    ScoreReason ReasonOf(CharacteristicScore score)
    {
        var characteristic = Characteristics.Concat(ExpertCharacteristics).First(each => each.Feature == score.Feature);
        return new ScoreReason(characteristic.ReasonCode, characteristic.Reason, characteristic.ReasonZh, score.PointsLostVersusBest);
    }
}

/// <summary>How points relate to odds: <paramref name="BaseScore"/> points mean <paramref name="BaseOdds"/> good loans per bad
/// one, and every <paramref name="PointsToDoubleOdds"/> points more double that.</summary>
public sealed record Scaling(int BaseScore, double BaseOdds, int PointsToDoubleOdds)
{
    /// <summary>Probability of default at a number of points, rounded to four decimals.</summary>
    public double ProbabilityOfDefault(int points) =>
        Math.Round(1 / (1 + BaseOdds * Math.Pow(2, (points - BaseScore) / (double)PointsToDoubleOdds)), 4);

    /// <summary>The number of points, not rounded, at which the probability of default is <paramref name="probability"/>.</summary>
    public double PointsAt(double probability) =>
        BaseScore + PointsToDoubleOdds * Math.Log2((1 - probability) / probability / BaseOdds);

    /// <summary>Points per unit of log-odds.</summary>
    internal double PointsPerLogOdds => PointsToDoubleOdds / Math.Log(2);
}

/// <summary>A band of points.</summary>
/// <param name="From">Lowest points of the band; null for the last band.</param>
/// <param name="FitBadRate">Default rate observed among the fitted loans of the band; null when there were none.</param>
/// <param name="TestBadRate">The same among the later loans the card was tested on.</param>
public sealed record GradeBand(string Grade, int? From, string Label, string LabelZh, double? FitBadRate = null, double? TestBadRate = null);

/// <summary>Points from which an application needs no person for its score, and below which it should be declined by one.
/// Between the two it is referred.</summary>
public sealed record CutOffs(int PassFrom, int DenyBelow)
{
    internal string Recommend(int points) => points >= PassFrom ? "pass" : points < DenyBelow ? "deny" : "refer";
}
