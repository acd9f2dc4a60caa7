using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Notices;
using Lendflow.HumanTasks.Tasks;
using Lendflow.HumanTasks.Tests.Tasks;

namespace Lendflow.HumanTasks.Tests.Notices;

public sealed class NoticesTests
{
    static readonly Person Ann = new("ann", ["officers"]);
    static readonly Person Max = new("max", ["managers"]);

    [Fact]
    public void Whoever_is_asked_answered_or_addressed_is_told_once_and_nobody_of_their_own_doing()
    {
        var asked = Told(new TaskCommand("t", TaskAction.Ask, Ann, Comment: "Valid?", To: Max), Crowd.Task("t", "s"), out var task);
        var answered = Told(new TaskCommand("t", TaskAction.Answer, Max, Comment: "Yes") { QuestionId = "q1" }, task, out task);
        var addressed = Told(new TaskCommand("t", TaskAction.Comment, Ann, Comment: "@max @ann") { Mentions = ["max", "ann"] }, task, out _);

        asked.Should().BeEquivalentTo([new { Kind = NoticeKind.Asked, Users = new[] { "max" }, Reason = "t/1/Asked", By = "ann", Text = "→ max: Valid?" }]);
        answered.Should().BeEquivalentTo([new { Kind = NoticeKind.Answered, Users = new[] { "ann" } }]);
        addressed.Should().BeEquivalentTo([new { Kind = NoticeKind.Mentioned, Users = new[] { "max" } }]);
        Told(new TaskCommand("t", TaskAction.Claim, Ann), Crowd.Task("t", "s"), out _).Should().BeEmpty();
    }

    [Fact]
    public void A_late_task_tells_its_group_and_the_next_one()
    {
        var policy = new SlaPolicy("s", null, "S", "S", TimeSpan.FromHours(1), SlaClockKind.Wall, [75, 100], null, "managers");
        var task = TaskClock.Start(Crowd.Task("t", "s"), policy, null, Crowd.Now).Task;

        var late = HumanTasks.Notices.Notices.Of(task, TaskClock.Ring(task, "at100/t", policy, null, Crowd.Now).Task).Single();

        late.Should().BeEquivalentTo(new { Kind = NoticeKind.Escalated, Groups = new[] { "officers", "managers" }, By = "system" });
    }

    [Fact]
    public void A_notice_is_a_job_of_the_same_commit_with_its_reason_as_key()
    {
        var step = OneStep.Start(new HumanTask(OneStep.NoRules), """ "candidateGroups":{"typeName":"List<String>","expression":{"type":"Object","value":"[\"officers\"]"}} """);

        step.Give(new TaskCommand(step.TaskFor("officers").Id, TaskAction.Ask, Ann, Comment: "Valid?", To: Max));

        var job = step.Changes.OfType<Change.JobRequested>().Single().Job;
        job.Should().BeEquivalentTo(new { Kind = "notify", Mode = JobMode.Effect, WaitId = (string?)null, Id = "notice/i-t3/1/Asked" });
    }

    static List<Notice> Told(TaskCommand command, UserTask task, out UserTask after)
    {
        after = TaskRules.Carry(task, command, _ => null, Crowd.Now).Task!;
        return [.. HumanTasks.Notices.Notices.Of(task, after)];
    }
}
