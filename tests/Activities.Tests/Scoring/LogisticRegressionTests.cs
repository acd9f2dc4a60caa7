using System.Globalization;
using Lendflow.Activities.Scoring;

namespace Lendflow.Activities.Tests.Scoring;

public class LogisticRegressionTests
{
    [SharedDataFact("sba_case_2102.csv")]
    public void The_published_coefficients_of_the_SBA_case_are_reproduced()
    {
        var training = SbaCase().Where(loan => loan.IsSelected).ToArray();

        var model = Fit(["real_estate", "portion", "recession"], training.Select(loan => loan.Row), training.Select(loan => loan.IsBad));

        model.Coefficients.Select(value => Math.Round(value, 4)).Should().Equal(1.3931, -2.1282, -2.9875, 0.5041);
    }

    [SharedDataFact("sba_case_2102.csv")]
    public void The_published_confusion_matrix_of_the_SBA_case_is_reproduced()
    {
        var loans = SbaCase();
        var training = loans.Where(loan => loan.IsSelected).ToArray();
        var model = Fit(["real_estate", "portion", "recession"], training.Select(loan => loan.Row), training.Select(loan => loan.IsBad));

        var counts = loans.Where(loan => !loan.IsSelected)
            .GroupBy(loan => (IsHighRisk: model.Probability(loan.Row) > 0.5, loan.IsBad))
            .ToDictionary(group => group.Key, group => group.Count());

        counts[(true, true)].Should().Be(31);
        counts[(true, false)].Should().Be(14);
        counts[(false, true)].Should().Be(324);
        counts[(false, false)].Should().Be(682);
    }

    [SharedDataFact("german_credit_1000.csv")]
    public void The_deviances_of_the_German_credit_data_are_reproduced()
    {
        var lines = File.ReadLines(Repository.SharedData("german_credit_1000.csv")).Select(line => line.Split(',')).ToArray();
        var (header, rows) = (lines[0], lines[1..]);
        var columns = Enumerable.Range(0, 20).SelectMany(index => ColumnsOf(header[index], rows.Select(row => row[index]).ToArray())).ToArray();

        var model = Fit(
            [.. columns.Select(column => column.Name)],
            Enumerable.Range(0, rows.Length).Select(row => columns.Select(column => column.Values[row]).ToArray()),
            rows.Select(row => row[20] == "2"));

        columns.Should().HaveCount(48);
        model.NullDeviance.Should().BeApproximately(1221.73, 0.005);
        model.ResidualDeviance.Should().BeApproximately(895.82, 0.005);
    }

    [Fact]
    public void A_two_by_two_table_gives_the_log_odds_and_their_standard_errors()
    {
        var rows = Repeat<double[]>([1.0], 40).Concat(Repeat<double[]>([0.0], 60));
        var outcomes = Repeat(true, 30).Concat(Repeat(false, 10)).Concat(Repeat(true, 20)).Concat(Repeat(false, 40));

        var model = Fit(["exposed"], rows, outcomes);

        model.Coefficients[0].Should().BeApproximately(Math.Log(20 / 40.0), 1e-9);
        model.Coefficients[1].Should().BeApproximately(Math.Log(30 / 10.0 / (20 / 40.0)), 1e-9);
        model.StandardErrors[1].Should().BeApproximately(Math.Sqrt(1 / 30.0 + 1 / 10.0 + 1 / 20.0 + 1 / 40.0), 1e-9);
    }

    [Fact]
    public void A_column_that_separates_the_outcomes_is_named()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new[] { i % 3, (double)i }).ToArray();

        var result = LogisticRegression.Fit(["noise", "income"], rows, [.. rows.Select(row => row[1] >= 10)]);

        ProblemsOf(result).Should().ContainSingle().Which.Should().StartWith("Expected outcomes that overlap along every column, but 'income'");
    }

    [Fact]
    public void A_bin_without_any_bad_loan_is_separation_too()
    {
        var rows = Repeat<double[]>([1.0], 10).Concat(Repeat<double[]>([0.0], 30)).ToArray();
        var outcomes = Repeat(false, 10).Concat(Repeat(true, 10)).Concat(Repeat(false, 20)).ToArray();

        var result = LogisticRegression.Fit(["franchise"], rows, outcomes);

        ProblemsOf(result).Should().ContainSingle().Which.Should().Contain("'franchise' tells them apart");
    }

    [Fact]
    public void A_column_that_follows_from_others_is_named()
    {
        var rows = Enumerable.Range(0, 30).Select(i => new[] { i % 2, 1.0 - i % 2 }).ToArray();

        var result = LogisticRegression.Fit(["urban", "rural"], rows, [.. rows.Select((_, i) => i % 3 == 0)]);

        ProblemsOf(result).Should().Equal("Expected columns that are independent of each other, but 'rural' is constant or follows from the columns before it.");
    }

    [Fact]
    public void Every_problem_of_the_data_is_reported_at_once()
    {
        var rows = Enumerable.Range(0, 10).Select(i => new[] { i == 3 ? double.NaN : i, 0.0 }).ToArray();

        var result = LogisticRegression.Fit(["amount", "age"], rows, new bool[10]);

        ProblemsOf(result).Should().Equal(
            "Expected both outcomes among the rows, but all are the same.",
            "Expected finite numbers in column 'amount', but 1 rows have none.");
    }

    static LogisticModel Fit(IReadOnlyList<string> columns, IEnumerable<double[]> rows, IEnumerable<bool> outcomes) =>
        LogisticRegression.Fit(columns, [.. rows], [.. outcomes]).Should().BeOfType<LogisticResult.Fitted>().Which.Model;

    static IReadOnlyList<string> ProblemsOf(LogisticResult result) => result.Should().BeOfType<LogisticResult.NotFitted>().Which.Problems;

    static IEnumerable<T> Repeat<T>(T value, int count) => Enumerable.Repeat(value, count);

    static (bool IsSelected, double[] Row, bool IsBad)[] SbaCase()
    {
        var lines = File.ReadLines(Repository.SharedData("sba_case_2102.csv")).Select(Csv.Split).ToArray();
        int Place(string column) => Array.IndexOf(lines[0], column);
        double Number(string[] line, string column) => double.Parse(line[Place(column)], CultureInfo.InvariantCulture);
        return [.. lines[1..].Select(line => (
            line[Place("selected")] == "1",
            new[] { Number(line, "real_estate"), Number(line, "portion"), Number(line, "recession") },
            line[Place("default")] == "1"))];
    }

    /// <summary>A number stays a column; a symbol such as A34 gives a dummy column for every level but the first.</summary>
    static IEnumerable<(string Name, double[] Values)> ColumnsOf(string name, string[] values) => values[0].StartsWith('A')
        ? values.Distinct().Order(StringComparer.Ordinal).Skip(1)
            .Select(level => ($"{name}={level}", values.Select(value => value == level ? 1.0 : 0.0).ToArray()))
        : [(name, [.. values.Select(value => double.Parse(value, CultureInfo.InvariantCulture))])];
}
