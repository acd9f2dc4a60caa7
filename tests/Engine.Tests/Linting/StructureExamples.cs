using System.Text.Json.Nodes;

namespace Lendflow.Engine.Tests.Linting;

/// <summary>For each rule a flow it finds something in, and one close to it in which it finds nothing.</summary>
/// <param name="At">Id of the step where it is found; null for the definition itself.</param>
sealed record Example(JsonObject Bad, string? At, JsonObject Good, bool UsesTokens = false);

/// <summary>One example of each rule of structure.</summary>
static class StructureExamples
{
    static readonly Js Depends = new("getInput('amount') > 5");

    /// <summary>In two parts, so that nobody takes it for a key somebody lost.</summary>
    static readonly string LooksLikeAKey = "AKIA" + "Z7Q4XW2MB5TK9LPD";

    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["unreachable-step"] = new(Abc().Arrows("A > B").Json, "C", Abc().Arrows("A > B > C").Json),
        ["dead-end-outcome"] = new(Endpoint().Arrows("H > B").Json, "H", Endpoint().Arrows("H > B", "H:Request too large > B").Json),
        ["unknown-outcome"] = new(Condition("If").Arrows("D:True > B").Json, "D", Condition("If").Arrows("D > B").Json),
        ["arrow-after-end"] = new(Abc().Step("E", "End").Arrows("A > E > B").Json, "E", Abc().Step("E", "End").Arrows("A > B > E").Json),
        ["dangling-arrow"] = new(Abc().Arrows("A > B > Nowhere").Json, "flow", Abc().Arrows("A > B > C").Json),
        ["dead-branch"] = new(Abc().Step("D", "FlowDecision", ("condition", true)).Arrows("A > D", "D:True > B").Json, "D", Condition("FlowDecision").Arrows("A > D", "D:True > B").Json),
        ["case-never-reached"] = new(Switch("x > 1", "x > 1").Json, "S", Switch("x > 1", "x > 2").Json),
        ["trigger-behind-trigger"] = new(Events(true, true).Arrows("A > B").Json, "B", Events(true, false).Arrows("A > B").Json),

        ["join-never-fires"] = new(Exclusive("WaitAll"), "J", Exclusive("WaitAllActive")),
        ["join-may-wait"] = new(
            Condition("FlowDecision").Join("J", "WaitAll").Arrows("A > B > J", "A > D", "D:True > J", "D:False > C").Json, "J",
            Abc().Join("J", "WaitAll").Arrows("A > B > J", "A > C > J").Json),
        ["join-in-loop"] = new(
            Condition("FlowDecision").Join("J", "WaitAll").Line("E").Arrows("A > B > J", "A > C > J", "J > D", "D:True > J", "D:False > E").Json, "D",
            Condition("FlowDecision").Join("J", "WaitAll").Lines("E", "F").Arrows("A > B > J", "A > C > J", "J > F > D", "D:True > F", "D:False > E").Json, UsesTokens: true),
        ["unknown-join-mode"] = new(Abc().Join("J", "WaitSome").Arrows("A > J").Json, "J", Abc().Join("J", "WaitAny").Arrows("A > J").Json),
        ["unsound-arrow-back"] = new(
            Condition("FlowDecision").Arrows("A > B > D", "A > D", "D:True > B", "D:False > C").Json, "D",
            Condition("FlowDecision").Arrows("A > B > D", "D:True > B", "D:False > C").Json),
        ["loop-beside-join"] = new(
            Condition("FlowDecision").Line("J").Arrows("A > B > D", "D:True > B", "D:False > J", "A > C > J").Json, "J",
            Condition("FlowDecision").Line("J").Arrows("A > B > D", "D:True > B", "D:False > J", "J > C").Json),
        ["merge-runs-twice"] = new(
            Abc().Lines("E", "M").Arrows("A > B > E > M", "A > C > M").Json, "M",
            Abc().Line("E").Join("M", "WaitAll").Arrows("A > B > E > M", "A > C > M").Json, UsesTokens: true),
        ["endless-loop"] = new(Abc().Arrows("A > B > C > B").Json, "B", Condition("FlowDecision").Arrows("A > B > D", "D:True > B", "D:False > C").Json),
        ["loop-without-exit"] = new(
            Abc().Step("E", "Event", ("eventName", "go")).Arrows("A > E > B > E").Json, "E",
            Condition("FlowDecision").Step("E", "Event", ("eventName", "go")).Arrows("A > E > D", "D:True > E", "D:False > B").Json),
        ["break-outside-loop"] = new(
            Named().Line("A").Step("X", "Break").Json, "X",
            Named().Step("W", "While", ("condition", Depends), ("body", Flow.Activity("X", "Break"))).Json),
        ["for-step-zero"] = new(For(0), "F", For(2)),

