namespace Lendflow.Activities.Scoring;

/// <summary>Maximum-likelihood logistic regression: the probability that an outcome is true is
/// <c>1 / (1 + exp(-(b0 + b1 x1 + …)))</c>. Fitted by Newton's method (iteratively reweighted least squares).</summary>
public static class LogisticRegression
{
    const int MaximumIterations = 40;
    const double StepTolerance = 1e-9;

    /// <summary>Fits <paramref name="outcomes"/> on <paramref name="rows"/>; an intercept is added as the first column.</summary>
    /// <param name="columns">Names of the columns, used in the result and in messages.</param>
    /// <param name="rows">One array per observation, as long as <paramref name="columns"/>.</param>
    /// <returns>The fit, or why these data have none: no rows, one outcome only, values that are not finite, a column that
    /// follows from the others, or columns that tell the outcomes apart without error.</returns>
    public static LogisticResult Fit(IReadOnlyList<string> columns, IReadOnlyList<double[]> rows, IReadOnlyList<bool> outcomes)
    {
        var problems = ProblemsOf(columns, rows, outcomes);
        return problems.Count > 0
            ? new LogisticResult.NotFitted(problems)
            : Iterate(new Observations(["(intercept)", .. columns], rows, outcomes));
    }

    static LogisticResult Iterate(Observations data)
    {
        var coefficients = new double[data.Width];
        var deviance = data.Deviance(coefficients);
        for (var iteration = 1; iteration <= MaximumIterations; iteration++)
        {
            var (gradient, information) = data.Derivatives(coefficients);
            var factor = Cholesky.Factor(information, out var dependent);
            if (factor is null)
                return NotFitted(iteration == 1 ? Dependent(data.Columns[dependent]) : Separated(data, coefficients));

            var step = factor.Solve(gradient);
            var next = Shortened(data, coefficients, step, deviance);
            deviance = data.Deviance(next);
            coefficients = next;
            if (step.Select((value, column) => Math.Abs(value) * data.Reach[column]).Max() < StepTolerance)
                return Fitted(data, coefficients, deviance, iteration);
        }

        return NotFitted(Separated(data, coefficients));
    }

    /// <summary>The full Newton step, halved until the deviance does not grow: far from the optimum a full step may overshoot.</summary>
    static double[] Shortened(Observations data, double[] from, double[] step, double deviance)
    {
        for (var share = 1.0; ; share /= 2)
        {
            var next = from.Zip(step, (value, change) => value + share * change).ToArray();
            if (data.Deviance(next) <= deviance * (1 + 1e-12) || share < 1e-6)
                return next;
        }
    }

    static LogisticResult Fitted(Observations data, double[] coefficients, double deviance, int iterations)
    {
        var factor = Cholesky.Factor(data.Derivatives(coefficients).Information, out _);
        return factor is null
            ? NotFitted(Separated(data, coefficients))
            : new LogisticResult.Fitted(new LogisticModel(
                data.Columns, coefficients, factor.InverseDiagonal().Select(Math.Sqrt).ToArray(),
                data.NullDeviance, deviance, iterations));
    }

    static List<string> ProblemsOf(IReadOnlyList<string> columns, IReadOnlyList<double[]> rows, IReadOnlyList<bool> outcomes)
    {
        if (rows.Count != outcomes.Count || rows.Any(row => row.Length != columns.Count))
            throw new ArgumentException($"Expected {outcomes.Count} rows of {columns.Count} values, but they differ in number or length.");

        var problems = new List<string>();
        if (rows.Count <= columns.Count)
            problems.Add($"Expected more rows than the {columns.Count + 1} coefficients, but there are {rows.Count}.");
        if (outcomes.Distinct().Count() < 2)
            problems.Add("Expected both outcomes among the rows, but all are the same.");
        for (var column = 0; column < columns.Count; column++)
            if (rows.Count(row => !double.IsFinite(row[column])) is > 0 and var count)
                problems.Add($"Expected finite numbers in column '{columns[column]}', but {count} rows have none.");
        return problems;
    }

    static LogisticResult.NotFitted NotFitted(string problem) => new([problem]);

