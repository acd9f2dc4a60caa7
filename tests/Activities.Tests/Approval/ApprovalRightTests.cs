using FsCheck;
using FsCheck.Fluent;
using Lendflow.Activities.Approval;
using Lendflow.HumanTasks.Authority;

namespace Lendflow.Activities.Tests.Approval;

public sealed class ApprovalRightTests
{
    [Fact]
    public void A_member_of_the_group_in_charge_may_act()
    {
        Of("wang", ["officers", "managers"], Rows.Single).Should().Be(new ApprovalRight("managers", null));
    }

    [Fact]
    public void A_person_without_authority_for_the_amount_may_not()
    {
        Of("li", ["reviewers"], Rows.Single).WhyNot.Should().Be(
            "Expected a member of managers, who decide amounts above 300000 up to 1000000 by row row, but li is in reviewers");
        Of("li", [], Rows.Single).WhyNot.Should().EndWith("but li is in no group");
    }

    [Fact]
    public void A_later_approver_waits_for_the_earlier()
    {
        Of("wang", ["managers"], Rows.Sequential).WhyNot.Should().StartWith("Expected a member of reviewers");
        Of("wang", ["managers"], Rows.Sequential, ["li".Says(Verdict.Approve, "reviewers")]).MayAct.Should().BeTrue();
    }

    [Theory]
    [InlineData("submit")]
    [InlineData("case-owner")]
    [InlineData("due-diligence")]
    public void Whoever_acted_on_the_case_may_not(string step)
    {
        Of("wang", ["managers"], Rows.Single, acts: [new CaseAct(step, "Wang")]).WhyNot
            .Should().Be($"Expected someone who has not acted on this case, but Wang did {step}");
    }

    [Fact]
    public void Nobody_gives_two_opinions()
    {
        Of("li", ["reviewers", "managers"], Rows.Sequential, ["li".Says(Verdict.Approve, "reviewers")]).WhyNot
            .Should().Be("Expected someone who has not given an opinion, but li has");
    }

    [Fact]
    public void A_decided_case_and_a_case_of_the_machine_take_no_opinion()
    {
        Of("wang", ["managers"], Rows.Single, ["li".Says(Verdict.Decline, "managers")]).WhyNot
            .Should().Be("Expected an approval that is still open, but it is decided");
        Of("wang", ["managers"], Rows.Automatic).WhyNot.Should().Be("Expected a case that people decide, but by row row the machine does");
    }

    [Fact]
    public void However_people_push_nobody_acts_twice_and_only_members_act()
    {
        string[] groups = ["reviewers", "managers", "directors"];
        var pushes = (from person in Gen.Choose(0, 5) from verdict in Gen.Elements(Verdict.Approve, Verdict.Decline) select (person, verdict)).ListOf(20);
        var rows = Gen.Elements(Rows.Single, Rows.Sequential, Rows.Joint(groups, 2, "directors"), Rows.Joint([.. groups, .. groups], 5));
        CaseAct[] acts = [new("submit", "p0")];

        Prop.ForAll(rows.ToArbitrary(), pushes.ToArbitrary(), (row, drawn) =>
        {
            var opinions = new List<Opinion>();
            foreach (var (number, verdict) in drawn)
                if (Of($"p{number}", [groups[number % 3], groups[(number + 1) % 3]], row, opinions, acts) is { MayAct: true, Group: { } seat })
                    opinions.Add($"p{number}".Says(verdict, seat, opinions.Count));

            return opinions.DistinctBy(opinion => opinion.Person).Count() == opinions.Count
                && opinions.All(opinion => opinion.Person != "p0" && row.Approvers.Contains(opinion.Group))
                && opinions.Count <= row.Approvers.Count;
        }).QuickCheckThrowOnFailure();
    }

    static ApprovalRight Of(
        string person, IReadOnlyCollection<string> groups, AuthorityRow row, IReadOnlyCollection<Opinion>? opinions = null, IEnumerable<CaseAct>? acts = null) =>
        ApprovalRight.Of(person, groups, row, opinions ?? [], acts ?? []);
}
