using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

public sealed class NextTaskTests
{
    [Fact]
    public void What_is_nearly_lost_comes_before_what_is_merely_old_and_what_is_late_before_both()
    {
        var now = Crowd.Now.AddHours(9);
        var fresh = Crowd.Task("fresh", "s") with { CreatedAt = now.AddHours(-1), DueAt = now.AddHours(9) };
        var old = Crowd.Task("old", "s") with { CreatedAt = now.AddHours(-9), DueAt = now.AddDays(3) };
        var nearly = Crowd.Task("nearly", "s") with { CreatedAt = now.AddHours(-1), DueAt = now.AddMinutes(6) };
        var late = Crowd.Task("late", "s") with { CreatedAt = now.AddHours(-2), DueAt = now.AddHours(-1) };
        var urgent = nearly with { Id = "urgent", Priority = 100 };
        var open = Crowd.Task("open", "s") with { CreatedAt = now.AddDays(-9) };

        NextTask.Order([fresh, old, nearly, late, urgent, open], now).Select(t => t.Task.Id).Should().Equal("late", "urgent", "nearly", "open", "old", "fresh");
    }
}
