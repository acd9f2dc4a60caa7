using Lendflow.Activities.Approval;
using Lendflow.Activities.Tests.Tables;

namespace Lendflow.Activities.Tests.Approval;

public sealed class AuthorityTrialTests
{
    static readonly DateTimeOffset October = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);

    static readonly AuthorityMatrix Before = new(["A", "B"],
    [
        Rows.Automatic with { Key = "small", Above = 0, UpTo = 300_000m },
        Rows.Sequential with { Key = "large", Above = 300_000m, UpTo = null, Level = 2 },
    ]);

    static readonly AuthorityMatrix Draft = Before with
    {
        Rows =
        [
            Before.Rows[0] with { Key = "small-renamed", UpTo = 300_000m },
            Rows.Single with { Key = "middle", Above = 300_000m, UpTo = 500_000m },
            Before.Rows[1] with { Above = 500_000m, UpTo = 2_000_000m },
        ],
    };

    [Fact]
    public void A_draft_shows_which_cases_change_tier_and_what_that_does_to_the_groups()
    {
        var result = AuthorityTrial.Of([Case("1", 100_000m), Case("2", 400_000m), Case("3", 450_000m), Case("4", 900_000m), Case("5", 3_000_000m)], _ => Before, Draft);

        result.Should().BeEquivalentTo(new { Cases = 5, Unchanged = 2, Changed = 3, Automatic = new GroupLoad("machine", 1, 1) });
        result.Shifts.Should().Equal(new TierShift("large", "middle", 2, 1, 2), new TierShift("large", null, 2, null, 1));
        result.Load.Should().Equal(new GroupLoad("managers", 4, 3), new GroupLoad("reviewers", 4, 1));
        result.Moved.Select(m => m.Number).Should().Equal("5", "3", "2");
    }

    [Fact]
    public void Renaming_a_row_moves_nobody()
    {
        var renamed = Before with { Rows = [.. Before.Rows.Select(row => row with { Key = $"{row.Key}-2" })] };

        AuthorityTrial.Of([Case("1", 100_000m), Case("2", 400_000m)], _ => Before, renamed).Changed.Should().Be(0);
    }

    [Fact]
    public void An_edition_saved_beside_the_shipped_ones_takes_over_on_its_day_and_a_hole_in_it_is_refused()
    {
        var policy = Policy.Load(Shipped.Folder, out _)!;
        var shipped = policy.Editions.Single(e => e.Name == "authority-matrix").Content.GetRawText();
        var next = shipped.Replace("\"version\": 1", "\"version\": 2").Replace("2020-01-01", "2030-01-01").Replace("\"cny-instant\"", "\"cny-instant-2030\"");

        policy.Check([new("authority-matrix", next.Replace("\"upTo\": 300000,", "\"upTo\": 200000,"))]).Should().NotBeEmpty().And.Contain(p => p.Contains("none covers"));
        policy.Take([new("authority-matrix", next)]).Should().BeEmpty();

        policy.At(October).Authority.Rows[0].Key.Should().Be("cny-instant");
        policy.At(October.AddYears(4)).Authority.Rows[0].Key.Should().Be("cny-instant-2030");
    }

    static PastCase Case(string number, decimal amount) => new(number, "working-capital", "shanghai", "A", amount, October);
}