        ["unknown-activity-type"] = new(Named().Step("X", "Acme.Fax").Json, "X", Named().Line("X").Json),
        ["unknown-activity-version"] = new(Named().Step("X", "WriteLine", ("version", JsonValue.Create(7))).Json, "X", Named().Line("X").Json),
        ["missing-child-workflow"] = new(Named().Step("X", "Acme.Child", ("workflowDefinitionId", JsonValue.Create("child"))).Json, "X", Named().Line("X").Json),
        ["unknown-workflow-called"] = new(Call("nobody"), "X", Call("known")),
        ["missing-input"] = new(Named().Step("E", "Event").Json, "E", Named().Step("E", "Event", ("eventName", "go")).Json),
        ["unknown-input"] = new(Named().Step("A", "WriteLine", ("txt", "hi")).Json, "A", Named().Step("A", "WriteLine", ("text", "hi")).Json),
        ["wall-clock-timer"] = new(Named().Step("A", "Delay", ("timeSpan", "2.00:00:00")).Json, "A", Named().Step("A", "Delay", ("timeSpan", "00:05:00")).Json),

        ["script-syntax-error"] = new(Named().Script("S", "if (x").Json, "S", Named().Script("S", "1 + 1").Json),
        ["read-before-write"] = new(
            Named().Variable("total").Step("A", "WriteLine", ("text", new Js("variables.total + 1"))).Script("S", "variables.total = 1").Json, "A",
            Named().Variable("total").Script("S", "variables.total = 1").Step("A", "WriteLine", ("text", new Js("variables.total + 1"))).Json),
        ["undeclared-variable"] = new(
            Named().Step("A", "WriteLine", ("text", new Js("variables.totl"))).Json, "A",
            Named().Variable("total", "Int32", "1").Step("A", "WriteLine", ("text", new Js("variables.total"))).Json),
        ["set-undeclared-variable"] = new(Set("nowhere"), "A", Set("total")),
        ["unused-variable"] = new(Named().Variable("total").Line("A").Json, null, Named().Variable("total").Script("A", "variables.total = 1").Json),
        ["shadowed-variable"] = new(Inner("total"), "I", Inner("part")),
        ["undeclared-input"] = new(Reading("amuont"), "A", Reading("amount")),
        ["unknown-step-output"] = new(Named().Script("A", "getOutputFrom('nobody')").Json, "A", Named().Script("A", "getOutputFrom('A')").Json),
        ["output-to-nowhere"] = new(Output("nowhere"), "A", Output("total")),
        ["secret-literal"] = new(
            Named().Step("A", "WriteLine", ("text", $"key {LooksLikeAKey}")).Json, "A",
            Named().Step("A", "WriteLine", ("text", "key of the house")).Json),
        ["possible-secret"] = new(
            Named().Script("A", "const apiKey = 'q8Zr2Xv7Lm0Tb5Nc'").Json, "A",
            Named().Script("A", "const apiKey = 'the-key-of-the-house'").Json),

