using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Waiting;

public sealed class TriggerIndexTests
{
    static readonly TriggerIndex Index = new(new GraphCache(new InMemoryStore(), new ElementTable(), TimeProvider.System), new InMemoryStore());

    static Task<DerivedTriggers> DeriveAsync(Flow flow, DateTimeOffset? now = null) => Index.DeriveAsync(flow.Definition, now ?? Some.Time, default);

    static Flow Starting(string type, params (string Name, object Value)[] inputs) => Flow.Named("starting").Step("T", type, [Flow.CanStart, .. inputs]);

    static string EventHash(string name) => Stimulus.Hash("Elsa.Event", Values.From(new { eventName = name }));

    [Fact]
    public async Task An_event_that_may_start_the_workflow_is_a_trigger()
    {
        var trigger = (await DeriveAsync(Starting("Event", ("eventName", "Applied")))).Triggers.Should().ContainSingle().Subject;

        (trigger.DefinitionId, trigger.VersionId, trigger.ActivityId, trigger.Name, trigger.DueAt).Should().Be(("starting", "starting-1", "T", "Elsa.Event", null));
        trigger.Hash.Should().Be(EventHash("Applied")).And.NotBe(EventHash("applied"), "names of events are case-sensitive");
    }

    [Fact]
    public async Task Only_steps_that_may_start_it_and_are_triggers_are_indexed()
    {
        var flow = Flow.Named("none").Step("E", "Event", ("eventName", "Go")).Step("W", "WriteLine", Flow.CanStart, ("text", "x")).Step("D", "Delay", Flow.CanStart);

        (await DeriveAsync(flow)).Should().BeEquivalentTo(new DerivedTriggers([], []));
    }

    [Fact]
    public async Task A_trigger_is_found_at_any_depth()
    {
        var inner = new JsonObject { ["id"] = "inner", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(Flow.Activity("T", "Event", Flow.CanStart, ("eventName", "Deep"))) };

        var derived = await DeriveAsync(Flow.Named("deep").Step("I", "If", ("then", inner)));

        derived.Triggers.Should().ContainSingle().Which.Hash.Should().Be(EventHash("Deep"));
    }

    [Fact]
    public async Task Inputs_see_the_defaults_of_the_workflows_variables_and_nothing_else()
    {
        var flow = Starting("Event", ("eventName", new Js("`${variables.Branch}-${getInput('who')}-${getCorrelationId()}`"))).Variable("Branch", "String", "shanghai");

        (await DeriveAsync(flow)).Triggers.Should().ContainSingle().Which.Hash.Should().Be(EventHash("shanghai-null-null"));
    }

    [Fact]
    public async Task The_same_version_has_the_same_triggers_and_another_version_has_others()
    {
        var flow = Starting("Timer", ("interval", "01:00:00"));
        var next = flow.Definition with { Id = "starting-2", Version = 2 };

        var (first, again) = ((await DeriveAsync(flow)).Triggers[0], (await DeriveAsync(flow, Some.Time.AddDays(1))).Triggers[0]);

        again.Id.Should().Be(first.Id, "the time of publication is not part of it");
        (await Index.DeriveAsync(next, Some.Time, default)).Triggers[0].Id.Should().NotBe(first.Id);
    }

    [Theory]
    [InlineData("Timer", "interval", "01:00:00", "2026-03-02T10:00:00Z")]
    [InlineData("Cron", "cronExpression", "30 9 * * *", "2026-03-02T09:30:00Z")]
    [InlineData("Cron", "cronExpression", "0 0 9 * * *", "2026-03-03T09:00:00Z")]
    [InlineData("StartAt", "dateTime", "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("StartAt", "dateTime", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z")]
    public async Task The_clock_first_starts_an_instance_at(string type, string input, string value, string due)
    {
        var derived = await DeriveAsync(Starting(type, (input, value)));

        derived.Triggers.Should().ContainSingle().Which.DueAt.Should().Be(DateTimeOffset.Parse(due));
    }

    [Theory]
    [InlineData("Timer", "interval", "00:00:00", "Expected input 'interval' to be a duration longer than nothing*")]
    [InlineData("Cron", "cronExpression", "every day", "Expected a cron expression of five or six fields*")]
    [InlineData("Cron", "cronExpression", "0 0 30 2 *", "*has none within 8 years.")]
    [InlineData("StartAt", "dateTime", "", "Expected input 'dateTime'*")]
    public async Task What_can_never_start_an_instance_is_a_problem(string type, string input, string value, string problem)
    {
        var derived = await DeriveAsync(Starting(type, (input, new Js($"'{value}'"))));

        derived.Triggers.Should().BeEmpty();
        derived.Problems.Should().ContainSingle().Which.Message.Should().Match(problem);
        derived.Problems[0].Path.Should().Be("Workflow1:seq:T");
    }

    [Fact]
    public async Task A_path_and_method_starts_one_flow_only_and_its_next_version()
    {
        var store = new InMemoryStore();
        var index = new TriggerIndex(new GraphCache(store, new ElementTable(), TimeProvider.System), store);
        var first = Starting("HttpEndpoint", ("path", "Orders/{id}"), ("supportedMethods", "[\"GET\",\"POST\"]")).Definition;
        var other = Flow.Named("other").Step("T", "HttpEndpoint", Flow.CanStart, ("path", "/orders/{number}/")).Definition;

        var derived = await index.DeriveAsync(first, Some.Time, default);
        await store.SaveAsync([first with { IsPublished = true }], derived.Triggers, default);
        var rival = await index.DeriveAsync(other, Some.Time, default);
        var next = await index.DeriveAsync(first with { Id = "starting-2", Version = 2 }, Some.Time, default);

        derived.Triggers.Should().HaveCount(2, "each method is a trigger");
        rival.Problems.Should().ContainSingle().Which.Message.Should().Be("Expected a path and method of its own, but GET /orders/{number}/ starts flow 'starting' already.");
        next.Problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("nobody.knows", "[\"GET\"]")]
    [InlineData("'a//b'", "[\"GET\"]")]
    [InlineData("null", "[\"GET\"]")]
    [InlineData("'a'", "[]")]
    public async Task An_endpoint_that_no_request_can_reach_is_a_problem(string path, string methods) =>
        (await DeriveAsync(Starting("HttpEndpoint", ("path", new Js(path)), ("supportedMethods", methods)))).Problems.Should().ContainSingle();

    [Fact]
    public async Task Every_problem_is_told_at_once()
    {
        var flow = Starting("Event", ("eventName", new Js("nobody.knows"))).Step("T2", "Timer", Flow.CanStart, ("interval", "-1"));

        (await DeriveAsync(flow)).Problems.Should().HaveCount(2);
    }
}
