using Lendflow.HumanTasks.Calendars;

namespace Lendflow.HumanTasks.Tests.Calendars;

public sealed class WorkHoursTests
{
    [Fact]
    public void Hours_reach_from_midnight_to_midnight()
    {
        WorkHours.TryParse("00:00-24:00", out var hours).Should().BeTrue();

        hours.Should().Be(new WorkHours(TimeSpan.Zero, TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9:00-12:00")]
    [InlineData("12:00-09:00")]
    [InlineData("09:00-09:00")]
    [InlineData("09:00-25:00")]
    [InlineData("09:00 12:00")]
    public void Anything_else_is_refused(string text) => WorkHours.TryParse(text, out _).Should().BeFalse();
}
