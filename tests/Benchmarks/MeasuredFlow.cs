using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Benchmarks;

/// <summary>The flows that are measured, written as the designer writes them.</summary>
public static class MeasuredFlow
{
    public const string Condition = "variables.amount > 300000 && variables.grade === 'B'";

    /// <summary>Twelve steps, all of them executed, with variables and two decisions by script.</summary>
    public static Graph TwelveSteps(bool tokens = false) => Build(
        tokens,
        Flowchart(
            [
                Step("start", "Start"), Set("s1", "amount", 400_000), Set("s2", "grade", "B"),
                Step("large", "FlowDecision", ("condition", Script(Condition))), Set("s3", "route", "committee"), Step("l1", "WriteLine", ("text", Literal("routed"))),
                Set("s4", "limit", 500_000), Step("high", "FlowDecision", ("condition", Script("variables.route === 'committee' || variables.limit > 1000000"))),
                Set("s5", "approver", "manager"), Set("s6", "status", "approved"), Step("l2", "WriteLine", ("text", Literal("done"))), Step("end", "End"),
            ],
            [
                Arrow("start", "s1"), Arrow("s1", "s2"), Arrow("s2", "large"), Arrow("large", "s3", "True"), Arrow("large", "l1", "False"), Arrow("s3", "l1"), Arrow("l1", "s4"),
                Arrow("s4", "high"), Arrow("high", "s5", "True"), Arrow("high", "s6", "False"), Arrow("s5", "s6"), Arrow("s6", "l2"), Arrow("l2", "end"),
            ]),
        "amount", "grade", "route", "limit", "approver", "status");

    /// <summary>As many steps one after the other.</summary>
    public static Graph Sequence(int steps) => Build(false, new JsonObject { ["id"] = "sequence", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray([.. Lines(steps)]) });

    /// <summary>The same steps with arrows between them.</summary>
    public static Graph Flowchart(int steps) =>
        Build(false, Flowchart([.. Lines(steps)], [.. Enumerable.Range(1, steps - 1).Select(n => Arrow($"l{n - 1}", $"l{n}"))]));

    /// <summary>A counting loop around one step.</summary>
    public static Graph For(int turns) => Loop(Step("for", "For", ("start", Literal(0)), ("end", Literal(turns)), ("outerBoundInclusive", Literal(false))));

    /// <summary>A loop over a list around one step.</summary>
    public static Graph ForEach(int turns) => Loop(Step("each", "ForEach", ("items", Literal(new JsonArray([.. Enumerable.Range(0, turns).Select(n => JsonValue.Create(n))])))));

    /// <summary>A flowchart whose arrow leads back until the script of its decision has counted the turns.</summary>
    public static Graph LoopBack(int turns) => Build(
        false,
        Flowchart(
            [Step("start", "Start"), Step("turn", "WriteLine", ("text", Literal("turn"))), Step("again", "FlowDecision", ("condition", Script($"(variables.turns = (variables.turns || 0) + 1) < {turns}"))), Step("end", "End")],
            [Arrow("start", "turn"), Arrow("turn", "again"), Arrow("again", "turn", "True"), Arrow("again", "end", "False")]),
        "turns");

    static Graph Loop(JsonObject loop)
    {
        loop["body"] = Step("body", "WriteLine", ("text", Literal("turn")));
        return Build(false, new JsonObject { ["id"] = "sequence", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(loop) });
    }

    static IEnumerable<JsonNode> Lines(int steps) => Enumerable.Range(0, steps).Select(n => Step($"l{n}", "WriteLine", ("text", Literal("line"))));

    static Graph Build(bool tokens, JsonObject root, params string[] variables)
    {
        var json = new JsonObject
        {
            ["id"] = "measured-1",
            ["definitionId"] = "measured",
            ["name"] = "measured",
            ["isPublished"] = true,
            ["variables"] = new JsonArray([.. variables.Select(v => (JsonNode)new JsonObject { ["id"] = v, ["name"] = v, ["typeName"] = "Object" })]),
            ["root"] = root,
        };
        var definition = DefinitionJson.Read(JsonSerializer.SerializeToElement(json), DateTimeOffset.UnixEpoch, () => "measured", out var problems);
        return GraphBuilder.Build(definition ?? throw new InvalidOperationException(string.Join('\n', problems)), new ElementTable(), tokens);
    }

    static JsonObject Flowchart(JsonNode[] steps, JsonNode[] arrows) =>
        new() { ["id"] = "flowchart", ["type"] = "Elsa.Flowchart", ["activities"] = new JsonArray(steps), ["connections"] = new JsonArray(arrows) };

    static JsonObject Set(string id, string variable, JsonNode value)
    {
        var step = Step(id, "SetVariable", ("value", Literal(value)));
        step["variable"] = new JsonObject { ["id"] = variable, ["name"] = variable, ["typeName"] = "Object" };
        return step;
    }

    static JsonObject Step(string id, string type, params (string Name, JsonObject Value)[] inputs)
    {
        var step = new JsonObject { ["id"] = id, ["type"] = $"Elsa.{type}", ["version"] = 1 };
        foreach (var (name, value) in inputs) step[name] = value;
        return step;
    }

    static JsonObject Arrow(string from, string to, string port = "Done") => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    static JsonObject Literal(JsonNode value) => Expression("Literal", value);

    static JsonObject Script(string source) => Expression("JavaScript", source);

    static JsonObject Expression(string type, JsonNode value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
}