        ["not-a-definition"] = new(new JsonObject { ["colour"] = "blue" }, null, Named().Line("A").Json),
        ["activity-without-type"] = new(Changed(Named().Line("A"), json => Step(json, 0).Remove("type")), null, Named().Line("A").Json),
        ["duplicate-id"] = new(Named().Lines("A", "A").Json, null, Named().Lines("A", "B").Json),
        ["duplicate-name"] = new(Inputs("amount", "amount"), null, Inputs("amount", "rate")),
        ["unsupported-expression"] = new(Changed(Named().Line("A"), json => Step(json, 0)["text"]!["expression"]!["type"] = "Liquid"), null, Named().Line("A").Json),
        ["code-error"] = new(Code("1 +"), null, Code("1 + 1")),
        ["bad-schedule"] = new(Schedule("every day"), null, Schedule("0 9 * * *")),
    };

    static Flow Named() => Flow.Named("example");

    static Flow Abc() => Named().Lines("A", "B", "C");

    static Flow Condition(string type) => Abc().Step("D", type, ("condition", Depends));

    static Flow Join(this Flow flow, string id, string mode) => flow.Step(id, "FlowJoin", ("mode", mode));

    static Flow Endpoint() => Abc().Step("H", "HttpEndpoint", ("path", "offers"), ("exposeRequestTooLargeOutcome", JsonValue.Create(true)));

    static JsonObject Exclusive(string mode) => Condition("FlowDecision").Join("J", mode).Arrows("A > D", "D:True > B > J", "D:False > C > J").Json;

    static Flow Events(params bool[] canStart) => canStart.Select((can, i) => (Id: "AB"[i].ToString(), Can: can))
        .Aggregate(Named(), (flow, e) => flow.Step(e.Id, "Event", ("eventName", e.Id), ("canStartWorkflow", JsonValue.Create(e.Can))));

    static Flow Switch(params string[] conditions) => Named().Step("S", "FlowSwitch", ("cases", new JsonArray([.. conditions.Select((c, i) => new JsonObject
    {
        ["label"] = $"case {i}",
        ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = c },
    })])));

    static JsonObject For(int step) => Named().Step("F", "For", ("end", 3), ("step", step), ("body", Flow.Activity("A", "WriteLine"))).Json;

    static JsonObject Call(string definitionId) => Named().Step("X", "ExecuteWorkflow", ("workflowDefinitionId", definitionId)).Json;

    static JsonObject Set(string variable) => Named().Variable("total", "Int32", "1")
        .Step("A", "SetVariable", ("variable", new JsonObject { ["id"] = variable, ["name"] = variable }), ("value", 5)).Json;

    static JsonObject Inner(string variable)
    {
        var inner = Flow.Activity("I", "Sequence");
        inner["variables"] = new JsonArray(new JsonObject { ["id"] = "inner", ["name"] = variable, ["typeName"] = "Int32" });
        inner["activities"] = new JsonArray(Flow.Activity("A", "WriteLine", ("text", "hi")));
        return Changed(Named().Variable("total", "Int32", "1").Line("B"), json => ((JsonArray)json["root"]!["activities"]!).Add(inner));
    }

    static JsonObject Reading(string input) => Changed(Named().Step("A", "WriteLine", ("text", new Js($"getInput('{input}')"))), json => json["inputs"] = Named("amount"));

    static JsonObject Inputs(params string[] names) => Changed(Named().Line("A"), json => json["inputs"] = Named(names));

    static JsonArray Named(params string[] names) => new([.. names.Select(n => new JsonObject { ["name"] = n, ["type"] = "Int32" })]);

    static JsonObject Output(string target) => Named().Variable("total")
        .Step("A", "Event", ("eventName", "go"), ("result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = target } })).Json;

    static JsonObject Code(string source) => Changed(Named().Line("A"), json =>
        Step(json, 0)["text"]!["expression"] = new JsonObject { ["type"] = "CSharp", ["value"] = source });

    static JsonObject Schedule(string cron) => Named().Step("A", "Cron", ("cronExpression", cron)).Json;

    static JsonObject Step(JsonObject json, int index) => (JsonObject)json["root"]!["activities"]![index]!;

    static JsonObject Changed(Flow flow, Action<JsonObject> change)
    {
        var json = flow.Json;
        change(json);
        return json;
    }
}
