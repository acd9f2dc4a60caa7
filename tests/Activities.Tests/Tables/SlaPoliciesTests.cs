using Lendflow.Activities.Approval;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Activities.Tests.Tables;

public sealed class SlaPoliciesTests
{
    [Theory]
    [InlineData(Track.Fast, 120)]
    [InlineData(Track.Standard, 225)]
    public void The_policy_of_the_track_wins(Track track, int minutes)
    {
        var policy = Shipped.Tables.Sla.Find("approval", track);

        policy!.Target.Should().Be(TimeSpan.FromMinutes(minutes));
        policy.Clock.Should().Be(SlaClockKind.Working);
    }

    [Fact]
    public void A_policy_for_all_tracks_holds_where_there_is_no_other()
    {
        Shipped.Tables.Sla.Find("supplement", Track.Instant)!.Clock.Should().Be(SlaClockKind.Wall);
        Shipped.Tables.Sla.Find("due-diligence", Track.Instant).Should().BeNull();
    }

    [Fact]
    public void Three_working_days_are_the_target_of_a_standard_case()
    {
        var calendar = Shipped.Tables.Calendars["cn"];
        var monday = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

        calendar.TryAdd(monday, Shipped.Tables.Sla.Find("case", Track.Standard)!.Target, out var due, out _).Should().BeTrue();

        due.Should().Be(new DateTimeOffset(2026, 3, 4, 18, 0, 0, TimeSpan.FromHours(8)));
    }
}
