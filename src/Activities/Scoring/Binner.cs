using System.Globalization;

namespace Lendflow.Activities.Scoring;

/// <summary>Cuts a feature into bins by looking at the fitted loans only.</summary>
static class Binner
{
    /// <param name="minimumShare">Share of the loans, 0 to 1, that a bin must hold.</param>
    public static BinningResult Cut(Binning binning, IReadOnlyList<Observation> loans, double minimumShare)
    {
        var minimum = (int)Math.Ceiling(minimumShare * loans.Count);
        return binning switch
        {
            Binning.Quantile quantile => Numbers(Quantiles(loans, quantile.Bins), minimum, quantile.IsWhole),
            Binning.Monotone monotone => Numbers(Ordered(Quantiles(loans, monotone.Bins), monotone.IsSaferWhenHigher), minimum, monotone.IsWhole),
            Binning.Words words => Words(words, loans, minimum),
            _ => throw new InvalidOperationException($"Expected a known way of binning, but got {binning}."),
        };
    }

    static BinningResult Numbers(List<Range> ranges, int minimum, bool isWhole)
    {
        var merged = WithoutSmall(ranges, minimum);
        var bins = merged.Select((range, index) =>
        {
            var between = new BinRange.Between(index == 0 ? null : range.From, index + 1 < merged.Count ? merged[index + 1].From : null);
            var (label, labelZh) = Label(between, isWhole);
            return new ObservedBin(between, label, labelZh, range.Loans, range.Bad);
        }).ToArray();
        return new BinningResult(bins, bins.Length > 1 ? null : "nearly every loan has the same value, or none sets it apart");
    }

    /// <summary>Ranges that start at quantiles; equal values never part, so there may be fewer than asked for.</summary>
    static List<Range> Quantiles(IReadOnlyList<Observation> loans, int count)
    {
        var sorted = loans.OrderBy(loan => loan.Value.Number).ToArray();
        var starts = Enumerable.Range(0, count)
            .Select(index => sorted[(int)((long)index * sorted.Length / count)].Value.Number!.Value)
            .Distinct()
            .ToArray();
        return starts.Select((from, index) =>
        {
            var inside = sorted.Where(loan => loan.Value.Number >= from && (index + 1 == starts.Length || loan.Value.Number < starts[index + 1])).ToArray();
            return new Range(from, inside.Length, inside.Count(loan => loan.IsBad));
        }).ToList();
    }

    /// <summary>Pool adjacent violators: a range that breaks the order is joined to the one before until none does.</summary>
    static List<Range> Ordered(List<Range> ranges, bool isSaferWhenHigher)
    {
        var kept = new List<Range>();
        foreach (var range in ranges)
        {
            kept.Add(range);
            while (kept.Count > 1 && (isSaferWhenHigher ? kept[^1].BadRate >= kept[^2].BadRate : kept[^1].BadRate <= kept[^2].BadRate))
                Join(kept, kept.Count - 2);
        }

        return kept;
    }

    static List<Range> WithoutSmall(List<Range> ranges, int minimum)
    {
        var kept = ranges.ToList();
        while (kept.Count > 1 && kept.FindIndex(range => range.Loans < minimum) is >= 0 and var small)
            Join(kept, Math.Max(small - 1, 0));
        return kept;
    }

    static void Join(List<Range> ranges, int first)
    {
        var (left, right) = (ranges[first], ranges[first + 1]);
        ranges[first] = new Range(left.From, left.Loans + right.Loans, left.Bad + right.Bad);
        ranges.RemoveAt(first + 1);
    }

    static BinningResult Words(Binning.Words words, IReadOnlyList<Observation> loans, int minimum)
    {
        var counts = loans.GroupBy(loan => loan.Value.Word!)
            .ToDictionary(group => group.Key, group => (Loans: group.Count(), Bad: group.Count(loan => loan.IsBad)));
        var bins = words.Groups.Select(group => Observe(group, counts)).Where(bin => bin.Loans >= minimum).ToList();
        var rest = new ObservedBin(new BinRange.Otherwise(), words.Otherwise, words.OtherwiseZh,
            loans.Count - bins.Sum(bin => bin.Loans), loans.Count(loan => loan.IsBad) - bins.Sum(bin => bin.Bad));

        var riskier = bins.Find(bin => bin.Range is BinRange.OneOf one && words.Riskier is { } word && one.Values.Contains(word));
        var others = bins.Append(rest).Where(bin => bin != riskier).ToArray();
        var otherRate = others.Sum(bin => bin.Bad) / Math.Max(1.0, others.Sum(bin => bin.Loans));
        var leftOut = riskier is not null && riskier.BadRate <= otherRate
            ? $"'{riskier.Label}' is expected to be riskier, but {Percent(riskier.BadRate)} of these loans went bad against {Percent(otherRate)} of the others"
            : bins.Count == 0 || (bins.Count == 1 && rest.Loans < minimum) ? "nearly every loan has the same value" : null;
        return new BinningResult([.. bins, rest], leftOut);
    }

    static ObservedBin Observe(WordGroup group, Dictionary<string, (int Loans, int Bad)> counts)
    {
        var inside = group.Values.Select(value => counts.GetValueOrDefault(value)).ToArray();
        return new ObservedBin(new BinRange.OneOf(group.Values), group.Label, group.LabelZh, inside.Sum(each => each.Loans), inside.Sum(each => each.Bad));
    }

    static (string Label, string LabelZh) Label(BinRange.Between range, bool isWhole) => (range.From, range.To) switch
    {
        (null, { } to) => isWhole && to == 1 ? ("none", "无") : isWhole ? ($"up to {Text(to - 1)}", $"{Text(to - 1)} 及以下") : ($"under {Text(to)}", $"{Text(to)} 以下"),
        ({ } from, null) => ($"{Text(from)} or more", $"{Text(from)} 及以上"),
        ({ } from, { } to) when isWhole && to == from + 1 => (Text(from), Text(from)),
        ({ } from, { } to) when isWhole => ($"{Text(from)} to {Text(to - 1)}", $"{Text(from)} 至 {Text(to - 1)}"),
        ({ } from, { } to) => ($"{Text(from)} to under {Text(to)}", $"{Text(from)} 至 {Text(to)}（不含）"),
        _ => ("any", "任意"),
    };

    static string Text(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Numbers from a start up to the next range.</summary>
    readonly record struct Range(decimal From, int Loans, int Bad)
    {
        public double BadRate => Bad / (double)Loans;
    }
}
