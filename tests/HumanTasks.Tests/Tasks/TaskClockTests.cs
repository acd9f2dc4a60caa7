using Lendflow.Engine.Elements;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

public sealed class TaskClockTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly SlaPolicy TwoHours = new("approval", null, "Approval", "审批", TimeSpan.FromHours(2), SlaClockKind.Wall, [50, 75, 100], TimeSpan.FromHours(1), "managers");

    [Fact]
    public void A_new_task_knows_when_it_is_due_and_when_people_are_warned_and_reminded()
    {
        var (task, timers) = TaskClock.Start(ATask(), TwoHours, null, Now);

        task.DueAt.Should().Be(Now.AddHours(2));
        task.WarnAt.Should().Be(Now.AddMinutes(90));
        timers.OfType<Awaited.Time>().Select(t => (t.Tag, t.Due - Now)).Should().Equal(
            ("due/t", TimeSpan.FromHours(2)), ("warn/t", TimeSpan.FromMinutes(90)), ("remind/t", TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_reminder_is_noted_and_the_next_one_set()
    {
        var (task, timers) = TaskClock.Ring(ATask(), "remind/t", TwoHours, null, Now);

        task.History.Should().ContainSingle().Which.Action.Should().Be("Remind");
        timers.Should().ContainSingle().Which.Should().Be(new Awaited.Time(Now.AddHours(1), "remind/t"));
    }

    [Fact]
    public void A_breach_raises_the_priority_and_lets_the_next_level_act()
    {
        var (task, timers) = TaskClock.Ring(ATask(), "due/t", TwoHours, null, Now);

        task.Should().BeEquivalentTo(new { Priority = 70, Escalations = 1, CandidateGroups = new[] { "reviewers", "managers" } });
        timers.Should().BeEmpty();
    }

    [Fact]
    public void A_working_time_limit_without_a_calendar_leaves_the_task_without_due_time_and_says_so()
    {
        var (task, timers) = TaskClock.Start(ATask(), TwoHours with { Clock = SlaClockKind.Working }, null, Now);

        task.DueAt.Should().BeNull();
        timers.Should().BeEmpty();
        task.History.Should().ContainSingle().Which.Comment.Should().Contain("calendar");
    }

    static UserTask ATask() => new()
    {
        Id = "t", InstanceId = "i", DefinitionId = "d", Activity = 3, Step = "approve", Title = "Approve", CreatedAt = Now, CandidateGroups = ["reviewers"],
    };
}
