using System.Text.Json;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests.Tasks;

public sealed class TaskRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly Person Ann = new("ann", ["officers"]);
    static readonly Person Bob = new("bob", ["officers"]);
    static readonly Person Max = new("max", ["managers"]);
    static readonly Person Eve = new("eve", ["auditors"]);

    [Fact]
    public void A_candidate_claims_and_the_task_says_so()
    {
        var task = Carry(ATask(), TaskAction.Claim, Ann);

        task.Should().BeEquivalentTo(new { Status = UserTaskStatus.Reserved, Assignee = "ann", Revision = 1 });
        task.History[^1].Should().BeEquivalentTo(new { Actor = "ann", Action = "Claim", At = Now });
    }

    [Fact]
    public void Of_two_who_claim_at_once_the_second_learns_who_was_first()
    {
        var claimed = Carry(ATask(), TaskAction.Claim, Ann);

        var refusal = Refuse(claimed, new TaskCommand("t", TaskAction.Claim, Bob, Expected: 0));

        refusal.Kind.Should().Be(RefusalKind.Conflict);
        refusal.Problems[0].Message.Should().Contain("ann did Claim");
    }

    [Fact]
    public void Who_is_no_candidate_is_told_who_is()
    {
        var refusal = Refuse(ATask(), new TaskCommand("t", TaskAction.Claim, Eve));

        refusal.Kind.Should().Be(RefusalKind.Forbidden);
        refusal.Problems[0].Message.Should().Be("Expected a member of officers, but eve is not one.");
    }

    [Fact]
    public void An_excluded_person_may_not_claim_nor_get_it_by_delegation()
    {
        var task = ATask() with { Excluded = [new Exclusion("bob", "Expected someone else, but bob submitted the case.")] };

        var claim = Refuse(task, new TaskCommand("t", TaskAction.Claim, Bob));
        var delegation = Refuse(Carry(task, TaskAction.Claim, Ann), new TaskCommand("t", TaskAction.Delegate, Ann, To: "bob"));

        claim.Problems[0].Message.Should().Contain("bob submitted the case");
        delegation.Problems[0].Message.Should().Contain("bob submitted the case");
    }

    [Fact]
    public void Only_who_claimed_a_task_completes_it()
    {
        var refusal = Refuse(Carry(ATask(), TaskAction.Claim, Ann), new TaskCommand("t", TaskAction.Complete, Bob, Outcome: "Approve"));

        refusal.Problems[0].Message.Should().Be("Expected ann, who claimed the task, but bob is somebody else.");
    }

    [Fact]
    public void Completion_names_everything_that_is_missing_at_once()
    {
        var task = Carry(ATask(), TaskAction.Claim, Ann);

        var refusal = Refuse(task, new TaskCommand("t", TaskAction.Complete, Ann, Outcome: "Decline", Form: Json("""{"revenue":-1,"how":"fax"}""")));

        refusal.Kind.Should().Be(RefusalKind.Invalid);
        refusal.Problems.Select(p => p.Path).Should().Equal("comment", "reasonCodes", "form.findings", "form.revenue", "form.how");
    }

    [Fact]
    public void An_unknown_outcome_is_answered_with_the_known_ones()
    {
        var refusal = Refuse(Carry(ATask(), TaskAction.Claim, Ann), new TaskCommand("t", TaskAction.Complete, Ann, Outcome: "Maybe", Form: Json("""{"findings":"ok"}""")));

        refusal.Problems.Should().ContainSingle().Which.Message.Should().Be("Expected one of Approve, Decline, but found 'Maybe'.");
    }

    [Fact]
    public void A_completed_task_takes_no_further_command_but_shows_who_did_it()
    {
        var done = Carry(Carry(ATask(), TaskAction.Claim, Ann), TaskAction.Complete, Ann, outcome: "Approve");

        done.Should().BeEquivalentTo(new { Status = UserTaskStatus.Completed, Outcome = "Approve", CompletedBy = "ann", CompletedAt = Now });
        foreach (var action in Enum.GetValues<TaskAction>())
            Refuse(done, new TaskCommand("t", action, Ann, Outcome: "Approve", Comment: "x", To: "bob")).Problems[0].Message.Should().Contain("ann did Complete");
    }

    [Fact]
    public void A_delegated_task_is_the_other_persons_and_remembers_whose_it_was()
    {
        var delegated = Carry(Carry(ATask(), TaskAction.Claim, Ann), TaskAction.Delegate, Ann, to: "bob");

        delegated.Should().BeEquivalentTo(new { Status = UserTaskStatus.Reserved, Assignee = "bob", DelegatedBy = "ann" });
    }

    [Fact]
    public void A_manager_may_return_a_task_to_the_pool_and_forward_it_to_another_group()
    {
        var claimed = Carry(ATask(), TaskAction.Claim, Ann);

        var released = Carry(claimed, TaskAction.Release, Max);
        var forwarded = Carry(claimed, TaskAction.Forward, Max, to: "group:analysts");

        released.Should().BeEquivalentTo(new { Status = UserTaskStatus.Ready, Assignee = (string?)null });
        forwarded.CandidateGroups.Should().Equal("analysts");
        Refuse(claimed, new TaskCommand("t", TaskAction.Release, Bob)).Kind.Should().Be(RefusalKind.Forbidden);
    }

    [Fact]
    public void Whatever_people_try_a_refused_command_changes_nothing_and_a_carried_one_counts_one_revision()
    {
        var random = new Random(7);
        var task = ATask();
        Person[] people = [Ann, Bob, Max, Eve];
        for (var i = 0; i < 2_000; i++)
        {
            var action = Enum.GetValues<TaskAction>()[random.Next(6)];
            var command = new TaskCommand("t", action, people[random.Next(4)], random.Next(3) == 0 ? random.Next(4) : null,
                random.Next(2) == 0 ? "Decline" : null, "because", [], Json("{}"), random.Next(2) == 0 ? "bob" : "group:officers");

            var result = TaskRules.Carry(task, command, _ => null, Now);

            (result.Task is null).Should().Be(result.Refusal is not null);
            if (result.Task is { } changed)
            {
                changed.Revision.Should().Be(task.Revision + 1);
                changed.History.Should().HaveCount(task.History.Count + 1);
                task = changed;
            }
        }
    }

    static UserTask ATask() => new()
    {
        Id = "t", InstanceId = "i", DefinitionId = "d", Activity = 3, Step = "approve", Title = "Approve", CreatedAt = Now,
        CandidateGroups = ["officers"],
        Outcomes = [new("Approve", "Approve"), new("Decline", "Decline", NeedsComment: true, ReasonKind: "decline")],
        Form = Json("""{"type":"object","required":["findings"],"properties":{"findings":{"type":"string"},"revenue":{"type":"number","minimum":0},"how":{"type":"string","enum":["site","phone"]}}}"""),
    };

    static UserTask Carry(UserTask task, TaskAction action, Person actor, string? outcome = null, string? to = null) =>
        TaskRules.Carry(task, new TaskCommand("t", action, actor, task.Revision, outcome, null, [], Json("""{"findings":"fine"}"""), to), _ => null, Now).Task!;

    static Refusal Refuse(UserTask task, TaskCommand command) => TaskRules.Carry(task, command, _ => null, Now).Refusal!;

    static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
