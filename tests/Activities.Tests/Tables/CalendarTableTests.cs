using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Activities.Tests.Tables;

public sealed class CalendarTableTests
{
    static readonly WorkCalendar China = Shipped.Tables.Calendars["cn"];

    [Theory]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-01", false)]
    public void The_shipped_calendar_follows_the_announcements(string date, bool isWorked)
    {
        China.IsWorkingDay(DateOnly.ParseExact(date, "yyyy-MM-dd")).Should().Be(isWorked);
    }

    [Theory]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public void The_shipped_calendar_has_the_announced_number_of_days(int year, int off, int makeUp)
    {
        China.Pattern.DaysOff.Keys.Count(date => date.Year == year).Should().Be(off);
        China.Pattern.MakeUpDays.Keys.Count(date => date.Year == year).Should().Be(makeUp);
    }

    [Fact]
    public void A_year_that_was_not_announced_is_refused()
    {
        var december = new DateTimeOffset(2026, 12, 31, 17, 0, 0, TimeSpan.FromHours(8));

        China.TryAdd(december, TimeSpan.FromHours(8), out _, out var problem).Should().BeFalse();

        problem.Should().StartWith("Expected a date the calendar cn covers (2020-01-01 to 2026-12-31), but ");
    }

    [Fact]
    public void New_York_keeps_its_hours_when_the_clock_changes()
    {
        var friday = new DateTimeOffset(2026, 3, 6, 16, 0, 0, TimeSpan.FromHours(-5));

        Shipped.Tables.FindCalendar("new-york")!.TryAdd(friday, TimeSpan.FromHours(2), out var until, out _).Should().BeTrue();

        until.Should().Be(new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(-4)));
    }
}
