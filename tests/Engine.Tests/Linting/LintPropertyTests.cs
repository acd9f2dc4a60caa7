using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.CSharp;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Tests.Conformance;
using Xunit.Abstractions;

namespace Lendflow.Engine.Tests.Linting;

public sealed class LintPropertyTests(ITestOutputHelper output)
{
    static readonly ElementTable Elements = new([new CSharpLanguage()], []);

    [Fact]
    public void Whatever_is_drawn_can_be_checked() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var graph = Graph(new RandomFlow(new Random(seed)).Json, tokens: seed % 2 == 0);

            var findings = new Linter(StructureRules.All).Check(graph);

            return findings.All(f => f.Message.StartsWith("Expected ", StringComparison.Ordinal) && f.Place.Path.StartsWith('$'));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void The_same_flow_has_the_same_findings() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var json = new RandomFlow(new Random(seed)).Json;

            return Check(json).SequenceEqual(Check(json));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [ElsaFact]
    public void Every_flow_recorded_in_Elsa_can_be_checked()
    {
        foreach (var file in ElsaExpectations.Files)
            if (DefinitionJson.Read(File.ReadAllBytes(file), Some.Time, () => "id", out _, Elements.Languages) is { } definition)
                foreach (var tokens in (bool[])[false, true])
                    new Linter(StructureRules.All).Invoking(l => l.Check(GraphBuilder.Build(definition, Elements, tokens))).Should().NotThrow(file);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(2000)]
    public void The_time_a_check_takes_is_printed(int steps)
    {
        var json = LargeFlow(steps);
        Check(json);
        var watch = Stopwatch.StartNew();

        var findings = Check(json);

        output.WriteLine($"{steps} activities checked in {watch.Elapsed.TotalMilliseconds:0} ms, {findings.Count} findings");
    }

    /// <summary>Blocks of a decision with two branches, a fork with a join, and a loop back over both, one after the other.</summary>
    static JsonObject LargeFlow(int steps)
    {
        var flow = Flow.Named("large").Variable("x").Line("start");
        var last = "start";
        for (var i = 0; i * 8 < steps; i++)
        {
            flow.Step($"d{i}", "FlowDecision", ("condition", new Js($"variables.x > {i}"))).Lines($"a{i}", $"b{i}", $"c{i}", $"e{i}")
                .Step($"j{i}", "FlowJoin", ("mode", "WaitAllActive")).Script($"s{i}", "variables.x = (variables.x ?? 0) + 1").Step($"r{i}", "FlowDecision", ("condition", new Js("getInput('again')")))
                .Arrows($"{last} > d{i}", $"d{i}:True > a{i} > c{i}", $"d{i}:False > b{i} > c{i}", $"c{i} > e{i} > j{i}", $"c{i} > s{i} > j{i}", $"j{i} > r{i}", $"r{i}:True > d{i}");
            flow.Line($"n{i}").Arrows($"r{i}:False > n{i}");
            last = $"n{i}";
        }
        return flow.Json;
    }

    static IReadOnlyList<Finding> Check(JsonObject json) => new Linter(StructureRules.All).Check(Graph(json, tokens: false));

    static Graph Graph(JsonObject json, bool tokens)
    {
        var definition = DefinitionJson.Read(JsonSerializer.SerializeToElement(json), Some.Time, () => "id", out var problems, Elements.Languages);
        return GraphBuilder.Build(definition ?? throw new InvalidOperationException(string.Join('\n', problems)), Elements, tokens);
    }
}

/// <summary>Flows as nobody would draw them: any step in any place, any arrow between any two, inputs of any kind.</summary>
sealed class RandomFlow(Random random)
{
    static readonly string[] Types = [.. new ElementTable().All.Select(e => e.Descriptor.Type), "Acme.Unknown", "Child"];
    static readonly string[] Scripts = ["variables.v1 = variables.v2", "variables.v3 ?? 1", "getV1()", "setVariable('v2', 1)", "if (", "variables", "setOutcome('x')", "", "getOutputFrom('s1')", "true"];

    int ids;

    public JsonObject Json => new()
    {
        ["name"] = "random",
        ["root"] = Activity(0, "Elsa.Flowchart"),
        ["variables"] = Variables(),
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = "amount" }),
    };

    JsonObject Activity(int depth, string? type = null)
    {
        var activity = new JsonObject { ["id"] = $"s{ids++}", ["type"] = type ?? Pick(Types) };
        var inputs = new ElementTable().TryFind((string)activity["type"]!, out var element) ? element.Descriptor.Inputs : [];
        foreach (var input in inputs.Where(i => i.Name != "cronExpression" && random.Next(3) > 0)) activity[input.Name] = input.IsWrapped ? Input() : Plain();
        if (random.Next(6) == 0) activity["canStartWorkflow"] = true;
        if (random.Next(8) == 0) activity["variables"] = Variables();
        if (random.Next(6) == 0) activity["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = $"v{random.Next(5)}" } };
        if (depth < 3 && element is not null) Nest(activity, element.Descriptor, depth);
        return activity;
    }

    void Nest(JsonObject activity, ElementDescriptor descriptor, int depth)
    {
        foreach (var port in descriptor.Ports.Where(_ => random.Next(3) > 0)) activity[port] = Activity(depth + 1);
        foreach (var list in (string[])["activities", "branches"])
            if (descriptor.IsContainer || descriptor.Type == "Elsa.Fork") activity[list] = new JsonArray([.. Enumerable.Range(0, random.Next(7)).Select(_ => Activity(depth + 1))]);
        if (descriptor.Type == "Elsa.Flowchart") activity["connections"] = Arrows((JsonArray)activity["activities"]!);
    }

    JsonArray Arrows(JsonArray steps) => new([.. Enumerable.Range(0, steps.Count == 0 ? 0 : random.Next(steps.Count * 2)).Select(_ => new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = Id(steps), ["port"] = Pick("Done", "True", "False", "Default", "x", null) },
        ["target"] = new JsonObject { ["activity"] = Id(steps) },
    })]);

    string Id(JsonArray steps) => random.Next(12) == 0 ? "nowhere" : (string)steps[random.Next(steps.Count)]!["id"]!;

    JsonNode? Input() => random.Next(6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(5)),
        2 => new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Variable", ["value"] = $"v{random.Next(5)}" } },
        3 => new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Input", ["value"] = new JsonObject { ["name"] = "amount" } } },
        4 => new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = Pick("0", "WaitAll", "true", "0 9 * * *", "[\"x\"]", "{}") } },
        _ => new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = Pick(Scripts) } },
    };

    JsonNode? Plain() => random.Next(4) switch
    {
        0 => null,
        1 => JsonValue.Create("x"),
        2 => new JsonObject { ["id"] = $"v{random.Next(5)}" },
        _ => new JsonArray(new JsonObject { ["label"] = "x", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = Pick(Scripts) } }),
    };

    JsonArray Variables() => new([.. Enumerable.Range(0, random.Next(5)).Select(i => new JsonObject { ["id"] = $"v{i}", ["name"] = $"v{i}", ["typeName"] = "Object" })]);

    T Pick<T>(params T[] from) => from[random.Next(from.Length)];
}
