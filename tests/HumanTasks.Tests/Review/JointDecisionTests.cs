using FsCheck;
using FsCheck.Fluent;
using Lendflow.HumanTasks.Review;

namespace Lendflow.HumanTasks.Tests.Review;

public sealed class JointDecisionTests
{
    static readonly ReviewSeat Credit = new("credit", 2);
    static readonly ReviewSeat Risk = new("risk", 2);
    static readonly ReviewSeat Legal = new("legal", 1, HasVeto: true);

    [Theory]
    [InlineData(null, null, null, JointState.Pending)]
    [InlineData(Vote.Approve, Vote.Approve, null, JointState.Pending)]
    [InlineData(Vote.Approve, Vote.Approve, Vote.Approve, JointState.Approved)]
    [InlineData(Vote.Approve, Vote.Decline, Vote.Approve, JointState.Approved)]
    [InlineData(Vote.Approve, Vote.Approve, Vote.Decline, JointState.Declined)]
    [InlineData(null, null, Vote.Decline, JointState.Declined)]
    [InlineData(Vote.Decline, Vote.Decline, null, JointState.Declined)]
    [InlineData(Vote.Decline, Vote.Decline, Vote.Approve, JointState.Declined)]
    [InlineData(Vote.Approve, Vote.Decline, Vote.Abstain, JointState.Deadlocked)]
    [InlineData(Vote.Abstain, Vote.Abstain, Vote.Abstain, JointState.Deadlocked)]
    [InlineData(Vote.Approve, Vote.Return, null, JointState.Returned)]
    public void A_quorum_of_three_decides_unless_legal_objects(Vote? credit, Vote? risk, Vote? legal, JointState state) =>
        JointDecision.Decide([(Credit, credit), (Risk, risk), (Legal, legal)], 3).Should().Be(state);

    [Fact]
    public void When_everybody_has_voted_it_is_over() => ForAnyVotes((seats, quorum) =>
        seats.Any(s => s.Item2 is null) || JointDecision.Decide(seats, quorum) != JointState.Pending);

    [Fact]
    public void Nothing_is_approved_against_a_veto_or_below_the_quorum() => ForAnyVotes((seats, quorum) =>
        JointDecision.Decide(seats, quorum) != JointState.Approved
        || (seats.All(s => !s.Item1.HasVeto || s.Item2 is Vote.Approve or Vote.Abstain) && seats.Where(s => s.Item2 == Vote.Approve).Sum(s => s.Item1.Weight) >= quorum));

    [Fact]
    public void What_is_decided_stays_decided_whoever_else_approves() => ForAnyVotes((seats, quorum) =>
    {
        var state = JointDecision.Decide(seats, quorum);
        var later = JointDecision.Decide([.. seats.Select(s => (s.Item1, s.Item2 ?? Vote.Approve))], quorum);
        return state == JointState.Pending || later == state;
    });

    static void ForAnyVotes(Func<List<(ReviewSeat, Vote?)>, int, bool> holds)
    {
        var seats = from weight in Gen.Choose(1, 4)
                    from veto in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
                    from vote in Gen.Elements<Vote?>(null, Vote.Approve, Vote.Decline, Vote.Abstain, Vote.Approve, Vote.Decline, Vote.Return)
                    select (new ReviewSeat("g", weight, veto), vote);
        var cases = from count in Gen.Choose(1, 6)
                    from list in seats.ListOf(count)
                    from quorum in Gen.Choose(1, list.Sum(s => s.Item1.Weight))
                    select (list.ToList(), quorum);
        Prop.ForAll(cases.ToArbitrary(), drawn => holds(drawn.Item1, drawn.quorum)).QuickCheckThrowOnFailure();
    }
}
