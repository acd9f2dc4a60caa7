using System.Globalization;
using System.Text;

namespace Lendflow.Activities.Scoring;

/// <summary>What a training run gave.</summary>
/// <param name="Scorecard">The fitted card with its training summary; null when there are problems.</param>
/// <param name="Calibration">Predicted against observed default rates by grade, best grade first.</param>
/// <param name="Problems">Why there is no card; empty when there is one.</param>
public sealed record TrainingReport(Scorecard? Scorecard, IReadOnlyList<GradeCalibration> Calibration, IReadOnlyList<string> Problems)
{
    internal static TrainingReport Failed(IReadOnlyList<string> problems) => new(null, [], problems);

    /// <summary>The report for a terminal.</summary>
    public string ToText()
    {
        if (Scorecard is not { Training: { } training } card)
            return string.Join('\n', Problems) + "\n";

        var text = new StringBuilder();
        Line(text, $"Scorecard '{card.Name}' version {card.Version}, effective from {card.EffectiveFrom:yyyy-MM-dd}");
        Line(text, $"{training.Undecided} undecided loans and {training.OutsideWindows} outside both windows were not used.");
        Line(text, $"");
        Line(text, $"{"",-5}{"approved",-27}{"loans",7}{"bad",8}{"predicted",11}{"AUC",8}{"Gini",8}{"KS",8}");
        AppendSample(text, "fit", training.Fit);
        AppendSample(text, "test", training.Test);
        AppendGrades(text, card);
        AppendCharacteristics(text, card, training);
        Line(text, $"");
        foreach (var left in training.LeftOut)
            Line(text, $"left out: {left.Feature}: {left.Reason}");
        foreach (var limit in training.Limits)
            Line(text, $"limit: {limit}");
        Line(text, $"data: {training.Citation}");
        return text.ToString();
    }

    static void AppendSample(StringBuilder text, string name, SampleSummary sample) => Line(text,
        $"{name,-5}{$"{sample.From:yyyy-MM-dd} to {sample.Until.AddDays(-1):yyyy-MM-dd}",-27}{sample.Loans,7}{sample.BadRate,8:P1}{sample.PredictedBadRate,11:P1}{sample.Auc,8:0.000}{sample.Gini,8:0.000}{sample.Ks,8:0.000}");

    void AppendGrades(StringBuilder text, Scorecard card)
    {
        Line(text, $"");
        Line(text, $"{"grade",-6}{"points",9}{"fit loans",12}{"predicted",11}{"bad",8}{"test loans",13}{"predicted",11}{"bad",8}");
        foreach (var row in Calibration)
            Line(text, $"{row.Grade,-6}{(row.From is { } from ? $">= {from}" : "below"),9}{row.Fit.Loans,12}{row.Fit.Predicted,11:P1}{row.Fit.BadRate,8:P1}{row.Test.Loans,13}{row.Test.Predicted,11:P1}{row.Test.BadRate,8:P1}");
        Line(text, $"pass from {card.CutOffs.PassFrom} points, deny below {card.CutOffs.DenyBelow}, refer between; drift of the grades {card.Training?.Drift:0.000}");
    }

    static void AppendCharacteristics(StringBuilder text, Scorecard card, TrainingSummary training)
    {
        Line(text, $"");
        Line(text, $"base points {card.BasePoints}");
        foreach (var characteristic in card.Characteristics)
        {
            var fitted = training.Coefficients.First(each => each.Column == characteristic.Feature);
            Line(text, $"{characteristic.Label} ({characteristic.ReasonCode}): coefficient {fitted.Coefficient:0.000} +/- {fitted.StandardError:0.000}, drift {fitted.Drift:0.000}");
            foreach (var bin in characteristic.Bins)
                Line(text, $"  {bin.Label,-38}{bin.Points,5}{bin.Share,9:P1}{bin.BadRate,8:P1}");
        }
    }

    static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

/// <summary>A grade's default rates in both windows.</summary>
public sealed record GradeCalibration(string Grade, int? From, GradeSample Fit, GradeSample Test);

/// <summary>The loans of a grade in one window; both rates null when there are none.</summary>
public sealed record GradeSample(int Loans, double? Predicted, double? BadRate);
