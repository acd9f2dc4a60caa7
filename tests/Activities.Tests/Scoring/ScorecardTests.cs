using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Scoring;

namespace Lendflow.Activities.Tests.Scoring;

public class ScorecardTests
{
    static readonly Scorecard Card = An.ShippedScorecard();

    [Fact]
    public void The_points_of_an_application_are_explained_line_by_line()
    {
        var application = An.Application(amount: 120_000, industry: "621111", employees: 12, location: "rural");

        var result = Card.Score(application, bureau: null, An.Day);

        result.Characteristics.Select(each => (each.Feature, each.Value, each.Bin)).Should().Equal(
            ("amount", "120000", "100,000 to under 150,000"),
            ("employees", "12", "10 or more"),
            ("sector", "62", "Health care"),
            ("location", "rural", "rural"),
            ("franchise", "no", "no franchise"),
            ("bureauScore", "", "no score"),
            ("bureauDelinquencies", "", "no report"));
        result.Grade.Should().Be("A");
        result.Recommendation.Should().Be("pass");
    }

    [Fact]
    public void The_reasons_name_what_cost_most_first()
    {
        var result = Card.Score(An.Application(amount: 20_000, industry: "423110", employees: 4), new BureauFacts(420, 0), An.Day);

        result.TopReasons.Select(reason => reason.Code).Should().Equal("score-bureau", "score-sector", "score-amount", "score-franchise");
        result.TopReasons.Should().BeInDescendingOrder(reason => reason.PointsLost);
    }

    [Fact]
    public void A_bureau_report_moves_the_grade_and_leaves_the_probability_of_default_alone()
    {
        var application = An.Application();

        var without = Card.Score(application, bureau: null, An.Day);
        var with = Card.Score(application, new BureauFacts(800, 0), An.Day);

        with.ExpertPoints.Should().Be(40);
        with.Points.Should().Be(without.Points + 40);
        with.ProbabilityOfDefault.Should().Be(without.ProbabilityOfDefault);
    }

    [Fact]
    public void An_amount_in_another_currency_is_converted_at_the_cards_own_rate()
    {
        var dollars = Card.Score(An.Application(amount: 140_000), bureau: null, An.Day);
        var yuan = Card.Score(An.Application(amount: 1_000_000), bureau: null, An.Day, currency: "CNY");

        yuan.Should().BeEquivalentTo(dollars);
    }

    [Fact]
    public void A_currency_without_a_rate_is_refused()
    {
        var score = () => Card.Score(An.Application(), bureau: null, An.Day, currency: "EUR");

        score.Should().Throw<ArgumentException>().WithMessage("Expected one of the currencies USD, CNY of scorecard 'sba', but got 'EUR'.");
    }

    [Theory]
    [InlineData("2024-03-02", true)]
    [InlineData("2024-03-01", false)]
    public void A_business_is_new_up_to_the_second_anniversary_of_its_registration(string establishedOn, bool isNew)
    {
        var application = An.Application(establishedOn: DateOnly.Parse(establishedOn, CultureInfo.InvariantCulture));

        Facts.Of(application, application.Amount, bureau: null, An.Day).IsNewBusiness.Should().Be(isNew);
    }

    [Fact]
    public void Every_value_falls_in_exactly_one_bin_of_each_characteristic() =>
        Prop.ForAll(AnyCase(), input =>
        {
            var facts = Facts.Of(input.Application, input.Application.Amount, input.Bureau, An.Day);

            Card.Characteristics.Concat(Card.ExpertCharacteristics)
                .Should().OnlyContain(characteristic => BinsThatTake(characteristic, facts) == 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_parts_add_up_to_the_points() =>
        Prop.ForAll(AnyCase(), input =>
        {
            var result = Card.Score(input.Application, input.Bureau, An.Day);

            result.Points.Should().Be(result.BasePoints + result.Characteristics.Sum(each => each.Points));
            result.Points.Should().Be(result.FittedPoints + result.ExpertPoints);
            result.ProbabilityOfDefault.Should().BeInRange(0, 1);
            result.Characteristics.Should().OnlyContain(each => each.PointsLostVersusBest >= 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Neither_the_culture_nor_the_order_of_the_table_changes_a_score() =>
        Prop.ForAll(AnyCase(), input =>
        {
            var expected = Card.Score(input.Application, input.Bureau, An.Day);
            var reversed = Card with { Characteristics = [.. Card.Characteristics.Reverse().Select(each => each with { Bins = [.. each.Bins.Reverse()] })] };

            var result = InCommaCulture(() => reversed.Score(input.Application, input.Bureau, An.Day));

            result.Should().BeEquivalentTo(expected);
            result.TopReasons.Should().Equal(expected.TopReasons);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_points_never_mean_a_higher_probability_of_default() =>
        Prop.ForAll(Gen.Choose(300, 900).Two().ToArbitrary(), pair =>
            (pair.Item1 <= pair.Item2) == (Card.Scaling.ProbabilityOfDefault(pair.Item1) >= Card.Scaling.ProbabilityOfDefault(pair.Item2))
                || pair.Item1 > pair.Item2).QuickCheckThrowOnFailure();

    static Arbitrary<(LoanApplication Application, BureauFacts? Bureau)> AnyCase() =>
        (from application in An.AnyApplication()
         from bureau in An.AnyBureau()
         select (application, bureau)).ToArbitrary();

    static int BinsThatTake(Characteristic characteristic, Facts facts)
    {
        var value = characteristic.Read(facts);
        var listed = characteristic.Bins.Count(bin => bin.Range.Contains(value));
        return listed > 0 ? listed : characteristic.Bins.Count(bin => bin.Range is BinRange.Otherwise);
    }

    static T InCommaCulture<T>(Func<T> run)
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
        CultureInfo.CurrentCulture = comma;
        try
        {
            return run();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
