using Lendflow.Activities.Tables;

namespace Lendflow.Activities.Scoring;

/// <summary>What must hold in a scorecard file beyond its shape: every value falls in exactly one bin, every score in
/// exactly one grade.</summary>
static class ScorecardRules
{
    public static void Check(Scorecard card, TableObject table)
    {
        if (card.Characteristics.Count == 0)
            table.Note("characteristics", "Expected at least one characteristic, but found none");
        if (card.ExchangeRates.GetValueOrDefault(card.Currency) != 1)
            table.Note("exchangeRates", $"Expected a rate of 1 for the card's own currency {card.Currency}, but found {card.ExchangeRates.GetValueOrDefault(card.Currency)}");

        CheckGrades(card.Grades, table);
        foreach (var twice in Repeated(card.Characteristics.Concat(card.ExpertCharacteristics).Select(each => each.Feature)))
            table.Note("characteristics", $"Expected each feature in one characteristic, but '{twice}' is in several");
    }

    public static void Check(Characteristic characteristic, TableObject table)
    {
        if (!Feature.ByName.TryGetValue(characteristic.Feature, out var feature))
            table.Note("feature", $"Expected one of {string.Join(", ", Feature.ByName.Keys)}, but found '{characteristic.Feature}'");
        else if (feature.IsNumber)
            CheckNumberBins(feature, characteristic.Bins, table);
        else
            CheckWordBins(characteristic.Bins, table);
    }

    static void CheckNumberBins(Feature feature, IReadOnlyList<Bin> bins, TableObject table)
    {
        for (var i = 0; i < bins.Count; i++)
            if (bins[i].Range is BinRange.OneOf or BinRange.Otherwise)
                table.Note($"bins[{i}]", $"Expected from and to, because '{feature.Name}' is a number, but found words");

        var missing = bins.Count(bin => bin.Range is BinRange.Missing);
        if (missing != (feature.CanBeMissing ? 1 : 0))
            table.Note("bins", $"Expected {(feature.CanBeMissing ? "one bin" : "no bin")} for a missing '{feature.Name}', but found {missing}");

        decimal? reached = null;
        var ranges = bins.Select((bin, index) => (Range: bin.Range as BinRange.Between, Index: index)).Where(each => each.Range is not null).ToArray();
        foreach (var (range, index) in ranges)
        {
            var isLast = index == ranges[^1].Index;
            if (range!.From != reached)
                table.Note($"bins[{index}].from", $"Expected {Limit(reached)}, where the bins before end, but found {Limit(range.From)}");
            if (isLast && range.To is not null)
                table.Note($"bins[{index}].to", $"Expected no upper limit in the last range, but found {Limit(range.To)}");
            if (!isLast && !(range.To > (range.From ?? decimal.MinValue)))
                table.Note($"bins[{index}].to", $"Expected an upper limit above {Limit(range.From)}, but found {Limit(range.To)}");
            reached = range.To;
        }

        if (ranges.Length == 0)
            table.Note("bins", "Expected at least one range, but found none");
    }

    static void CheckWordBins(IReadOnlyList<Bin> bins, TableObject table)
    {
        for (var i = 0; i < bins.Count; i++)
            if (bins[i].Range is BinRange.Between or BinRange.Missing)
                table.Note($"bins[{i}]", "Expected values or otherwise, because the feature is a word, but found a range");

        var others = bins.Count(bin => bin.Range is BinRange.Otherwise);
        if (others != 1)
            table.Note("bins", $"Expected one bin with \"otherwise\": true for the words no bin lists, but found {others}");
        foreach (var twice in Repeated(bins.Select(bin => bin.Range).OfType<BinRange.OneOf>().SelectMany(range => range.Values)))
            table.Note("bins", $"Expected each value in one bin, but '{twice}' is in several");
    }

    static void CheckGrades(IReadOnlyList<GradeBand> grades, TableObject table)
    {
        if (grades.Count == 0)
            table.Note("grades", "Expected at least one grade, but found none");
        for (var i = 0; i < grades.Count; i++)
        {
            var isLast = i == grades.Count - 1;
            if (isLast != grades[i].From is null)
                table.Note($"grades[{i}].from", isLast
                    ? "Expected no lower limit in the last grade, which takes all scores below the others, but found one"
                    : "Expected a lower limit, which only the last grade goes without, but found none");
            if (i > 0 && grades[i].From >= grades[i - 1].From)
                table.Note($"grades[{i}].from", $"Expected less than {grades[i - 1].From}, best grade first, but found {grades[i].From}");
        }

        foreach (var twice in Repeated(grades.Select(band => band.Grade)))
            table.Note("grades", $"Expected each grade once, but '{twice}' is there several times");
    }

    static IEnumerable<string> Repeated(IEnumerable<string> values) =>
        values.GroupBy(value => value, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    static string Limit(decimal? value) => value is { } number ? number.ToString("0.##########") : "no limit";
}