    static string Dependent(string column) =>
        $"Expected columns that are independent of each other, but '{column}' is constant or follows from the columns before it.";

    static string Separated(Observations data, double[] coefficients)
    {
        var strongest = Enumerable.Range(1, data.Width - 1).MaxBy(column => Math.Abs(coefficients[column]) * data.Reach[column]);
        return $"Expected outcomes that overlap along every column, but '{data.Columns[strongest]}' tells them apart"
            + $" (alone or with others): its coefficient grows without end and had reached {coefficients[strongest]:0.###}.";
    }

    /// <summary>The data with the intercept in front, and the sums over all rows that Newton's method needs.</summary>
    sealed class Observations(string[] columns, IReadOnlyList<double[]> rows, IReadOnlyList<bool> outcomes)
    {
        readonly double[][] _rows = [.. rows.Select(row => (double[])[1, .. row])];

        public string[] Columns => columns;
        public int Width => columns.Length;

        /// <summary>Largest absolute value per column: what a change of its coefficient can do to the log-odds.</summary>
        public double[] Reach { get; } =
            [1, .. Enumerable.Range(0, columns.Length - 1).Select(column => rows.Max(row => Math.Abs(row[column])))];

        public double NullDeviance
        {
            get
            {
                var share = outcomes.Count(outcome => outcome) / (double)outcomes.Count;
                return -2 * outcomes.Count * (share * Math.Log(share) + (1 - share) * Math.Log(1 - share));
            }
        }

        /// <summary>-2 log likelihood, written so that it stays finite for log-odds of any size.</summary>
        public double Deviance(double[] coefficients)
        {
            var sum = 0.0;
            for (var i = 0; i < _rows.Length; i++)
            {
                var odds = LogisticModel.Dot(coefficients, _rows[i]);
                var surprise = outcomes[i] ? -odds : odds;
                sum += Math.Max(surprise, 0) + Math.Log(1 + Math.Exp(-Math.Abs(surprise)));
            }

            return 2 * sum;
        }

        public (double[] Gradient, double[,] Information) Derivatives(double[] coefficients)
        {
            var gradient = new double[Width];
            var information = new double[Width, Width];
            for (var i = 0; i < _rows.Length; i++)
            {
                var row = _rows[i];
                var probability = 1 / (1 + Math.Exp(-LogisticModel.Dot(coefficients, row)));
                var error = (outcomes[i] ? 1 : 0) - probability;
                var weight = probability * (1 - probability);
                for (var a = 0; a < Width; a++)
                {
                    gradient[a] += error * row[a];
                    for (var b = 0; b <= a; b++)
                        information[a, b] += weight * row[a] * row[b];
                }
            }

            return (gradient, information);
        }
    }
}

/// <summary>A fitted model, or why there is none.</summary>
public abstract record LogisticResult
{
    LogisticResult() { }

    /// <summary>Newton's method converged.</summary>
    public sealed record Fitted(LogisticModel Model) : LogisticResult;

    /// <summary>The data admit no finite maximum of the likelihood; every known reason is listed.</summary>
    public sealed record NotFitted(IReadOnlyList<string> Problems) : LogisticResult;
}

/// <summary>Coefficients of a logistic regression, the intercept first.</summary>
/// <param name="StandardErrors">Square roots of the diagonal of the inverse information matrix.</param>
/// <param name="NullDeviance">-2 log likelihood of the intercept alone.</param>
/// <param name="ResidualDeviance">-2 log likelihood of this model.</param>
/// <param name="Iterations">Newton steps until every step was below 1e-9 in log-odds.</param>
public sealed record LogisticModel(
    IReadOnlyList<string> Columns,
    IReadOnlyList<double> Coefficients,
    IReadOnlyList<double> StandardErrors,
    double NullDeviance,
    double ResidualDeviance,
    int Iterations)
{
    /// <summary>The probability that the outcome is true, for a row without the intercept.</summary>
    public double Probability(double[] row) => 1 / (1 + Math.Exp(-Dot(Coefficients, [1, .. row])));

    internal static double Dot(IReadOnlyList<double> coefficients, double[] row)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
            sum += coefficients[i] * row[i];
        return sum;
    }
}
