using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Tests.Running;

public sealed class CancelTests
{
    static Flow Race() => Flow.Named("race").Lines("A", "B").Step("P", "Test.Ask").Step("J", "FlowJoin").Arrows("A > P > J", "A > B > J");

    [Fact]
    public void A_branch_that_is_called_off_takes_its_task_its_job_and_its_waits_with_it()
    {
        var done = Race().Start(tokens: false, new AskEverybody());

        done.Changes.OfType<Change.WaitCreated>().Should().HaveCount(3);
        done.Instance.Waits.Should().BeEmpty();
        done.Instance.Jobs.Should().BeEmpty();
        done.Instance.Tasks.Values.Should().ContainSingle(t => t.Status == UserTaskStatus.Cancelled && t.Revision == 1);
    }

    [Fact]
    public void A_cancelled_case_waits_for_nothing_and_nobody()
    {
        var waiting = Flow.Named("cancel").Step("P", "Test.Ask").Start(tokens: false, new AskEverybody());

        waiting.Given(new Trigger.Cancel("olga", "withdrawn by the applicant", "withdrawn"));

        waiting.Instance.SubStatus.Should().Be(WorkflowSubStatus.Cancelled);
        waiting.Instance.Waits.Should().BeEmpty();
        waiting.Instance.Jobs.Should().BeEmpty();
        waiting.Instance.Facts["status"].Should().Be("withdrawn");
        waiting.Instance.Tasks.Values.Should().OnlyContain(t => t.Status == UserTaskStatus.Cancelled);
    }

    /// <summary>Waits for a person, a job and the clock at once.</summary>
    sealed class AskEverybody : Activity
    {
        public override ElementDescriptor Descriptor { get; } = new("Test.Ask", "Ask", "Test", "");

        protected override Answer Run(Call call) =>
            Answer.Wait(new Awaited.Person("task-1"), new Awaited.Job("look", JobMode.Effect, Values.EmptyObject), new Awaited.Time(call.Now.AddDays(1), "late")) with
            {
                Tasks = [new UserTask { Id = "task-1", InstanceId = call.Instance.Id, DefinitionId = "race", Activity = call.Activity, Step = call.Step, Title = "Look", CreatedAt = call.Now }],
            };
    }
}
