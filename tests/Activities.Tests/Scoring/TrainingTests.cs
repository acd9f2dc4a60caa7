using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Scoring;

namespace Lendflow.Activities.Tests.Scoring;

public class TrainingTests
{
    static readonly Lazy<TrainingReport> OnTheStream = new(() => Run(Repository.SbaStream()));

    [SharedDataFact("sba_stream_22427.csv.gz")]
    public void Training_on_the_SBA_stream_gives_the_shipped_scorecard()
    {
        var report = OnTheStream.Value;

        report.Scorecard!.ToJson().Should().Be(Repository.ShippedScorecard);
    }

    [SharedDataFact("sba_stream_22427.csv.gz")]
    public void The_shipped_scorecard_still_ranks_the_loans_of_the_years_after_the_fit()
    {
        var report = OnTheStream.Value;

        report.Scorecard!.Training!.Test.Auc.Should().BeGreaterThan(0.58);
        report.Calibration.Select(row => row.Test.BadRate).Should().BeInAscendingOrder();
        report.Scorecard.Training.Undecided.Should().Be(119);
    }

    [SharedDataFact("sba_stream_22427.csv.gz")]
    public void Jobs_and_a_new_business_are_left_out_with_their_reason()
    {
        var text = OnTheStream.Value.ToText();

        text.Should().Contain("left out: jobsCreated: nearly every loan has the same value");
        text.Should().Contain("left out: newBusiness: 'at most two years' is expected to be riskier, but 18.5 % of these loans went bad against 27.9 %");
    }

    [SharedDataFact("sba_stream_22427.csv.gz")]
    public void Fitting_on_the_older_records_too_looks_better_at_home_and_does_worse_later()
    {
        var shipped = OnTheStream.Value.Scorecard!.Training!;

        var pooled = Run(Repository.SbaStream(), new TrainingOptions { FitFrom = new DateOnly(1997, 1, 1) }).Scorecard!.Training!;

        pooled.Fit.Auc.Should().BeGreaterThan(shipped.Fit.Auc + 0.05);
        pooled.Test.Auc.Should().BeLessThan(shipped.Test.Auc);
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_answered_with_every_problem()
    {
        var missing = Run(new StringReader("loan_nr,state,naics,approval_date,employees,new_exist,jobs_created,jobs_retained,franchise_code,urban_rural\n"));
        var unreadable = Run(new StringReader(Header + "1,CA,722410,2004-13-01,many,1,0,0,1,1,50000,0\n1,CA\n"));

        missing.Problems.Should().Equal(
            "line 1: Expected a column 'gross_approved', but the header has none.",
            "line 1: Expected a column 'default', but the header has none.");
        unreadable.Problems.Should().Equal(
            "line 2: Expected a date such as 1997-02-28 in column 'approval_date', but found '2004-13-01'.",
            "line 2: Expected a whole number in column 'employees', but found 'many'.",
            "line 3: Expected 12 fields, but found 2.");
    }

    [Fact]
    public void Undecided_loans_count_neither_as_good_nor_as_bad()
    {
        var report = Run(new StringReader(Header
            + "1,CA,722410,2004-05-01,3,1,0,0,1,1,50000,\n2,CA,722410,2004-05-01,3,1,0,0,1,1,50000,1\n"));

        report.Problems[0].Should().Be("Expected good and bad loans approved from 2003-01-01 to before 2005-01-01 to fit on, but found 1 loans, 1 of them bad.");
    }

    [Fact]
    public void Monotone_bins_cover_the_line_and_keep_the_order() =>
        Prop.ForAll(AnyLoans(), loans =>
        {
            var cut = Binner.Cut(new Binning.Monotone(12, IsSaferWhenHigher: true, IsWhole: false), loans, minimumShare: 0);

            cut.Bins.Select(bin => bin.BadRate).Should().BeInDescendingOrder();
            cut.Bins.Sum(bin => bin.Loans).Should().Be(loans.Length);
            loans.Should().OnlyContain(loan => cut.Bins.Count(bin => bin.Range.Contains(loan.Value)) == 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quantile_bins_hold_their_minimum_share() =>
        Prop.ForAll(AnyLoans(), loans =>
        {
            var cut = Binner.Cut(new Binning.Quantile(8, IsWhole: true), loans, minimumShare: 0.1);

            cut.Bins.Should().OnlyContain(bin => bin.Loans >= 0.1 * loans.Length);
            loans.Should().OnlyContain(loan => cut.Bins.Count(bin => bin.Range.Contains(loan.Value)) == 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_area_under_the_curve_counts_won_pairs_and_half_the_ties()
    {
        var discrimination = Discrimination.Of([(1, true), (2, true), (2, false), (3, false)]);

        discrimination.Auc.Should().Be(3.5 / 4);
        discrimination.Gini.Should().Be(0.75);
        discrimination.Ks.Should().Be(0.5);
    }

    const string Header = "loan_nr,state,naics,approval_date,employees,new_exist,jobs_created,jobs_retained,franchise_code,urban_rural,gross_approved,default\n";

    static TrainingReport Run(TextReader csv, TrainingOptions? options = null)
    {
        using (csv)
            return Training.Run(csv, options ?? new TrainingOptions());
    }

    static Arbitrary<Observation[]> AnyLoans() =>
        (from value in Gen.Choose(0, 30)
         from isBad in Gen.Elements(true, false, false)
         select new Observation(new FeatureValue(value, null), isBad)).NonEmptyListOf().Select(loans => loans.ToArray()).ToArbitrary();
}
