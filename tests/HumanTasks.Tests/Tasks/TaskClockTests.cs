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
        var started = TaskClock.Start(ATask(), TwoHours, null, Now);

        started.Task.DueAt.Should().Be(Now.AddHours(2));
        started.Task.WarnAt.Should().Be(Now.AddMinutes(90));
        started.Timers.OfType<Awaited.Time>().Select(t => (t.Tag, t.Due - Now)).Should().Equal(
            ("at50/t", TimeSpan.FromHours(1)), ("at75/t", TimeSpan.FromMinutes(90)), ("at100/t", TimeSpan.FromHours(2)), ("remind/t", TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_reminder_is_noted_and_the_next_one_set()
    {
        var rung = TaskClock.Ring(Running(), "remind/t", TwoHours, null, Now);

        rung.Task.History.Should().ContainSingle().Which.Action.Should().Be("Remind");
        rung.Timers.Should().ContainSingle().Which.Should().Be(new Awaited.Time(Now.AddHours(1), "remind/t"));
    }

    [Fact]
    public void A_breach_raises_the_priority_and_lets_the_next_level_act()
    {
        var rung = TaskClock.Ring(Running(), "at100/t", TwoHours, null, Now);

        rung.Task.Should().BeEquivalentTo(new { Priority = 70, Escalations = 1, CandidateGroups = new[] { "reviewers", "managers" } });
        rung.Task.History[^1].Mentions.Should().Equal("group:managers");
        rung.Timers.Should().BeEmpty();
    }

    [Fact]
    public void A_chain_tells_takes_away_and_at_last_takes_another_path()
    {
        var policy = TwoHours with { Chain = [new(100, EscalationAct.Notify, "managers"), new(150, EscalationAct.Reassign, "directors"), new(200, EscalationAct.TakePath, "Overdue")] };
        var claimed = Running() with { Status = UserTaskStatus.Reserved, Assignee = "ann" };

        var told = TaskClock.Ring(claimed, "at100/t", policy, null, Now);
        var taken = TaskClock.Ring(told.Task, "at150/t", policy, null, Now);
        var left = TaskClock.Ring(taken.Task, "at200/t", policy, null, Now);

        told.Task.Should().BeEquivalentTo(new { Assignee = "ann", Priority = 50 });
        taken.Task.Should().BeEquivalentTo(new { Status = UserTaskStatus.Ready, Assignee = (string?)null, CandidateGroups = new[] { "directors" } });
        left.Path.Should().Be("Overdue");
        TaskClock.Start(ATask(), policy, null, Now).Timers.OfType<Awaited.Time>().Max(t => t.Due).Should().Be(Now.AddHours(4));
    }

    [Fact]
    public void While_the_applicant_is_waited_for_nothing_rings_and_afterwards_the_rest_of_the_time_is_left()
    {
        var task = TaskClock.Start(ATask(), TwoHours, null, Now).Task with { Status = UserTaskStatus.Reserved, Assignee = "ann" };
        var suspended = task with { Status = UserTaskStatus.Suspended, WhoseTime = WhoseTime.Applicant, History = [new TaskEvent(Now, "ann", "Suspend", "asked for the lease")] };

        var paused = TaskClock.Follow(suspended, TwoHours, null, Now.AddMinutes(70));
        var resumed = TaskClock.Follow(paused.Task with { Status = UserTaskStatus.Reserved, WhoseTime = WhoseTime.Us }, TwoHours, null, Now.AddDays(3));

        paused.Should().BeEquivalentTo(new { EndsTimers = true, Timers = Array.Empty<Awaited>() });
        paused.Task.DueAt.Should().BeNull();
        paused.Task.Clock!.Spans[^1].Should().BeEquivalentTo(new { Whose = WhoseTime.Applicant, Reason = "asked for the lease" });
        resumed.Task.DueAt.Should().Be(Now.AddDays(3).AddMinutes(50));
        TaskClock.Ring(paused.Task, "at100/t", TwoHours, null, Now.AddHours(2)).Task.Should().BeSameAs(paused.Task);
    }

    [Fact]
    public void A_percentage_that_rang_before_a_pause_does_not_ring_again()
    {
        var task = TaskClock.Ring(Running(), "at50/t", TwoHours, null, Now.AddHours(1)).Task;
        var paused = TaskClock.Follow(task with { WhoseTime = WhoseTime.ThirdParty }, TwoHours, null, Now.AddHours(1)).Task;

        var resumed = TaskClock.Follow(paused with { WhoseTime = WhoseTime.Us }, TwoHours, null, Now.AddHours(5));

        resumed.Timers.OfType<Awaited.Time>().Select(t => t.Tag).Should().Equal("at75/t", "at100/t", "remind/t");
    }

    [Fact]
    public void A_done_task_stops_its_clock_and_no_timer_moves_it()
    {
        var done = TaskClock.Follow(Running() with { Status = UserTaskStatus.Completed }, TwoHours, null, Now.AddHours(1));

        done.Task.Clock!.IsOver.Should().BeTrue();
        done.EndsTimers.Should().BeTrue();
        TaskClock.Ring(done.Task, "at100/t", TwoHours, null, Now.AddHours(3)).Task.Should().BeSameAs(done.Task);
    }

    [Fact]
    public void A_working_time_limit_without_a_calendar_leaves_the_task_without_due_time_and_says_so()
    {
        var started = TaskClock.Start(ATask(), TwoHours with { Clock = SlaClockKind.Working }, null, Now);

        started.Task.DueAt.Should().BeNull();
        started.Timers.Should().BeEmpty();
        started.Task.History.Should().ContainSingle().Which.Comment.Should().Contain("calendar");
    }

    static UserTask Running() => TaskClock.Start(ATask(), TwoHours, null, Now).Task;

    static UserTask ATask() => new()
    {
        Id = "t", InstanceId = "i", DefinitionId = "d", Activity = 3, Step = "approve", Title = "Approve", CreatedAt = Now, CandidateGroups = ["reviewers"],
    };
}
