using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Tests.Running;

public sealed class ActivationTests
{
    static readonly string[] Workflows = ["a", "b"];
    static readonly string?[] Cases = [null, "LN-1", "LN-2"];

    readonly InMemoryStore store = new();
    readonly WorkflowRunner runner;

    public ActivationTests() => runner = NewRunner(store);

    static WorkflowRunner NewRunner(InMemoryStore store) =>
        new(store, new GraphCache(store, new ElementTable(), TimeProvider.System), new JobTable([]), TimeProvider.System);

    static Flow Waiting(string name, string strategy) => Flow.Named(name).Activated(strategy).Step("E", "Event", ("eventName", "Go"));

    static Task<RunResult> StartAsync(WorkflowRunner runner, Flow flow, string id, string? correlationId = null) =>
        runner.StartAsync(flow.Graph(), new Trigger.Start(id, new Dictionary<string, JsonElement>(), correlationId), null, default);

    [Theory]
    [InlineData("Singleton")]
    [InlineData("SingletonStrategy")]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime")]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime, Version=3.2.0.0, Culture=neutral, PublicKeyToken=null")]
    public void A_strategy_is_read_by_alias_and_by_the_name_of_its_type(string written) =>
        Waiting("f", written).Graph().Activation.Should().Be(ActivationStrategy.Singleton);

    [Fact]
    public void Without_a_strategy_a_workflow_may_always_start() => Waiting("f", "").Graph().Activation.Should().Be(ActivationStrategy.AllowAlways);

    [Fact]
    public void An_unknown_strategy_is_refused_when_the_definition_is_read()
    {
        var json = JsonSerializer.SerializeToElement(Waiting("f", "Elsa.OncePerDayStrategy, Elsa").Json);

        DefinitionJson.Read(json, Some.Time, () => "id", out var problems).Should().BeNull();

        problems.Should().ContainSingle().Which.ToString().Should().Be(
            "$.options.activationStrategyType: Expected one of AllowAlways, Singleton, Correlation, CorrelatedSingleton, but found 'Elsa.OncePerDayStrategy, Elsa'.");
    }

    [Fact]
    public async Task A_singleton_that_runs_is_not_started_again_and_the_message_says_why()
    {
        await StartAsync(runner, Waiting("f", "Singleton"), "one");

        var refused = await StartAsync(runner, Waiting("f", "Singleton"), "two");

        refused.Instance.Should().BeNull();
        refused.Refusal!.Kind.Should().Be(RefusalKind.Conflict);
        refused.Refusal.Problems[0].Message.Should().Be("Expected no running instance of 'f', as the workflow's activation strategy Singleton demands, but there is one.");
    }

    [Fact]
    public async Task A_singleton_that_faulted_or_was_cancelled_makes_room()
    {
        var faulty = Flow.Named("f").Activated("Singleton").Step("F", "Fault", ("message", "boom"));
        await StartAsync(runner, faulty, "faulted");
        await StartAsync(runner, Waiting("f", "Singleton"), "cancelled");
        await store.SaveAsync([Waiting("f", "Singleton").Definition], [], default);
        await runner.RunAsync("cancelled", new Trigger.Cancel("olga", "not needed"), null, default);

        (await StartAsync(runner, Waiting("f", "Singleton"), "next")).Refusal.Should().BeNull();
    }

    [Fact]
    public void Starts_are_refused_exactly_when_the_strategy_says_so()
    {
        var start = from workflow in Gen.Elements(Workflows)
                    from strategy in Gen.Elements(Enum.GetValues<ActivationStrategy>())
                    from correlation in Gen.Elements(Cases)
                    select (workflow, strategy, correlation);

        Prop.ForAll(start.ListOf().ToArbitrary(), starts => AllAsModelledAsync(starts).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    static async Task<bool> AllAsModelledAsync(IEnumerable<(string Workflow, ActivationStrategy Strategy, string? Case)> starts)
    {
        var runner = NewRunner(new InMemoryStore());
        var running = new List<(string Workflow, string? Case)>();
        foreach (var (workflow, strategy, correlation) in starts)
        {
            var started = await StartAsync(runner, Waiting(workflow, strategy.ToString()), $"i{running.Count}", correlation);
            if (started.Refusal is null != MayStart(strategy, workflow, correlation, running)) return false;
            if (started.Refusal is null) running.Add((workflow, correlation));
        }
        return true;
    }

    static bool MayStart(ActivationStrategy strategy, string workflow, string? correlation, List<(string Workflow, string? Case)> running) => strategy switch
    {
        ActivationStrategy.Singleton => running.All(r => r.Workflow != workflow),
        ActivationStrategy.Correlation => correlation is null || running.All(r => r.Case != correlation),
        ActivationStrategy.CorrelatedSingleton => running.All(r => r.Workflow != workflow || (correlation is not null && r.Case != correlation)),
        _ => true,
    };
}
