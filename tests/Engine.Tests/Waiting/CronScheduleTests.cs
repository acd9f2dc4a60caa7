using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Waiting;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 * * * *", "2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z")]
    [InlineData("*/15 * * * *", "2026-03-02T09:30:00Z", "2026-03-02T09:45:00Z")]
    [InlineData("30 0 9 * * MON-FRI", "2026-03-06T09:00:30Z", "2026-03-09T09:00:30Z")]
    [InlineData("0 0 29 2 *", "2026-03-02T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 18 L * ?", "2026-02-01T00:00:00Z", "2026-02-28T18:00:00Z")]
    [InlineData("0 8 1 * 1", "2026-03-02T09:00:00Z", "2026-03-09T08:00:00Z")]
    [InlineData("0 0 * * 7", "2026-03-02T00:00:00Z", "2026-03-08T00:00:00Z")]
    [InlineData("0 0 1 jan,jul *", "2026-03-02T00:00:00Z", "2026-07-01T00:00:00Z")]
    public void The_next_time_is_the_first_that_matches_every_field(string expression, string after, string next)
    {
        var schedule = CronSchedule.Parse(expression, out _)!;

        schedule.Next(DateTimeOffset.Parse(after)).Should().Be(DateTimeOffset.Parse(next));
    }

    [Theory]
    [InlineData("* * *")]
    [InlineData("60 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("x * * * *")]
    [InlineData("1/2/3 * * * *")]
    public void What_is_no_schedule_is_told(string expression)
    {
        CronSchedule.Parse(expression, out var problem).Should().BeNull();

        problem.Should().StartWith("Expected ");
    }

    [Fact]
    public void A_date_that_never_comes_has_no_next_time() =>
        CronSchedule.Parse("0 0 30 2 *", out _)!.Next(Some.Time).Should().BeNull();
}
