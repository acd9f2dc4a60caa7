namespace Lendflow.Activities.Scoring;

/// <summary>Where the points come from and how well they did on later loans; kept in the scorecard file.</summary>
/// <param name="Undecided">Loans without an outcome, used neither as good nor as bad.</param>
/// <param name="OutsideWindows">Loans with an outcome approved in neither window.</param>
/// <param name="Drift">Population stability index of the points between the two windows: below 0.1 is stable, above 0.25 is not.</param>
/// <param name="Limits">What a reader must know before trusting the card.</param>
public sealed record TrainingSummary(
    string Citation,
    SampleSummary Fit,
    SampleSummary Test,
    int Undecided,
    int OutsideWindows,
    double Drift,
    IReadOnlyList<FittedCoefficient> Coefficients,
    IReadOnlyList<LeftOut> LeftOut,
    IReadOnlyList<string> Limits);

/// <summary>How the card does on the loans approved from <paramref name="From"/> up to but without <paramref name="Until"/>.</summary>
/// <param name="BadRate">Share charged off.</param>
/// <param name="PredictedBadRate">Mean probability of default the card gives these loans.</param>
/// <param name="Auc">Probability that a bad loan has fewer points than a good one (ties count half).</param>
/// <param name="Gini">2 AUC - 1.</param>
/// <param name="Ks">Largest distance between the two score distributions.</param>
public sealed record SampleSummary(
    DateOnly From, DateOnly Until, int Loans, double BadRate, double PredictedBadRate, double Auc, double Gini, double Ks);

/// <summary>A coefficient of the logistic regression on weights of evidence; 1 takes the weights as they are.</summary>
/// <param name="Drift">Population stability index of the characteristic's bins between the two windows; null for the intercept.</param>
public sealed record FittedCoefficient(string Column, double Coefficient, double StandardError, double? Drift = null);

/// <summary>A feature that was offered to the fit and not taken.</summary>
public sealed record LeftOut(string Feature, string Reason);
