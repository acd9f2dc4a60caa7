namespace Lendflow.Activities.Scoring;

/// <summary>Fits a scorecard on older loans and tests it on newer ones.</summary>
public static class Training
{
    /// <summary>Reads loans (columns: see <see cref="SbaLoan.Read"/>), fits, tests and reports. Undecided loans are counted and
    /// left out. The same file and options always give the same scorecard.</summary>
    public static TrainingReport Run(TextReader csv, TrainingOptions options)
    {
        var reading = SbaLoan.Read(csv);
        return reading.Problems.Count > 0 ? TrainingReport.Failed(reading.Problems) : Run(reading.Loans, options);
    }

    static TrainingReport Run(IReadOnlyList<SbaLoan> loans, TrainingOptions options)
    {
        DecidedLoan[] decided = [.. loans.Where(loan => loan.IsBad is not null).Select(loan => new DecidedLoan(loan.ApprovedOn, loan.ToFacts(), loan.IsBad == true))];
        DecidedLoan[] fitted = [.. decided.Where(loan => loan.ApprovedOn >= options.FitFrom && loan.ApprovedOn < options.TestFrom)];
        DecidedLoan[] tested = [.. decided.Where(loan => loan.ApprovedOn >= options.TestFrom && loan.ApprovedOn < options.TestUntil)];
        string[] problems =
        [
            .. ProblemsOf("fit", fitted, options.FitFrom, options.TestFrom),
            .. ProblemsOf("test", tested, options.TestFrom, options.TestUntil),
        ];
        if (problems.Length > 0)
            return TrainingReport.Failed(problems);

        var fit = ScorecardFitter.Fit(fitted, options);
        return fit.Table is null || fit.Model is null
            ? TrainingReport.Failed(fit.Problems)
            : Report(new Windows(loans.Count - decided.Length, decided.Length - fitted.Length - tested.Length, fitted, tested), fit, fit.Table, fit.Model, options);
    }

    static IEnumerable<string> ProblemsOf(string window, DecidedLoan[] loans, DateOnly from, DateOnly until)
    {
        if (loans.Select(loan => loan.IsBad).Distinct().Count() < 2)
            yield return $"Expected good and bad loans approved from {from:yyyy-MM-dd} to before {until:yyyy-MM-dd} to {window} on, but found {loans.Length} loans, {loans.Count(loan => loan.IsBad)} of them bad.";
    }

    static TrainingReport Report(Windows windows, FitOutcome fit, PointsTable table, LogisticModel model, TrainingOptions options)
    {
        var card = new Scorecard(
            options.Name, options.Version, options.EffectiveFrom, options.Title, options.TitleZh,
            options.Currency, options.ExchangeRates, options.Scaling, table.BasePoints,
            table.Characteristics, options.ExpertCharacteristics, Bands(options),
            new CutOffs(PointsFor(options.PassUpTo, options), PointsFor(options.DenyAbove, options)),
            Training: null);
        var (fitted, tested) = (Score(card, windows.Fitted), Score(card, windows.Tested));
        var calibration = card.Grades.Select(band => Calibration(card, band, fitted, tested)).ToArray();
        var summary = new TrainingSummary(
            options.Citation,
            Summarize(fitted, options.FitFrom, options.TestFrom),
            Summarize(tested, options.TestFrom, options.TestUntil),
            windows.Undecided, windows.Outside,
            Rounded(Stability.Index(GradesOf(fitted), GradesOf(tested))),
            Coefficients(card, model, windows), fit.LeftOut, options.Limits);
        var withEvidence = card with
        {
            Grades = [.. card.Grades.Zip(calibration, (band, row) => band with { FitBadRate = row.Fit.BadRate, TestBadRate = row.Test.BadRate })],
            Training = summary,
        };
        return new TrainingReport(withEvidence, calibration, Problems: []);
    }

    static GradeBand[] Bands(TrainingOptions options) =>
        [.. options.Grades.Select(plan => new GradeBand(plan.Grade, plan.UpTo >= 1 ? null : PointsFor(plan.UpTo, options), plan.Label, plan.LabelZh))];

    /// <summary>The fewest whole points whose probability of default does not exceed the given one.</summary>
    static int PointsFor(double probability, TrainingOptions options) => (int)Math.Ceiling(options.Scaling.PointsAt(probability));

    static ScoredLoan[] Score(Scorecard card, DecidedLoan[] loans) => [.. loans.Select(loan =>
    {
        var result = card.Score(loan.Facts);
        return new ScoredLoan(result.Points, result.Grade, result.ProbabilityOfDefault, loan.IsBad);
    })];

    static GradeCalibration Calibration(Scorecard card, GradeBand band, ScoredLoan[] fitted, ScoredLoan[] tested) => new(
        band.Grade, band.From, Observe(fitted, band.Grade), Observe(tested, band.Grade));

    static GradeSample Observe(ScoredLoan[] loans, string grade)
    {
        var inside = loans.Where(loan => loan.Grade == grade).ToArray();
        return inside.Length == 0
            ? new GradeSample(0, null, null)
            : new GradeSample(inside.Length, Rounded(inside.Average(loan => loan.ProbabilityOfDefault)), Rounded(inside.Count(loan => loan.IsBad) / (double)inside.Length));
    }

    static SampleSummary Summarize(ScoredLoan[] loans, DateOnly from, DateOnly until)
    {
        var discrimination = Discrimination.Of(loans.Select(loan => (loan.Points, loan.IsBad)));
        return new SampleSummary(
            from, until, loans.Length,
            Rounded(loans.Count(loan => loan.IsBad) / (double)loans.Length),
            Rounded(loans.Average(loan => loan.ProbabilityOfDefault)),
            Rounded(discrimination.Auc), Rounded(discrimination.Gini), Rounded(discrimination.Ks));
    }

    static FittedCoefficient[] Coefficients(Scorecard card, LogisticModel model, Windows windows) =>
        [.. model.Columns.Select((column, index) => new FittedCoefficient(
            column, Rounded(model.Coefficients[index]), Rounded(model.StandardErrors[index]),
            index == 0 ? null : Rounded(Drift(card.Characteristics[index - 1], windows))))];

    static double Drift(Characteristic characteristic, Windows windows) =>
        Stability.Index(LabelsOf(characteristic, windows.Fitted), LabelsOf(characteristic, windows.Tested));

    static string[] LabelsOf(Characteristic characteristic, DecidedLoan[] loans) =>
        [.. loans.Select(loan => characteristic.BinOf(characteristic.Read(loan.Facts)).Label)];

    static string[] GradesOf(ScoredLoan[] loans) => [.. loans.Select(loan => loan.Grade)];

    static double Rounded(double value) => Math.Round(value, 4);

    sealed record Windows(int Undecided, int Outside, DecidedLoan[] Fitted, DecidedLoan[] Tested);

    readonly record struct ScoredLoan(int Points, string Grade, double ProbabilityOfDefault, bool IsBad);
}
