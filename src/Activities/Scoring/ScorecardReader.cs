using System.Text.Json;
using Lendflow.Activities.Tables;

namespace Lendflow.Activities.Scoring;

/// <summary>What reading a scorecard file gave.</summary>
/// <param name="Scorecard">Null when there are problems.</param>
/// <param name="Problems">Sentences such as <c>characteristics[0].bins[1].from: Expected …, but …</c>; empty when the file is good.</param>
public sealed record ScorecardReading(Scorecard? Scorecard, IReadOnlyList<string> Problems);

static class ScorecardReader
{
    const int MostPoints = 100_000;

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static ScorecardReading Read(string json)
    {
        var problems = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new ScorecardReading(null, [$"Expected an object, but found {document.RootElement.ValueKind}"]);

            var scorecard = TableObject.Whole(document.RootElement, "", (path, message) => problems.Add($"{path}: {message}"), Read);
            var training = ReadTraining(document.RootElement, problems);
            return new ScorecardReading(problems.Count == 0 ? scorecard with { Training = training } : null, problems);
        }
        catch (JsonException error)
        {
            return new ScorecardReading(null, [$"Expected JSON, but {error.Message}"]);
        }
    }

    static Scorecard Read(TableObject table)
    {
        var scorecard = new Scorecard(
            table.Text("name"),
            table.Whole("version", 1, int.MaxValue),
            table.Date("effectiveFrom"),
            table.Text("title"),
            table.Text("titleZh"),
            table.Text("currency"),
            ReadExchangeRates(table),
            table.Child("scaling", ReadScaling, new Scaling(0, 1, 1)),
            table.Whole("basePoints", -MostPoints, MostPoints),
            table.Rows("characteristics", ReadCharacteristic),
            table.Rows("expertCharacteristics", ReadCharacteristic),
            table.Rows("grades", ReadGrade),
            table.Child("cutOffs", ReadCutOffs, new CutOffs(0, 0)),
            Training: null);
        table.Has("training");
        ScorecardRules.Check(scorecard, table);
        return scorecard;
    }

    static Dictionary<string, decimal> ReadExchangeRates(TableObject table)
    {
        var rates = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (currency, rate) in table.Rows("exchangeRates", row => (row.Text("currency"), row.Number("rate"))))
            if (rate == 0 || !rates.TryAdd(currency, rate))
                table.Note("exchangeRates", $"Expected each currency once with a rate above zero, but {currency} is there twice or has none");
        return rates;
    }

    static Scaling ReadScaling(TableObject row)
    {
        var scaling = new Scaling(row.Whole("baseScore", 0, MostPoints), (double)row.Number("baseOdds"), row.Whole("pointsToDoubleOdds", 1, MostPoints));
        if (scaling.BaseOdds == 0)
            row.Note("baseOdds", "Expected odds above zero, but found 0");
        return scaling;
    }

    static CutOffs ReadCutOffs(TableObject row)
    {
        var cutOffs = new CutOffs(row.Whole("passFrom", -MostPoints, MostPoints), row.Whole("denyBelow", -MostPoints, MostPoints));
        if (cutOffs.DenyBelow > cutOffs.PassFrom)
            row.Note("denyBelow", $"Expected at most passFrom ({cutOffs.PassFrom}), but found {cutOffs.DenyBelow}");
        return cutOffs;
    }

    static GradeBand ReadGrade(TableObject row) => new(
        row.Text("grade"), row.WholeOrNull("from", -MostPoints, MostPoints), row.Text("label"), row.Text("labelZh"),
        ReadShare(row, "fitBadRate"), ReadShare(row, "testBadRate"));

    static Characteristic ReadCharacteristic(TableObject row)
    {
        var characteristic = new Characteristic(
            row.Text("feature"), row.Text("label"), row.Text("labelZh"),
            row.Text("reasonCode"), row.Text("reason"), row.Text("reasonZh"),
            row.Rows("bins", ReadBin));
        ScorecardRules.Check(characteristic, row);
        return characteristic;
    }

    static Bin ReadBin(TableObject row) => new(
        ReadRange(row), row.Text("label"), row.Text("labelZh"), row.Whole("points", -MostPoints, MostPoints),
        ReadShare(row, "share"), ReadShare(row, "badRate"));

    static BinRange ReadRange(TableObject row) =>
        row.Has("values") ? new BinRange.OneOf(row.Texts("values"))
        : row.FlagOr("otherwise", false) ? new BinRange.Otherwise()
        : row.FlagOr("missing", false) ? new BinRange.Missing()
        : new BinRange.Between(row.NumberOrNull("from"), row.NumberOrNull("to"));

    static double? ReadShare(TableObject row, string key)
    {
        var share = row.NumberOrNull(key);
        if (share > 1)
            row.Note(key, $"Expected a share from 0 to 1, but found {share}");
        return (double?)share;
    }

    static TrainingSummary? ReadTraining(JsonElement root, List<string> problems)
    {
        if (!root.TryGetProperty("training", out var element))
            return null;
        try
        {
            return element.Deserialize<TrainingSummary>(ScorecardWriter.Training);
        }
        catch (JsonException error)
        {
            problems.Add($"training{error.Path?.TrimStart('$')}: Expected a training summary, but {error.Message}");
            return null;
        }
    }
}
