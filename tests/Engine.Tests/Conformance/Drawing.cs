using System.Text.Json.Nodes;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>A flowchart in one line: steps, then arrows. <c>"A, D:FlowDecision=true, J:FlowJoin=WaitAll | A > D, D:True > J"</c>. A
/// step without a type writes its own id; <c>S*Cascade</c> is one with that merge mode; an Event waits for its own id.</summary>
static class Drawing
{
    public static Flow Of(string drawing)
    {
        var parts = drawing.Split('|', StringSplitOptions.TrimEntries);
        var flow = parts[0].Split(',', StringSplitOptions.TrimEntries).Aggregate(Flow.Named("drawn"), Step);
        return parts.Length == 1 ? flow : flow.Arrows(parts[1].Split(',', StringSplitOptions.TrimEntries));
    }

    static Flow Step(Flow flow, string step)
    {
        var (id, type, value) = (step.Split(':', '*')[0], step.Contains(':') ? step.Split(':', '=')[1] : "WriteLine", step.Split('=').ElementAtOrDefault(1));
        (string, object) merging = ("customProperties", new JsonObject { ["mergeMode"] = step.Split('*').ElementAtOrDefault(1) });
        return type switch
        {
            "WriteLine" => flow.Step(id, type, ("text", id), merging),
            "FlowDecision" => flow.Step(id, type, ("condition", value!)),
            "FlowJoin" => flow.Step(id, type, ("mode", value!)),
            "Event" => flow.Step(id, type, ("eventName", id)),
            "Fault" => flow.Step(id, type, ("message", "it failed")),
            "Set" => flow.Variable("N", "Int32", "0").Script(id, "variables.N++"),
            "FlowSwitch" => flow.Step(id, type, ("mode", value!), ("cases", new JsonArray(Case("a", "false"), Case("b", "true"), Case("c", "true")))),
            "Until" => flow.Step(id, "FlowDecision", ("condition", new Js($"variables.N < {value}"))),
            _ => flow.Step(id, type),
        };
    }

    static JsonObject Case(string label, string condition) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition } };
}
