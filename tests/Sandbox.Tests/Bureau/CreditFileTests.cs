using Lendflow.Sandbox.Bureau;

namespace Lendflow.Sandbox.Tests.Bureau;

public sealed class CreditFileTests
{
    private static readonly CreditFile[] Files =
        Enumerable.Range(0, 20_000).Select(number => CreditFile.Of($"91350100MA{number:00000000}")).ToArray();

    private static readonly CreditFile[] Hits = Files.Where(file => file.Outcome == "hit").ToArray();

    [Fact]
    public void Six_in_a_hundred_files_are_thin_and_two_are_on_the_list()
    {
        Share(file => file.Outcome == "thin").Should().BeApproximately(0.06, 0.007);
        Share(file => file.IsBlacklisted).Should().BeApproximately(0.02, 0.005);

        static double Share(Func<CreditFile, bool> condition) => Files.Count(condition) / (double)Files.Length;
    }

    [Fact]
    public void Scores_spread_around_640_within_their_range()
    {
        var clean = Hits.Where(file => !file.IsBlacklisted).Select(file => (double)(file.Score ?? 0)).ToArray();
        var mean = clean.Average();
        var deviation = Math.Sqrt(clean.Average(score => (score - mean) * (score - mean)));

        mean.Should().BeApproximately(640, 3);
        deviation.Should().BeApproximately(75, 3);
        Hits.Should().OnlyContain(file => file.Score >= 300 && file.Score <= 900);
    }

    [Fact]
    public void A_thin_file_has_no_score_and_no_loans()
    {
        Files.Except(Hits).Should().OnlyContain(file => file.Score == null && file.OpenLoans == 0 && file.TotalDebt == 0);
    }

    [Fact]
    public void The_worse_the_score_the_more_delinquencies()
    {
        var byScore = new[] { (300, 500), (500, 580), (580, 660), (660, 901) }
            .Select(band => Hits.Where(file => file.Score >= band.Item1 && file.Score < band.Item2))
            .Select(files => files.Average(file => file.Delinquencies12m));

        byScore.Should().BeInDescendingOrder();
    }

    [Fact]
    public void Only_who_has_loans_has_debt()
    {
        Hits.Should().OnlyContain(file => (file.OpenLoans == 0) == (file.TotalDebt == 0));
    }
}
