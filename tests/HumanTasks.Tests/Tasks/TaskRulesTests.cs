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

    [Theory]
    [InlineData("managers")]
    [InlineData("directors")]
    [InlineData("admin")]
    public void Who_leads_hands_a_task_over_that_somebody_has(string group)
    {
        var taken = Carry(ATask(), TaskAction.Claim, Ann);

        TaskRules.Carry(taken, new TaskCommand("t", TaskAction.Assign, new Person("dara", [group]), To: Bob), _ => null, Now).Task!.Assignee.Should().Be("bob");
    }

    [Fact]
    public void A_question_to_the_applicant_pauses_the_task_until_the_last_of_them_is_answered()
    {
        var amy = new Person("amy", ["applicant"]);
        var asking = new TaskCommand("t", TaskAction.Ask, Ann, Comment: "How many shops?", To: amy) { WhoseTime = WhoseTime.Applicant };
        var taken = Carry(ATask(), TaskAction.Claim, Ann);

        var asked = TaskRules.Carry(taken, asking, _ => null, Now).Task!;
        var twice = TaskRules.Carry(asked, asking with { Comment = "Since when?" }, _ => null, Now).Task!;
        var once = TaskRules.Carry(twice, new TaskCommand("t", TaskAction.Answer, amy, Comment: "Two.") { QuestionId = "q1" }, _ => null, Now).Task!;
        var answered = TaskRules.Carry(once, new TaskCommand("t", TaskAction.Answer, amy, Comment: "2019.") { QuestionId = "q2" }, _ => null, Now).Task!;

        new[] { asked, twice, once, answered }.Select(t => (t.Status, t.WhoseTime)).Should().Equal(
            (UserTaskStatus.Suspended, WhoseTime.Applicant), (UserTaskStatus.Suspended, WhoseTime.Applicant), (UserTaskStatus.Suspended, WhoseTime.Applicant), (UserTaskStatus.Reserved, WhoseTime.Us));
        Refuse(ATask(), asking).Kind.Should().Be(RefusalKind.Forbidden, "a candidate who has not claimed it may ask, but not make the case wait");
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
        var delegation = Refuse(Carry(task, TaskAction.Claim, Ann), new TaskCommand("t", TaskAction.Delegate, Ann, To: Bob));

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
            Refuse(done, new TaskCommand("t", action, Ann, Outcome: "Approve", Comment: "x", To: Bob)).Problems[0].Message.Should().Contain("ann did Complete");
    }

    [Fact]
    public void A_delegated_task_is_the_other_persons_and_remembers_whose_it_was()
    {
        var delegated = Carry(Carry(ATask(), TaskAction.Claim, Ann), TaskAction.Delegate, Ann, to: Bob);

        delegated.Should().BeEquivalentTo(new { Status = UserTaskStatus.Reserved, Assignee = "bob", DelegatedBy = "ann" });
    }

    [Fact]
    public void A_manager_may_return_a_task_to_the_pool_and_forward_it_to_another_group()
    {
        var claimed = Carry(ATask(), TaskAction.Claim, Ann);

        var released = Carry(claimed, TaskAction.Release, Max);
        var forwarded = Carry(claimed, TaskAction.Forward, Max, group: "analysts");

        released.Should().BeEquivalentTo(new { Status = UserTaskStatus.Ready, Assignee = (string?)null });
        forwarded.CandidateGroups.Should().Equal("analysts");
        Refuse(claimed, new TaskCommand("t", TaskAction.Release, Bob)).Kind.Should().Be(RefusalKind.Forbidden);
    }

    [Fact]
    public void A_delegated_task_is_handed_back_to_whom_it_came_from()
    {
        var delegated = Carry(Carry(ATask(), TaskAction.Claim, Ann), TaskAction.Delegate, Ann, to: Bob);

        var back = Carry(delegated, TaskAction.HandBack, Bob);

        back.Should().BeEquivalentTo(new { Status = UserTaskStatus.Reserved, Assignee = "ann", DelegatedBy = (string?)null });
        Refuse(back, new TaskCommand("t", TaskAction.HandBack, Ann)).Problems[0].Message.Should().Contain("nobody has delegated it");
    }

    [Fact]
    public void Only_a_lead_assigns_and_only_to_a_candidate()
    {
        Carry(ATask(), TaskAction.Assign, Max, to: Bob).Assignee.Should().Be("bob");
        Refuse(ATask(), new TaskCommand("t", TaskAction.Assign, Max, To: Eve)).Problems[0].Message.Should().Be("Expected a member of officers, but eve is not one.");
        Refuse(ATask(), new TaskCommand("t", TaskAction.Assign, Ann, To: Bob)).Kind.Should().Be(RefusalKind.Forbidden);
    }

    [Fact]
    public void Nobody_without_authority_gets_a_task_by_any_kind_of_hand_over()
    {
        var claimed = Carry(ATask(), TaskAction.Claim, Ann);
        string? OnlyAnn(Person person) => person.Is("ann") ? null : $"Expected authority, but {person.Name} has none.";

        foreach (var action in new[] { TaskAction.Assign, TaskAction.Delegate, TaskAction.Forward })
            TaskRules.Carry(claimed, new TaskCommand("t", action, action == TaskAction.Assign ? Max : Ann, To: Bob), OnlyAnn, Now).Refusal!.Kind.Should().Be(RefusalKind.Forbidden, "of {0}", action);
    }

    [Fact]
    public void A_suspended_task_says_whose_time_it_is_and_comes_back_to_who_had_it()
    {
        var claimed = Carry(ATask(), TaskAction.Claim, Ann);

        var suspended = TaskRules.Carry(claimed, new TaskCommand("t", TaskAction.Suspend, Ann, Comment: "asked for the lease") { WhoseTime = WhoseTime.Applicant }, _ => null, Now).Task!;
        var resumed = Carry(suspended, TaskAction.Resume, Ann);

        suspended.Should().BeEquivalentTo(new { Status = UserTaskStatus.Suspended, WhoseTime = WhoseTime.Applicant, Assignee = "ann" });
        resumed.Should().BeEquivalentTo(new { Status = UserTaskStatus.Reserved, WhoseTime = WhoseTime.Us, Assignee = "ann" });
        Refuse(suspended, new TaskCommand("t", TaskAction.Complete, Ann, Outcome: "Approve")).Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public void Returning_needs_reasons_and_keeps_the_checklist()
    {
        var claimed = Carry(ATask() with { Form = default, Outcomes = [new("Approve", "Approve"), new("Return", "Return", ReasonKind: "rework")] }, TaskAction.Claim, Ann);
        var command = new TaskCommand("t", TaskAction.Return, Ann, Comment: "unreadable", ReasonCodes: ["illegible"]) { Checklist = [new("document", "business-licence", "blurred")] };

        var returned = TaskRules.Carry(claimed, command, _ => null, Now).Task!;
        var bare = Refuse(claimed, command with { ReasonCodes = [], Checklist = [new("page", "")] });

        returned.Should().BeEquivalentTo(new { Status = UserTaskStatus.Completed, Outcome = "Return", ReasonCodes = new[] { "illegible" } });
        returned.Checklist.Should().ContainSingle().Which.Key.Should().Be("business-licence");
        bare.Problems.Select(p => p.Path).Should().Equal("reasonCodes", "checklist[0].kind", "checklist[0].key");
        Refuse(Carry(ATask(), TaskAction.Claim, Ann), command).Problems[0].Message.Should().Be("Expected a task with an outcome for rework, but it has Approve, Decline.");
    }

    [Fact]
    public void A_question_is_answered_by_who_was_asked()
    {
        var asked = TaskRules.Carry(ATask(), new TaskCommand("t", TaskAction.Ask, Ann, Comment: "Is the lease valid?", To: Eve), _ => null, Now).Task!;

        var answered = TaskRules.Carry(asked, new TaskCommand("t", TaskAction.Answer, Eve, Comment: "Until 2029.") { QuestionId = "q1" }, _ => null, Now).Task!;

        answered.Questions.Should().ContainSingle().Which.Should().BeEquivalentTo(new { By = "ann", To = "eve", Reply = "Until 2029.", IsOpen = false });
        Refuse(asked, new TaskCommand("t", TaskAction.Answer, Bob, Comment: "I think so.") { QuestionId = "q1" }).Problems[0].Message.Should().Be("Expected the person who was asked, but bob is somebody else.");
        Refuse(answered, new TaskCommand("t", TaskAction.Answer, Eve, Comment: "Sorry.") { QuestionId = "q1" }).Kind.Should().Be(RefusalKind.Conflict);
    }

    [Fact]
    public void A_substitute_acts_for_the_absent_and_both_names_are_kept()
    {
        var eveForAnn = Eve with { StandsInFor = [Ann] };

        var claimed = Carry(ATask() with { Form = default }, TaskAction.Claim, eveForAnn);
        var done = Carry(claimed, TaskAction.Complete, eveForAnn, outcome: "Approve");

        claimed.Should().BeEquivalentTo(new { Assignee = "eve", OnBehalfOf = "ann" });
        done.Should().BeEquivalentTo(new { CompletedBy = "eve", OnBehalfOf = "ann" });
        claimed.History[^1].Should().BeEquivalentTo(new { Actor = "eve", For = "ann" });
    }

    [Fact]
    public void A_substitute_gets_neither_authority_nor_what_the_absent_may_not_do()
    {
        var eveForAnn = Eve with { StandsInFor = [Ann] };
        var annIsBarred = ATask() with { Excluded = [new Exclusion("ann", "Expected someone else, but ann submitted the case.")] };

        var withoutAuthority = TaskRules.Carry(ATask(), new TaskCommand("t", TaskAction.Claim, eveForAnn), person => person.IsIn("officers") ? null : "Expected an officer.", Now);

        withoutAuthority.Refusal!.Problems[0].Message.Should().Be("Expected an officer.");
        Refuse(annIsBarred, new TaskCommand("t", TaskAction.Claim, eveForAnn)).Kind.Should().Be(RefusalKind.Forbidden);
    }

    [Fact]
    public void Four_eyes_is_set_aside_only_with_a_reason_and_by_a_second_person()
    {
        var task = ATask() with { Excluded = [new Exclusion("bob", "Expected someone else, but bob submitted the case.")] };
        var asked = TaskRules.Carry(task, new TaskCommand("t", TaskAction.RequestOverride, Bob, Comment: "Only Bob is here, the vault closes at noon."), _ => null, Now).Task!;

        var granted = Carry(asked, TaskAction.GrantOverride, Max);

        Refuse(asked, new TaskCommand("t", TaskAction.Claim, Bob)).Kind.Should().Be(RefusalKind.Forbidden);
        Refuse(asked, new TaskCommand("t", TaskAction.GrantOverride, Bob with { Groups = ["managers"] })).Problems[0].Message.Should().Contain("second person");
        Refuse(task, new TaskCommand("t", TaskAction.RequestOverride, Bob)).Problems[0].Message.Should().Contain("no reason");
        Carry(granted, TaskAction.Claim, Bob).Override.Should().BeEquivalentTo(new { For = "bob", RequestedBy = "bob", GrantedBy = "max" });
    }

    static UserTask ATask() => new()
    {
        Id = "t", InstanceId = "i", DefinitionId = "d", Activity = 3, Step = "approve", Title = "Approve", CreatedAt = Now,
        CandidateGroups = ["officers"],
        Outcomes = [new("Approve", "Approve"), new("Decline", "Decline", NeedsComment: true, ReasonKind: "decline")],
        Form = Json("""{"type":"object","required":["findings"],"properties":{"findings":{"type":"string"},"revenue":{"type":"number","minimum":0},"how":{"type":"string","enum":["site","phone"]}}}"""),
    };

    static UserTask Carry(UserTask task, TaskAction action, Person actor, string? outcome = null, Person? to = null, string? group = null) =>
        TaskRules.Carry(task, new TaskCommand("t", action, actor, task.Revision, outcome, null, [], Json("""{"findings":"fine"}"""), to, group), _ => null, Now).Task!;

    static Refusal Refuse(UserTask task, TaskCommand command) => TaskRules.Carry(task, command, _ => null, Now).Refusal!;

    static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
