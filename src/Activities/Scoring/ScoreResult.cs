namespace Lendflow.Activities.Scoring;

/// <summary>What a scorecard says about an application, and why.</summary>
/// <param name="Points"><paramref name="FittedPoints"/> + <paramref name="ExpertPoints"/>; decides grade and recommendation.</param>
/// <param name="FittedPoints">Base points and the points of the fitted characteristics.</param>
/// <param name="ExpertPoints">Points set by judgement; zero when no expert characteristic applied.</param>
/// <param name="ProbabilityOfDefault">From the fitted points only, 0 to 1, four decimals.</param>
/// <param name="Recommendation"><c>pass</c>, <c>refer</c> (to a person) or <c>deny</c> (a person should decline).</param>
/// <param name="TopReasons">What cost the most points, largest loss first, at most four.</param>
public sealed record ScoreResult(
    string Scorecard,
    int Version,
    int Points,
    int BasePoints,
    int FittedPoints,
    int ExpertPoints,
    double ProbabilityOfDefault,
    string Grade,
    string Recommendation,
    IReadOnlyList<CharacteristicScore> Characteristics,
    IReadOnlyList<ScoreReason> TopReasons);

/// <summary>What one characteristic gave.</summary>
/// <param name="Value">The value that was binned, as text; empty when missing.</param>
/// <param name="PointsLostVersusBest">Points of the characteristic's best bin less the points given; never negative.</param>
/// <param name="IsExpert">Set by judgement, not fitted.</param>
public sealed record CharacteristicScore(
    string Feature,
    string Value,
    string Bin,
    string BinZh,
    int Points,
    string ReasonCode,
    int PointsLostVersusBest,
    bool IsExpert);

/// <summary>A reason that cost points.</summary>
public sealed record ScoreReason(string Code, string Text, string TextZh, int PointsLost);
