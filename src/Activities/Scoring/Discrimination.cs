namespace Lendflow.Activities.Scoring;

/// <summary>How well points tell bad loans from good ones.</summary>
/// <param name="Auc">Probability that a bad loan has fewer points than a good one, ties counting half; 0.5 is chance.</param>
/// <param name="Ks">Largest distance between the cumulative shares of bad and good loans, 0 to 1.</param>
public readonly record struct Discrimination(double Auc, double Ks)
{
    /// <summary>2 AUC - 1.</summary>
    public double Gini => 2 * Auc - 1;

    /// <summary>Not a number when only one outcome is there.</summary>
    public static Discrimination Of(IEnumerable<(int Points, bool IsBad)> loans)
    {
        var levels = loans.GroupBy(loan => loan.Points)
            .OrderBy(level => level.Key)
            .Select(level => (Bad: (double)level.Count(loan => loan.IsBad), Good: (double)level.Count(loan => !loan.IsBad)))
            .ToArray();
        var (bad, good) = (levels.Sum(level => level.Bad), levels.Sum(level => level.Good));
        var (badBelow, goodBelow, pairsWon, distance) = (0.0, 0.0, 0.0, 0.0);
        foreach (var level in levels)
        {
            pairsWon += level.Good * (badBelow + level.Bad / 2);
            badBelow += level.Bad;
            goodBelow += level.Good;
            distance = Math.Max(distance, Math.Abs(badBelow / bad - goodBelow / good));
        }

        return new Discrimination(pairsWon / (bad * good), distance);
    }
}

/// <summary>Population stability index: the sum of (p - q) ln(p / q) over the groups of two samples. Below 0.1 they are alike,
/// above 0.25 the population has shifted. A group that one sample lacks counts as half a loan there.</summary>
static class Stability
{
    public static double Index<T>(IReadOnlyCollection<T> before, IReadOnlyCollection<T> after) where T : notnull
    {
        var groups = before.Concat(after).Distinct().ToArray();
        var (first, second) = (Count(before), Count(after));
        return groups.Sum(group =>
        {
            var p = Math.Max(first.GetValueOrDefault(group), 0.5) / before.Count;
            var q = Math.Max(second.GetValueOrDefault(group), 0.5) / after.Count;
            return (p - q) * Math.Log(p / q);
        });
    }

    static Dictionary<T, double> Count<T>(IEnumerable<T> sample) where T : notnull =>
        sample.GroupBy(group => group).ToDictionary(group => group.Key, group => (double)group.Count());
}
