namespace Lendflow.Activities.Scoring;

/// <summary>Base points and characteristics of a scorecard.</summary>
sealed record PointsTable(int BasePoints, IReadOnlyList<Characteristic> Characteristics);

/// <summary>Turns log-odds into points. The worst bin of a characteristic gets none, and what that moves goes into the base.</summary>
static class Points
{
    public static PointsTable Assign(IReadOnlyList<Candidate> candidates, LogisticModel model, Scaling scaling)
    {
        var scale = scaling.PointsPerLogOdds;
        var worst = candidates.Select((candidate, index) => model.Coefficients[index + 1] * candidate.Bins.Min(bin => bin.Weight)).ToArray();
        var characteristics = candidates.Select((candidate, index) => new Characteristic(
            candidate.Plan.Feature, candidate.Plan.Label, candidate.Plan.LabelZh,
            candidate.Plan.ReasonCode, candidate.Plan.Reason, candidate.Plan.ReasonZh,
            [.. candidate.Bins.Select(bin => BinOf(bin, scale * (model.Coefficients[index + 1] * bin.Weight - worst[index])))]));
        var basePoints = scaling.BaseScore + scale * (model.Coefficients[0] + worst.Sum() - Math.Log(scaling.BaseOdds));
        return new PointsTable((int)Math.Round(basePoints), [.. characteristics]);
    }

    static Bin BinOf(WeighedBin bin, double points) => new(
        bin.Observed.Range, bin.Observed.Label, bin.Observed.LabelZh, (int)Math.Round(points),
        Math.Round(bin.Share, 3), Math.Round(bin.Observed.BadRate, 3));
}
