using System.Text.Json.Nodes;
using Lendflow.Activities.Scoring;

namespace Lendflow.Activities.Tests.Scoring;

public class ScorecardReadingTests
{
    [Fact]
    public void The_shipped_scorecard_reads_and_writes_back_the_same()
    {
        var reading = Scorecard.Load(Repository.ShippedScorecard);

        reading.Problems.Should().BeEmpty();
        reading.Scorecard!.ToJson().Should().Be(Repository.ShippedScorecard);
    }

    [Fact]
    public void A_gap_between_bins_is_reported_with_its_path() =>
        ProblemsAfter(card => Bins(card, 0)[1]!["from"] = 70_000)
            .Should().Equal("characteristics[0].bins[1].from: Expected 63000, where the bins before end, but found 70000");

    [Fact]
    public void An_overlap_of_bins_is_reported_with_its_path() =>
        ProblemsAfter(card => Bins(card, 0)[1]!["from"] = 40_000)
            .Should().Equal("characteristics[0].bins[1].from: Expected 63000, where the bins before end, but found 40000");

    [Fact]
    public void An_upper_end_left_open_in_the_middle_or_closed_at_the_end_is_reported() =>
        ProblemsAfter(card => Bins(card, 0).RemoveAt(3))
            .Should().Equal("characteristics[0].bins[2].to: Expected no upper limit in the last range, but found 150000");

    [Fact]
    public void A_word_in_two_bins_and_a_missing_rest_are_reported() =>
        ProblemsAfter(card =>
        {
            Bins(card, 2)[1]!["values"]!.AsArray().Add("23");
            Bins(card, 3).RemoveAt(2);
        }).Should().Equal(
            "characteristics[2].bins: Expected each value in one bin, but '23' is in several",
            "characteristics[3].bins: Expected one bin with \"otherwise\": true for the words no bin lists, but found 0");

    [Fact]
    public void A_number_that_may_be_missing_needs_a_bin_for_that() =>
        ProblemsAfter(card => card["expertCharacteristics"]![0]!["bins"]!.AsArray().RemoveAt(0))
            .Should().Equal("expertCharacteristics[0].bins: Expected one bin for a missing 'bureauScore', but found 0");

    [Fact]
    public void Every_problem_is_reported_at_once() =>
        ProblemsAfter(card =>
        {
            card["version"] = "one";
            card["colour"] = "blue";
            card.Remove("cutOffs");
            card["characteristics"]![0]!["feature"] = "shoeSize";
            card["grades"]![1]!["from"] = 700;
            card["training"]!["fit"]!["loans"] = "many";
        }).Should().Contain(
        [
            "version: Expected a whole number from 1 to 2147483647, but found \"one\"",
            "cutOffs: Expected an object, but found none",
            "grades[1].from: Expected less than 621, best grade first, but found 700",
        ]).And.Contain(problem => problem.StartsWith("characteristics[0].feature: Expected one of amount, employees"))
            .And.Contain(problem => problem.StartsWith("colour: Expected one of name, version") && problem.EndsWith("but this key is unknown"))
            .And.Contain(problem => problem.StartsWith("training.fit.loans: Expected a training summary, but"));

    [Fact]
    public void Text_that_is_no_JSON_is_reported() =>
        Scorecard.Load("points: 3").Problems.Should().ContainSingle().Which.Should().StartWith("Expected JSON, but");

    [Fact]
    public void A_later_edition_takes_over_on_its_day_and_the_earlier_one_can_still_be_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("scorecard-sba.json", Repository.ShippedScorecard);
        folder.Write("scorecard-sba.2027.json", (An.ShippedScorecard() with { Version = 2, EffectiveFrom = new DateOnly(2027, 1, 1) }).ToJson());

        var editions = ScorecardEditions.Load(folder.Path, "scorecard-sba").Editions!;

        VersionOn(editions, new DateOnly(2026, 12, 31)).Should().Be(1);
        VersionOn(editions, new DateOnly(2027, 1, 1)).Should().Be(2);
        editions.Find(1)!.Version.Should().Be(1);
        editions.TryOn(new DateOnly(2019, 12, 31), out _, out var problem).Should().BeFalse();
        problem.Should().Be("Expected a date from 2020-01-01 on, when the first scorecard takes effect, but found 2019-12-31");
    }

    [Fact]
    public void Two_editions_of_the_same_version_are_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("scorecard-sba.json", Repository.ShippedScorecard);
        folder.Write("scorecard-sba.copy.json", (An.ShippedScorecard() with { EffectiveFrom = new DateOnly(2027, 1, 1) }).ToJson());

        ScorecardEditions.Load(folder.Path, "scorecard-sba").Problems.Should().ContainSingle()
            .Which.Should().Contain("but version 1 from 2027-01-01 follows version 1 from 2020-01-01");
    }

    static int? VersionOn(ScorecardEditions editions, DateOnly date) => editions.TryOn(date, out var card, out _) ? card.Version : null;

    static IReadOnlyList<string> ProblemsAfter(Action<JsonObject> change)
    {
        var card = JsonNode.Parse(Repository.ShippedScorecard)!.AsObject();
        change(card);
        return Scorecard.Load(card.ToJsonString()).Problems;
    }

    static JsonArray Bins(JsonObject card, int characteristic) => card["characteristics"]![characteristic]!["bins"]!.AsArray();
}
