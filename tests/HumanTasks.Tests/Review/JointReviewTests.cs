using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Review;

namespace Lendflow.HumanTasks.Tests.Review;

public sealed class JointReviewTests
{
    static readonly Person Cora = new("cora", ["credit"]);
    static readonly Person Rob = new("rob", ["risk"]);
    static readonly Person Lee = new("lee", ["legal"]);
    static readonly Person Dan = new("dan", ["directors"]);

    [Fact]
    public void Every_seat_has_a_task_at_once_and_the_vote_is_recorded_by_name()
    {
        var review = OneStep.Start(new JointReview(OneStep.NoRules), Seats(quorum: 3));

        review.Do("risk", TaskAction.Claim, Rob);
        review.Do("risk", TaskAction.Complete, Rob, "Decline", ["overindebted"]);
        review.Vote("credit", Cora, "Approve");
        review.Vote("legal", Lee, "Approve");

        var record = review.Output<ReviewRecord>("review")!;
        record.Outcome.Should().Be("Approved");
        record.Votes.Select(v => (v.Person, v.Seat.Group, v.Vote, v.Seat.Weight)).Should().Equal(("rob", "risk", Vote.Decline, 2), ("cora", "credit", Vote.Approve, 2), ("lee", "legal", Vote.Approve, 1));
    }

    [Fact]
    public void A_veto_ends_it_and_takes_the_other_tasks_away()
    {
        var review = OneStep.Start(new JointReview(OneStep.NoRules), Seats(quorum: 3));

        review.Vote("legal", Lee, "Decline");

        review.Output<ReviewRecord>("review")!.Outcome.Should().Be("Declined");
        review.Instance.Tasks.Values.Where(t => t.Status == UserTaskStatus.Cancelled).Should().HaveCount(2);
    }

    [Fact]
    public void A_deadlock_goes_to_one_who_has_not_voted()
    {
        var review = OneStep.Start(new JointReview(OneStep.NoRules), Seats(quorum: 3, escalateTo: "directors"));
        review.Vote("credit", Cora with { Groups = ["credit", "directors"] }, "Approve");
        review.Vote("risk", Rob, "Decline");
        review.Vote("legal", Lee, "Abstain");

        var voter = review.Try("directors", TaskAction.Claim, Cora with { Groups = ["directors"] });
        review.Vote("directors", Dan, "Approve");

        voter!.Problems[0].Message.Should().Be("Expected someone who has not acted on this case, but cora did step");
        var record = review.Output<ReviewRecord>("review")!;
        record.Outcome.Should().Be("Approved");
        record.Votes[^1].Should().BeEquivalentTo(new { Person = "dan", IsDecider = true });
    }

    [Fact]
    public void While_a_reviewer_waits_for_the_applicant_the_case_says_so()
    {
        var review = OneStep.Start(new JointReview(OneStep.NoRules), Seats(quorum: 3));
        review.Do("risk", TaskAction.Claim, Rob);

        review.Give(new TaskCommand(review.TaskFor("risk").Id, TaskAction.Suspend, Rob, Comment: "asked for accounts") { WhoseTime = WhoseTime.Applicant }).Should().BeNull();
        var waiting = review.Instance.Facts["waitingFor"];
        review.Do("risk", TaskAction.Resume, Rob);

        (waiting, review.Instance.Facts["waitingFor"]).Should().Be(("applicant", "us"));
    }

    [Fact]
    public void Nobody_takes_two_seats()
    {
        var both = new Person("bea", ["credit", "risk"]);
        var review = OneStep.Start(new JointReview(OneStep.NoRules), Seats(quorum: 3));
        review.Vote("credit", both, "Approve");

        review.Try("risk", TaskAction.Claim, both)!.Kind.Should().Be(RefusalKind.Forbidden);
    }

    [Fact]
    public void A_quorum_nobody_can_reach_is_an_incident()
    {
        var review = OneStep.Start(new JointReview(OneStep.NoRules), Seats(quorum: 6));

        review.Instance.Incidents.Should().ContainSingle().Which.Message.Should().Be("Expected a quorum of 1 to 5, the weight of all seats, but found 6.");
    }

    static string Seats(int quorum, string? escalateTo = null) => """
        "seats":{"typeName":"JSON","expression":{"type":"Object","value":"[{\"group\":\"credit\",\"weight\":2},{\"group\":\"risk\",\"weight\":2},{\"group\":\"legal\",\"weight\":1,\"hasVeto\":true}]"}},
        "quorum":{"typeName":"Int32","expression":{"type":"Literal","value":QUORUM}},
        "escalateTo":{"typeName":"String","expression":{"type":"Literal","value":TO}}
        """.Replace("QUORUM", $"{quorum}").Replace("TO", escalateTo is null ? "null" : $"\"{escalateTo}\"");
}
