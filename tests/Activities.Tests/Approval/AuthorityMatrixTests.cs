using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Approval;
using Lendflow.Activities.Tests.Tables;

namespace Lendflow.Activities.Tests.Approval;

public sealed class AuthorityMatrixTests
{
    static readonly AuthorityMatrix Matrix = Shipped.Tables.Authority;

    [Theory]
    [InlineData("working-capital", "shanghai", "A", 300_000, 0, "cny-instant")]
    [InlineData("working-capital", "shanghai", "A", 300_000.01, 0, "cny-fast-good")]
    [InlineData("working-capital", "chengdu", "A", 300_000.01, 0, "cny-good-small-branch")]
    [InlineData("working-capital", "shanghai", "A", 200_000, 200_000, "cny-fast-good")]
    [InlineData("equipment", "shanghai", "A", 200_000, 0, "cny-fast-equipment")]
    [InlineData("micro-instant", "beijing", "E", 10_000, 0, "cny-high-risk")]
    [InlineData("working-capital", "beijing", "C", 2_000_000, 0, "cny-large")]
    [InlineData("equipment", "beijing", "A", 9_000_000, 0, "cny-committee")]
    [InlineData("sba-7a", "new-york", "B", 50_000, 0, "usd-instant")]
    public void Amount_exposure_grade_product_and_branch_choose_the_row(
        string product, string branch, string grade, double amount, double exposure, string key)
    {
        Matrix.TryFind(new ApprovalRequest(product, branch, grade, (decimal)amount, (decimal)exposure), out var row, out var problem)
            .Should().BeTrue(problem);

        row!.Key.Should().Be(key);
    }

    [Fact]
    public void A_case_outside_the_matrix_is_refused()
    {
        Matrix.TryFind(new ApprovalRequest("working-capital", "shanghai", "Z", 1), out _, out var problem).Should().BeFalse();

        problem.Should().Be("Expected a row of the authority matrix for working-capital, shanghai, grade Z, amount 1, but none covers it");
    }

    [Fact]
    public void The_shipped_matrix_covers_every_case_exactly_once()
    {
        var requests = from product in Gen.Elements(Shipped.Tables.Products.Select(product => product.Key).ToArray())
                       from branch in Gen.Elements(Shipped.Tables.Branches.Select(branch => branch.Key).ToArray())
                       from grade in Gen.Elements(Matrix.Grades.ToArray())
                       from cents in Gen.Frequency((3, Gen.Choose(1, 1_000_000_000)), (1, Gen.Elements(5_000_000, 15_000_000, 30_000_000, 50_000_000, 100_000_000, 300_000_000)))
                       from nudge in Gen.Choose(0, 1)
                       select new ApprovalRequest(product, branch, grade, (cents + nudge) / 100m);

        Prop.ForAll(requests.ToArbitrary(), request => Matrix.Rows.Count(row => row.Covers(request)) == 1)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData("\"above\": 3000000", "\"above\": 3500000",
        "none covers product working-capital, micro-instant, equipment; branch head-office, beijing, shanghai, shenzhen, chengdu, new-york; grade A, B, C, D, E; amount above 3000000 up to 3500000")]
    [InlineData("\"above\": 3000000", "\"above\": 2900000",
        "cny-large-good and cny-committee both cover product working-capital, micro-instant, equipment; branch head-office, beijing, shanghai, shenzhen, chengdu, new-york; grade A, B; amount above 2900000 up to 3000000")]
    [InlineData("[\"chengdu\", \"new-york\"]", "[\"new-york\"]",
        "none covers product working-capital, micro-instant, equipment; branch chengdu; grade A, B; amount above 300000 up to 1000000")]
    [InlineData("[\"A\", \"B\", \"C\", \"D\", \"E\"]", "[\"A\", \"B\", \"C\", \"D\", \"E\", \"F\"]",
        "none covers product sba-7a; branch head-office, beijing, shanghai, shenzhen, chengdu, new-york; grade F; amount above 0 up to 500000")]
    [InlineData("\"above\": 500000", "\"above\": 500000, \"upTo\": 600000",
        "none covers product sba-7a; branch head-office, beijing, shanghai, shenzhen, chengdu, new-york; grade A, B, C, D, E; amount above 600000")]
    public void A_hole_or_a_contradiction_is_reported_as_the_exact_box(string old, string @new, string box)
    {
        using var copy = new TableCopy().Replace("authority-matrix.json", old, @new);

        copy.Load().Problems.Should().Contain($"authority-matrix.json: rows: Expected one row for every case, but {box}");
    }

    [Fact]
    public void A_matrix_has_a_problem_exactly_when_some_case_has_not_one_row()
    {
        string[] keys = ["x", "y"];
        var lists = Gen.Elements<string[]>(["x"], ["y"], ["x", "y"], ["*"]);
        var rows = from products in lists
                   from branches in Gen.Elements<string[]>(["*"], ["x"])
                   from grades in lists
                   from above in Gen.Choose(0, 2)
                   from width in Gen.Choose(1, 3)
                   select Rows.Single with
                   {
                       Products = products, Branches = branches, Grades = grades, Above = above, UpTo = above + width > 3 ? null : above + width,
                   };
        var points = from product in keys
                     from branch in keys
                     from grade in keys
                     from amount in new[] { 0.5m, 1m, 1.5m, 2m, 2.5m, 3m, 1000m }
                     select new ApprovalRequest(product, branch, grade, amount);

        Prop.ForAll(Gen.Choose(1, 4).SelectMany(count => rows.ListOf(count)).ToArbitrary(), drawn =>
        {
            var matrix = new AuthorityMatrix(keys, [.. drawn.Select((row, i) => row with { Key = $"r{i}" })]);
            return AuthorityCoverage.Problems(matrix, keys, keys).Any() != points.All(point => matrix.Rows.Count(row => row.Covers(point)) == 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Removing_any_row_is_noticed()
    {
        foreach (var row in Matrix.Rows)
        {
            var rest = Matrix with { Rows = [.. Matrix.Rows.Where(other => other != row)] };

            AuthorityCoverage.Problems(rest, [.. Shipped.Tables.Products.Select(product => product.Key)], [.. Shipped.Tables.Branches.Select(branch => branch.Key)])
                .Should().NotBeEmpty(row.Key);
        }
    }
}
