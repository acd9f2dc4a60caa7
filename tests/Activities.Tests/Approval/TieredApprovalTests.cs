using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Approval;
using static Lendflow.Activities.Approval.ApprovalState;

namespace Lendflow.Activities.Tests.Approval;

public sealed class TieredApprovalTests
{
    static readonly AuthorityRow Committee = Rows.Joint(["a", "b", "c", "d"], 3);

    [Fact]
    public void A_row_of_the_machine_is_approved_without_anybody() => TieredApproval.Decide(Rows.Automatic, []).Should().Be(new Approved());

    [Fact]
    public void One_person_decides_alone()
    {
        Decide(Rows.Single).Should().BeEquivalentTo(new Pending(["managers"]));
        Decide(Rows.Single, "wang".Says(Verdict.Approve, "managers")).Should().BeOfType<Approved>();
        Decide(Rows.Single, "wang".Says(Verdict.Decline, "managers", 0, "excessive-debt")).Should().BeEquivalentTo(new Declined(["excessive-debt"]));
        Decide(Rows.Single, "wang".Says(Verdict.Return, "managers", 0, "explanation-needed")).Should().BeEquivalentTo(new Returned(["explanation-needed"]));
    }

    [Fact]
    public void In_order_each_waits_for_the_one_before_and_the_first_decline_decides()
    {
        var first = "li".Says(Verdict.Approve, "reviewers");

        Decide(Rows.Sequential).Should().BeEquivalentTo(new Pending(["reviewers"]));
        Decide(Rows.Sequential, "wang".Says(Verdict.Approve, "managers")).Should().BeEquivalentTo(new Pending(["reviewers"]));
        Decide(Rows.Sequential, first).Should().BeEquivalentTo(new Pending(["managers"]));
        Decide(Rows.Sequential, first, "wang".Says(Verdict.Approve, "managers", 1)).Should().BeOfType<Approved>();
        Decide(Rows.Sequential, "li".Says(Verdict.Decline, "reviewers")).Should().BeOfType<Declined>();
    }

    [Fact]
    public void In_order_the_second_is_heard_although_the_clock_was_set_back_after_the_first()
    {
        var first = "li".Says(Verdict.Approve, "reviewers", minute: 3);

        Decide(Rows.Sequential, first, "wang".Says(Verdict.Approve, "managers", minute: 0)).Should().BeOfType<Approved>();
        Decide(Rows.Sequential, first, "wang".Says(Verdict.Decline, "managers", minute: 0)).Should().BeOfType<Declined>();
    }

    [Theory]
    [InlineData("", "Pending")]
    [InlineData("a+ b+", "Pending")]
    [InlineData("a+ b+ c+", "Approved")]
    [InlineData("a+ b+ c-", "Pending")]
    [InlineData("a- b- c+", "Pending")]
    [InlineData("a- b- c-", "Declined")]
    [InlineData("a- b- c+ d+", "Escalated")]
    [InlineData("a+ b- c+ d+", "Approved")]
    [InlineData("a+ bR", "Returned")]
    public void A_quorum_decides_and_a_deadlock_escalates(string opinions, string state)
    {
        Decide(Committee, Written(opinions)).GetType().Name.Should().Be(state);
    }

    [Fact]
    public void A_deadlock_says_how_the_votes_stand()
    {
        Decide(Committee, Written("a- b- c+ d+")).Should().Be(new Escalated("directors", "Expected 3 of 4 to agree, but 2 approve and 2 decline"));
    }

    [Theory]
    [InlineData("a+ b+", "Pending")]
    [InlineData("a+ b+ c+", "Approved")]
    [InlineData("a+ b+ c-", "Declined")]
    [InlineData("c-", "Declined")]
    [InlineData("c+ a-", "Pending")]
    [InlineData("c+ a- b-", "Declined")]
    public void A_veto_decides_alone_and_is_heard_before_an_approval_stands(string opinions, string state)
    {
        Decide(Rows.Joint(["a", "b", "c"], 2, "c"), Written(opinions)).GetType().Name.Should().Be(state);
    }

    [Fact]
    public void Nobody_counts_twice_and_nobody_takes_a_taken_seat()
    {
        var row = Rows.Joint(["directors", "directors", "managers"], 2);

        Decide(row, "wang".Says(Verdict.Approve, "directors"), "WANG".Says(Verdict.Approve, "directors", 1)).Should().BeOfType<Pending>();
        Decide(row, "wang".Says(Verdict.Approve, "managers"), "li".Says(Verdict.Approve, "managers", 1)).Should().BeOfType<Pending>();
        Decide(row, "wang".Says(Verdict.Approve, "directors"), "li".Says(Verdict.Approve, "directors", 1)).Should().BeOfType<Approved>();
    }

