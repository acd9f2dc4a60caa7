using System.Text.Json;

namespace Lendflow.Activities.Scoring;

/// <summary>What reading a scorecard file gave.</summary>
/// <param name="Scorecard">Null when there are problems.</param>
/// <param name="Problems">Every problem found; empty when the file is good.</param>
public sealed record ScorecardReading(Scorecard? Scorecard, IReadOnlyList<TableProblem> Problems);

/// <summary>A problem in a table file.</summary>
/// <param name="Path">JSON path of the place, for example <c>$.characteristics[0].bins[1].from</c>.</param>
/// <param name="Message">"Expected …, but …".</param>
public sealed record TableProblem(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}

static class ScorecardReader
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static ScorecardReading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var problems = new List<TableProblem>();
            var scorecard = Read(new JsonSection(document.RootElement, "$", problems), problems);
            return new ScorecardReading(problems.Count == 0 ? scorecard : null, problems);
        }
        catch (JsonException exception)
        {
            return new ScorecardReading(null, [new TableProblem("$", $"Expected JSON without repeated properties, but {exception.Message}")]);
        }
    }

    static Scorecard Read(JsonSection root, List<TableProblem> problems)
    {
        var scorecard = new Scorecard(
            root.Text("name"),
            root.Integer("version"),
            root.Date("effectiveFrom"),
            root.Text("title"),
            root.Text("titleZh"),
            root.Text("currency"),
            root.Numbers("exchangeRates"),
            ReadScaling(root.Section("scaling")),
            root.Integer("basePoints"),
            root.List("characteristics", ReadCharacteristic),
            root.List("expertCharacteristics", ReadCharacteristic),
            root.List("grades", ReadGrade),
            ReadCutOffs(root.Section("cutOffs")),
            ReadTraining(root, problems));
        root.Close();
        ScorecardRules.Check(scorecard, root);
        return scorecard;
    }

    static Scaling ReadScaling(JsonSection section)
    {
        var scaling = new Scaling(section.Integer("baseScore"), (double)section.Number("baseOdds"), section.Integer("pointsToDoubleOdds"));
        section.Close();
        return scaling;
    }

    static CutOffs ReadCutOffs(JsonSection section)
    {
        var cutOffs = new CutOffs(section.Integer("passFrom"), section.Integer("denyBelow"));
        section.Close();
        return cutOffs;
    }

    static GradeBand ReadGrade(JsonSection section) => new(
        section.Text("grade"),
        section.Has("from") ? section.Integer("from") : null,
        section.Text("label"),
        section.Text("labelZh"),
        section.OptionalShare("fitBadRate"),
        section.OptionalShare("testBadRate"));

    static Characteristic ReadCharacteristic(JsonSection section)
    {
        var characteristic = new Characteristic(
            section.Text("feature"),
            section.Text("label"),
            section.Text("labelZh"),
            section.Text("reasonCode"),
            section.Text("reason"),
            section.Text("reasonZh"),
            section.List("bins", ReadBin));
        ScorecardRules.Check(characteristic, section);
        return characteristic;
    }

    static Bin ReadBin(JsonSection section) => new(
        ReadRange(section),
        section.Text("label"),
        section.Text("labelZh"),
        section.Integer("points"),
        section.OptionalShare("share"),
        section.OptionalShare("badRate"));

    static BinRange ReadRange(JsonSection section)
    {
        if (section.Has("values"))
            return new BinRange.OneOf(section.Texts("values"));
        if (section.Has("otherwise") && section.True("otherwise"))
            return new BinRange.Otherwise();
        if (section.Has("missing") && section.True("missing"))
            return new BinRange.Missing();
        return new BinRange.Between(section.OptionalNumber("from"), section.OptionalNumber("to"));
    }

    static TrainingSummary? ReadTraining(JsonSection root, List<TableProblem> problems)
    {
        if (root.Take("training") is not { } element)
            return null;
        try
        {
            return element.Deserialize<TrainingSummary>(ScorecardWriter.Training);
        }
        catch (JsonException exception)
        {
            problems.Add(new TableProblem($"$.training{exception.Path?.TrimStart('$')}", $"Expected a training summary, but {exception.Message}"));
            return null;
        }
    }
}
