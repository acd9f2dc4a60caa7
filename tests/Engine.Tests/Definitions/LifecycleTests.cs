using Lendflow.Engine.Definitions;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Definitions;

public sealed class LifecycleTests
{
    static readonly Signature Olga = new("olga", Some.Time);
    static readonly Signature Bert = new("bert", Some.Time.AddMinutes(1));
    static readonly DerivedTriggers Nothing = new([], []);

    static WorkflowDefinition Drawn(string line) => Flow.Named("loan").Line(line).Definition;

    /// <summary>A definition that commands are given to, without a store.</summary>
    sealed class Definition
    {
        readonly Dictionary<string, WorkflowDefinition> versions = [];

        public DefinitionState State { get; private set; } = DefinitionState.None("loan");

        public Definition Save(string line, string? expected = null) => Take(TrySave(line, expected));

        public Ruling TrySave(string line, string? expected = null) => Lifecycle.Save(State, Drawn(line), expected, Olga, $"v{State.LastVersion + 1}");

        public Definition Publish() => Take(Lifecycle.Publish(State, versions[State.Latest!.Id], Nothing, Olga));

        public Definition Take(Ruling ruling)
        {
            ruling.Refusal.Should().BeNull();
            if (ruling.Commit is not { } commit) return this;
            foreach (var version in commit.Written) versions[version.Id] = version;
            State = State.After(commit);
            return this;
        }

        public WorkflowDefinition this[int version] => versions[State.Versions.Single(v => v.Version == version).Id];

        /// <summary>Newest first: <c>3L</c> the latest, <c>2P</c> published, <c>1</c> neither.</summary>
        public string Versions => string.Join(' ', State.Versions.Select(v => $"{v.Version}{(v.IsLatest ? "L" : "")}{(v.IsPublished ? "P" : "")}"));
    }

    [Fact]
    public void A_draft_is_overwritten_and_over_a_published_version_a_new_draft_is_made()
    {
        var loan = new Definition().Save("a").Save("b");

        loan.Versions.Should().Be("1L");
        loan.Publish().Save("c").Versions.Should().Be("2L 1P");
        loan.Publish().Versions.Should().Be("2LP 1");
    }

    [Fact]
    public void A_retracted_version_that_is_edited_becomes_a_new_version()
    {
        var loan = new Definition().Save("a").Publish();
        var content = loan[1].Head.Content;

        loan.Take(Lifecycle.Retract(loan.State, Olga)).Save("b");

        loan.Versions.Should().Be("2L 1");
        loan[1].Head.Content.Should().Be(content);
    }

    [Fact]
    public void A_draft_that_a_case_started_on_is_not_overwritten()
    {
        var loan = new Definition().Save("a");

        loan.Take(Lifecycle.Seal(loan.State, "v1", Olga)).Save("b");

        loan.Versions.Should().Be("2L 1");
    }

    [Fact]
    public void The_second_of_two_authors_is_told_who_saved_before_them()
    {
        var loan = new Definition().Save("a");
        var opened = loan.State.Latest!.Content;
        loan.Take(Lifecycle.Save(loan.State, Drawn("hers"), opened, Bert, "v2"));

        var refusal = loan.TrySave("mine", opened).Refusal!;

        refusal.Kind.Should().Be(RefusalKind.Conflict);
        refusal.Problems.Should().ContainSingle().Which.Message.Should().StartWith("Expected the draft as you opened it, but bert has saved it since");
        loan.Save("mine", loan.State.Latest!.Content).Versions.Should().Be("1L");
    }

    [Fact]
    public void Saving_what_is_there_already_is_nothing_whatever_its_flags_say()
    {
        var loan = new Definition().Save("a");

        loan.TrySave("a").Should().Be(Ruling.Nothing);
    }

    [Fact]
    public void A_version_with_problems_is_not_published_and_every_problem_is_told()
    {
        var loan = new Definition().Save("a");
        Problem[] problems = [new("$.a", "Expected a, but b."), new("$.c", "Expected c, but d.")];

        var ruling = Lifecycle.Publish(loan.State, loan[1], new DerivedTriggers([], problems), Olga);

        ruling.Commit.Should().BeNull();
        ruling.Refusal.Should().BeEquivalentTo(new Refusal(RefusalKind.Invalid, problems));
    }

    [Fact]
    public void A_revert_makes_a_draft_of_the_older_version_and_leaves_what_is_published()
    {
        var loan = new Definition().Save("a").Publish().Save("b").Publish();

        loan.Take(Lifecycle.Revert(loan.State, loan[1], Olga, "v3"));

        loan.Versions.Should().Be("3L 2P 1");
        loan[3].Head.Content.Should().Be(loan[1].Head.Content);
    }

    [Fact]
    public void When_the_latest_version_goes_the_next_highest_is_the_latest_and_the_number_is_not_given_again()
    {
        var loan = new Definition().Save("a").Publish().Save("b");

        loan.Take(Lifecycle.DeleteVersion(loan.State, "v2", CaseCount.None, false, Olga));

        loan.Versions.Should().Be("1LP");
        loan.Save("c").Versions.Should().Be("3L 1P");
    }

    [Theory]
    [InlineData(1, 0, false, "1: retract it")]
    [InlineData(1, 5, true, "1: retract it")]
    [InlineData(0, 5, false, "5 ended on it")]
    [InlineData(0, 5, true, null)]
    [InlineData(0, 0, false, null)]
    public void A_definition_with_open_cases_is_never_deleted_and_one_with_ended_cases_only_on_demand(int open, int ended, bool withCases, string? refusal)
    {
        var loan = new Definition().Save("a").Publish();

        var ruling = Lifecycle.Delete(loan.State, new CaseCount(open, ended), withCases, Olga);

        (ruling.Refusal?.Problems.Single().Message).Should().Match(m => refusal == null ? m == null : m.Contains(refusal));
        (ruling.Commit?.Removed).Should().BeEquivalentTo(refusal is null ? ["v1"] : null);
    }

    [Fact]
    public void Retracting_what_is_not_published_is_refused()
    {
        var loan = new Definition().Save("a");

        Lifecycle.Retract(loan.State, Olga).Refusal!.Kind.Should().Be(RefusalKind.Invalid);
    }
}
