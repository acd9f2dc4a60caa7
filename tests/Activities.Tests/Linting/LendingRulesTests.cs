using Lendflow.Activities.Linting;
using Lendflow.Activities.Tests.Scoring;
using Lendflow.Activities.Tests.Tables;
using Lendflow.Engine.Linting;

namespace Lendflow.Activities.Tests.Linting;

public sealed class LendingRulesTests
{
    public static IEnumerable<object[]> Codes => LendingExamples.All.Keys.Select(code => new object[] { code });

    [Fact]
    public void The_shipped_flow_has_nothing_to_find()
    {
        ChangedFlow.AsShipped.Check().Select(f => $"{f.Code} {f.Place.Path}: {f.Message}").Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_control_that_is_broken_is_found(string code)
    {
        var example = LendingExamples.All[code];

        var findings = example.Spoil(ChangedFlow.AsShipped).Check(example.Lender);

        var found = findings.Where(f => f.Code == code).ToList();
        found.Should().NotBeEmpty("found were {0}", string.Join(", ", findings.Select(f => f.Code)));
        found[0].Place.ActivityId.Should().Be(example.At);
        found.Should().OnlyContain(f => f.Message.StartsWith("Expected ", StringComparison.Ordinal));
        found.Select(f => f.MessageZh).Should().OnlyContain(m => m.Any(c => c >= 0x4e00 && c <= 0x9fff));
    }

    [Fact]
    public void Every_control_has_an_example_and_no_code_is_used_twice()
    {
        var lending = LendingRules.All(new LenderFacts(Shipped.Tables, default, new HashSet<string>())).Select(r => r.Code).ToList();

        lending.Should().BeEquivalentTo(LendingExamples.All.Keys);
        lending.Concat(StructureRules.All.Select(r => r.Code)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_manual_explains_exactly_the_rules_of_the_table()
    {
        var explained = File.ReadLines(Path.Combine(Repository.Root, "docs", "manual", "lint.md")).Where(l => l.StartsWith("### ", StringComparison.Ordinal)).Select(l => l[4..]);

        var rules = StructureRules.All.Concat(LendingRules.All(new LenderFacts(Shipped.Tables, default, new HashSet<string>()))).ToList();

        explained.Should().Equal(rules.Select(r => r.Code));
        rules.Should().OnlyContain(r => r.Rationale.EndsWith('.') && r.RationaleZh.EndsWith('。'));
    }

    [Fact]
    public void The_way_on_which_money_goes_out_without_a_yes_is_shown()
    {
        var found = ChangedFlow.AsShipped.Lead("chooseTrack:Fast > eSign").Check().Single(f => f.Code == "disbursement-without-approval");

        found.Message.Should().Contain("Choose the track → Sign the contract → Disburse");
        found.MessageZh.Should().Contain("审批");
    }

    [Fact]
    public void A_join_that_waits_for_the_approval_counts_as_passing_it()
    {
        var flow = ChangedFlow.AsShipped
            .Add("beside", "Elsa.WriteLine").Add("both", "Elsa.FlowJoin", ("mode", "WaitAll"))
            .Add("fork", "Elsa.FlowFork", ("branches", new[] { "a", "b" }))
            .Lead("chooseTrack:Fast > fork").Lead("fork:a > approval").Lead("fork:b > beside").Lead("beside > both").Lead("approval:Approved > both").Lead("both > eSign");

        flow.Check().Should().NotContain(f => f.Code == "disbursement-without-approval");
    }

    [Fact]
    public void A_branch_beside_the_approval_that_does_not_wait_for_it_is_found()
    {
        var flow = ChangedFlow.AsShipped
            .Add("beside", "Elsa.WriteLine").Add("fork", "Elsa.FlowFork", ("branches", new[] { "a", "b" }))
            .Lead("chooseTrack:Fast > fork").Lead("fork:a > approval").Lead("fork:b > beside").Lead("beside > disbursement");

        flow.Check().Should().Contain(f => f.Code == "disbursement-without-approval");
    }
}
