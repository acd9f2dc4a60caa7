using Lendflow.Activities.Scoring;

namespace Lendflow.Samples;

/// <summary>Fits the parameters of the generator to SBA loans.</summary>
public static class ParameterFit
{
    /// <summary>First approval year in which the records state location, sector and jobs throughout.</summary>
    public static readonly DateOnly From = new(2005, 1, 1);

    public static readonly DateOnly Until = new(2007, 1, 1);

    /// <summary>Parameters of the loans approved from <see cref="From"/> up to but without <see cref="Until"/>, decided or not:
    /// the outcome plays no part.</summary>
    public static ApplicationParameters Of(IEnumerable<SbaLoan> loans)
    {
        SbaLoan[] sample = [.. loans.Where(loan => loan.ApprovedOn >= From && loan.ApprovedOn < Until)];
        return new ApplicationParameters(
            TrainingOptions.SbaCitation, From, Until, sample.Length,
            QuantileTable.Of(sample.Select(loan => (double)loan.GrossApproved)),
            QuantileTable.Of(sample.Select(loan => (double)loan.Employees)),
            Rounded(RankCorrelation([.. sample.Select(loan => (double)loan.GrossApproved)], [.. sample.Select(loan => (double)loan.Employees)])),
            QuantileTable.Of(sample.Select(loan => (double)loan.JobsCreated)),
            QuantileTable.Of(sample.Select(loan => (double)loan.JobsRetained)),
            Rounded(sample.Count(loan => loan.IsNew) / (double)sample.Length),
            Rounded(sample.Count(loan => loan.IsFranchise) / (double)sample.Length),
            Shares(sample, loan => loan.Location),
            Shares(sample, loan => Facts.SectorOf(loan.Naics)),
            AssumedParameters.Standard);
    }

    static SortedDictionary<string, double> Shares(SbaLoan[] sample, Func<SbaLoan, string> key) => new(
        sample.GroupBy(key).ToDictionary(group => group.Key, group => Rounded(group.Count() / (double)sample.Length)), StringComparer.Ordinal);

    /// <summary>Spearman: the correlation of the ranks, equal values sharing their mean rank.</summary>
    static double RankCorrelation(double[] first, double[] second)
    {
        var (a, b) = (Ranks(first), Ranks(second));
        var mean = (first.Length + 1) / 2.0;
        var together = a.Zip(b, (x, y) => (x - mean) * (y - mean)).Sum();
        return together / Math.Sqrt(a.Sum(x => (x - mean) * (x - mean)) * b.Sum(y => (y - mean) * (y - mean)));
    }

    static double[] Ranks(double[] values)
    {
        var ranks = new Dictionary<double, double>();
        var before = 0;
        foreach (var level in values.GroupBy(value => value).OrderBy(level => level.Key))
        {
            ranks[level.Key] = before + (level.Count() + 1) / 2.0;
            before += level.Count();
        }

        return [.. values.Select(value => ranks[value])];
    }

    static double Rounded(double value) => Math.Round(value, 4);
}
