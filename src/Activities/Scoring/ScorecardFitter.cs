namespace Lendflow.Activities.Scoring;

/// <summary>Fits a points table: bins by feature, weights of evidence by bin, one logistic regression over them, log-odds
/// turned into whole points.</summary>
static class ScorecardFitter
{
    public static FitOutcome Fit(IReadOnlyList<DecidedLoan> loans, TrainingOptions options)
    {
        var average = loans.Count(loan => loan.IsBad) / (double)Math.Max(1, loans.Count);
        var leftOut = new List<LeftOut>();
        var candidates = new List<Candidate>();
        foreach (var plan in options.Characteristics)
        {
            var cut = Cut(plan, loans, options);
            if (cut.LeftOut is { } reason)
                leftOut.Add(new LeftOut(plan.Feature, reason));
            else
                candidates.Add(new Candidate(plan, [.. cut.Bins.Select(bin => Weigh(bin, average, loans.Count, options))]));
        }

        while (true)
        {
            switch (Regress(candidates, loans))
            {
                case LogisticResult.Fitted fitted when Weakest(fitted.Model) is { } weakest:
                    leftOut.Add(new LeftOut(candidates[weakest].Plan.Feature, "beside the other features its effect vanishes or reverses"));
                    candidates.RemoveAt(weakest);
                    break;
                case LogisticResult.Fitted fitted:
                    return new FitOutcome(Points.Assign(candidates, fitted.Model, options.Scaling), fitted.Model, leftOut, []);
                case LogisticResult.NotFitted failed:
                    return new FitOutcome(null, null, leftOut, failed.Problems);
            }
        }
    }

    static BinningResult Cut(CharacteristicPlan plan, IReadOnlyList<DecidedLoan> loans, TrainingOptions options)
    {
        var feature = Feature.ByName[plan.Feature];
        return Binner.Cut(plan.Binning, [.. loans.Select(loan => new Observation(feature.Read(loan.Facts), loan.IsBad))], options.MinimumShare);
    }

    /// <summary>Weight of evidence ln(odds of the bin / average odds), after adding average loans to the bin. A rest of words too
    /// small to say anything counts as average.</summary>
    static WeighedBin Weigh(ObservedBin bin, double average, int loans, TrainingOptions options)
    {
        var isTooSmall = bin.Loans < options.MinimumShare * loans;
        var rate = (bin.Bad + options.Smoothing * average) / (bin.Loans + options.Smoothing);
        return new WeighedBin(bin, bin.Loans / (double)loans, isTooSmall ? 0 : Math.Log((1 - rate) / rate) - Math.Log((1 - average) / average));
    }

    /// <summary>Good is the outcome: a coefficient of 1 takes a weight of evidence as it is, a negative one turns it round.</summary>
    static LogisticResult Regress(List<Candidate> candidates, IReadOnlyList<DecidedLoan> loans) => LogisticRegression.Fit(
        [.. candidates.Select(candidate => candidate.Plan.Feature)],
        [.. loans.Select(loan => candidates.Select(candidate => candidate.WeightOf(loan.Facts)).ToArray())],
        [.. loans.Select(loan => !loan.IsBad)]);

    static int? Weakest(LogisticModel model)
    {
        if (model.Coefficients.Count == 1)
            return null;
        var weakest = Enumerable.Range(1, model.Coefficients.Count - 1).MinBy(column => model.Coefficients[column]);
        return model.Coefficients[weakest] < 0.1 ? weakest - 1 : null;
    }
}

/// <summary>A loan with a known outcome.</summary>
sealed record DecidedLoan(DateOnly ApprovedOn, Facts Facts, bool IsBad);

/// <summary>The fitted points, or the problems that prevented them.</summary>
sealed record FitOutcome(PointsTable? Table, LogisticModel? Model, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<string> Problems);

/// <summary>A feature with its bins and their weights of evidence; higher is safer.</summary>
sealed record Candidate(CharacteristicPlan Plan, IReadOnlyList<WeighedBin> Bins)
{
    readonly Feature _feature = Feature.ByName[Plan.Feature];

    public double WeightOf(Facts facts)
    {
        var value = _feature.Read(facts);
        return (Bins.FirstOrDefault(bin => bin.Observed.Range.Contains(value)) ?? Bins[^1]).Weight;
    }
}

sealed record WeighedBin(ObservedBin Observed, double Share, double Weight);
