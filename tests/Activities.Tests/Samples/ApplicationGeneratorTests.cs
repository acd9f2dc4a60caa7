using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.Scoring;
using Lendflow.Activities.Tests.Scoring;
using Lendflow.Activities.Tests.Tables;
using Lendflow.Samples;

namespace Lendflow.Activities.Tests.Samples;

public class ApplicationGeneratorTests
{
    const int Many = 4000;

    static readonly ApplicationParameters Parameters = ApplicationParameters.Shipped;
    static readonly LoanApplication[] Applications = Generate(seed: 7, Many);

    [Fact]
    public void Shares_follow_the_fitted_parameters()
    {
        ShareOf(each => each.Borrower.IsFranchise).Should().BeApproximately(Parameters.Franchise, Noise(Parameters.Franchise));
        ShareOf(each => each.Borrower.EstablishedOn.AddYears(2) >= Shipped.Today).Should().BeApproximately(Parameters.NewBusiness, Noise(Parameters.NewBusiness));
        foreach (var (location, share) in Parameters.Location)
            ShareOf(each => each.Borrower.Location == location).Should().BeApproximately(share, Noise(share), location);
        foreach (var (sector, share) in Parameters.Sector)
            ShareOf(each => Facts.SectorOf(each.Borrower.Industry) == sector).Should().BeApproximately(share, Noise(share), sector);
    }

    [Fact]
    public void Amounts_employees_and_jobs_follow_the_fitted_quantiles()
    {
        foreach (var share in new[] { 0.25, 0.5, 0.75, 0.9 })
        {
            Quantile(each => each.Borrower.Employees, share).Should().BeApproximately(Parameters.Employees.At(share), 1 + 0.1 * Parameters.Employees.At(share));
            Quantile(each => each.Borrower.JobsCreated, share).Should().BeApproximately(Parameters.JobsCreated.At(share), 1 + 0.15 * Parameters.JobsCreated.At(share));
            Quantile(each => each.Borrower.JobsRetained, share).Should().BeApproximately(Parameters.JobsRetained.At(share), 1 + 0.1 * Parameters.JobsRetained.At(share));
            var yuan = Parameters.Amount.At(share) * Parameters.Assumed.YuanPerDollar;
            Quantile(each => (double)each.Amount, share).Should().BeApproximately(yuan, 0.12 * yuan);
        }
    }

    [Fact]
    public void Larger_businesses_ask_for_more() =>
        Applications.Where(each => each.Borrower.Employees >= 10).Average(each => each.Amount)
            .Should().BeGreaterThan(1.3m * Applications.Where(each => each.Borrower.Employees < 3).Average(each => each.Amount));

    [Fact]
    public void Every_application_is_accepted_by_the_admission_of_the_shipped_tables() =>
        Applications.SelectMany(each => ApplicationRules.Check(each, Shipped.Tables, Shipped.Today).Select(problem => (problem, each.Borrower)))
            .Should().BeEmpty();

    [Fact]
    public void Every_code_has_right_check_characters() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), number =>
        {
            var borrower = new ApplicationGenerator(Parameters, seed: 3).Application(number, Shipped.Today).Borrower;

            SocialCreditCode.TryParse(borrower.SocialCreditCode, out var code, out var problem).Should().BeTrue(problem);
            code!.OrganisationCodeIsRight.Should().BeTrue();
            ResidentId.TryParse(borrower.Representative.ResidentId, Shipped.Today, out _, out problem).Should().BeTrue(problem);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_seed_gives_the_same_applications_in_any_order()
    {
        var backwards = Enumerable.Range(0, 50).Reverse().Select(number => new ApplicationGenerator(Parameters, 7).Application(number, Shipped.Today)).Reverse();

        backwards.Should().Equal(Applications[..50]);
        Generate(seed: 8, 50).Should().NotEqual(Applications[..50]);
    }

    [Fact]
    public void Businesses_are_told_apart_by_their_code() =>
        Applications.Select(each => each.Borrower.SocialCreditCode).Should().OnlyHaveUniqueItems();

    [Fact]
    public void A_seed_keeps_its_applications_for_good() =>
        Applications[0].Should().BeEquivalentTo(new
        {
            Product = "working-capital",
            Amount = 2_300_000m,
            TermMonths = 36,
            Branch = "chengdu",
            Borrower = new
            {
                Name = "成都市锦江区华兴加工厂",
                SocialCreditCode = "92510104MAEBJHM29N",
                Industry = "322256",
                EstablishedOn = new DateOnly(2025, 1, 30),
                Employees = 1,
            },
        });

    [SharedDataFact("sba_stream_22427.csv.gz")]
    public void The_shipped_parameters_are_those_fitted_to_the_SBA_stream()
    {
        using var csv = Repository.SbaStream();

        var fitted = ParameterFit.Of(SbaLoan.Read(csv).Loans);

        fitted.ToJson().Should().Be(Parameters.ToJson());
    }

    static LoanApplication[] Generate(int seed, int count)
    {
        var generator = new ApplicationGenerator(Parameters, seed);
        return [.. Enumerable.Range(0, count).Select(number => generator.Application(number, Shipped.Today))];
    }

    static double ShareOf(Func<LoanApplication, bool> holds) => Applications.Count(holds) / (double)Many;

    static double Quantile(Func<LoanApplication, double> value, double share) => Applications.Select(value).Order().ElementAt((int)(share * (Many - 1)));

    /// <summary>Four standard errors of a share, and the rounding of the parameter.</summary>
    static double Noise(double share) => 4 * Math.Sqrt(share * (1 - share) / Many) + 0.0001;
}