    [Fact]
    public void An_approval_nobody_is_left_for_escalates()
    {
        var row = Rows.Joint(["reviewers", "managers", "directors"], 3);
        Approver[] people = [new("li", ["reviewers", "managers"]), new("wang", ["managers"]), new("zhao", ["directors"])];

        TieredApproval.Decide(row, [], people).Should().BeOfType<Pending>();
        TieredApproval.Decide(row, [], people[..2]).Should().Be(new Escalated("directors",
            "Expected enough people for reviewers, managers, directors, but nobody is left for directors"));
        TieredApproval.Decide(row, [], [people[0], people[2]]).Should().BeOfType<Escalated>("one person takes one seat only");
        TieredApproval.Decide(row with { Quorum = 2 }, [], people[..2]).Should().BeOfType<Pending>("a quorum can do without the third");
        TieredApproval.Decide(row with { Quorum = 2, Veto = ["directors"] }, [], people[..2]).Should().BeOfType<Escalated>("a veto must be heard");
    }

    [Fact]
    public void An_escalated_approval_is_decided_by_one_person_of_the_group_it_goes_to()
    {
        var row = TieredApproval.EscalationOf(Committee);

        Decide(row).Should().BeEquivalentTo(new Pending(["directors"]));
        Decide(row, "zhao".Says(Verdict.Approve, "directors")).Should().BeOfType<Approved>();
    }

    [Fact]
    public void An_approval_instead_of_a_decline_never_harms() => ForAnyVotes((row, votes) =>
        Enumerable.Range(0, votes.Length).All(changed =>
        {
            var (before, after) = (Decide(row, votes), Decide(row, [.. votes.Select((vote, i) => i == changed ? vote with { Verdict = Verdict.Approve } : vote)]));
            return (before is not Approved || after is Approved) && (after is not Declined || before is Declined);
        }));

    [Fact]
    public void The_order_of_joint_opinions_makes_no_difference() => ForAnyVotes((row, votes) =>
        Kind(Decide(row, votes)) == Kind(Decide(row, [.. votes.Reverse()])));

    [Fact]
    public void Repeating_any_opinion_changes_nothing() => ForAnyVotes((row, votes) =>
        Kind(Decide(row, votes)) == Kind(Decide(row, [.. votes, .. votes.Select(vote => vote with { At = vote.At.AddHours(1), Verdict = Verdict.Approve })])));

    [Fact]
    public void When_all_were_heard_nothing_is_pending() => ForAnyVotes((row, votes) =>
        votes.Length < row.Approvers.Count || Decide(row, votes) is not Pending);

    [Fact]
    public void What_is_decided_stays_decided_whatever_is_said_later() => ForAnyVotes((row, votes) =>
        Enumerable.Range(0, votes.Length).All(count =>
            Decide(row, votes[..count]) is var early && (early is Pending || Kind(early) == Kind(Decide(row, votes)))));

    static Type Kind(ApprovalState state) => state.GetType();

    static void ForAnyVotes(Func<AuthorityRow, Opinion[], bool> holds)
    {
        var cases = from seats in Gen.Choose(2, 6)
                    from quorum in Gen.Choose(1, seats)
                    from veto in Gen.Choose(0, seats - 1).ListOf(1)
                    from hasVeto in Gen.Elements(true, false)
                    from count in Gen.Choose(0, seats)
                    from verdicts in Gen.Elements(Verdict.Approve, Verdict.Decline).ListOf(count)
                    let row = Rows.Joint([.. Enumerable.Range(0, seats).Select(seat => $"g{seat}")], quorum, hasVeto ? [$"g{veto[0]}"] : [])
                    let votes = verdicts.Select((verdict, seat) => $"p{seat}".Says(verdict, $"g{seat}", seat)).ToArray()
                    select (row, votes);

        Prop.ForAll(cases.ToArbitrary(), drawn => holds(drawn.row, drawn.votes)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    static ApprovalState Decide(AuthorityRow row, params Opinion[] opinions) => TieredApproval.Decide(row, opinions);

    // "a+ b- cR": a approves, b declines, c returns the case, in this order.
    static Opinion[] Written(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, minute) => $"p{minute}".Says(
            word[1] switch { '+' => Verdict.Approve, '-' => Verdict.Decline, _ => Verdict.Return }, word[..1], minute)),
    ];
}
