using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Tests;

/// <summary>A flow written in a test. Without arrows its steps are a sequence, with arrows a flowchart.</summary>
sealed class Flow
{
    static readonly JsonSerializerOptions Deep = new() { MaxDepth = 512 };

    readonly JsonArray steps = [];
    readonly JsonArray arrows = [];
    readonly JsonArray variables = [];
    readonly JsonObject options = [];
    readonly string name;

    Flow(string name) => this.name = name;

    public static Flow Named(string name) => new(name);

    public Flow Variable(string variable, string type = "Object", string? value = null)
    {
        variables.Add(new JsonObject { ["id"] = variable, ["name"] = variable, ["typeName"] = type, ["value"] = value });
        return this;
    }

    /// <param name="inputs">A text is a literal, an <see cref="Js"/> a script, a <see cref="JsonNode"/> a member as it is.</param>
    public Flow Step(string id, string type, params (string Name, object Value)[] inputs)
    {
        steps.Add(Activity(id, type, inputs));
        return this;
    }

    /// <summary>A step that writes its own id.</summary>
    public Flow Line(string id) => Step(id, "WriteLine", ("text", id));

    public Flow Lines(params string[] ids)
    {
        foreach (var id in ids) Line(id);
        return this;
    }

    public Flow Script(string id, string source) => Step(id, "RunJavaScript", ("script", source));

    /// <param name="path">Steps with arrows between them: <c>"A > B > C"</c>; a port is named after a colon: <c>"D:True > E"</c>.</param>
    public Flow Arrows(params string[] path)
    {
        foreach (var ends in path.Select(p => p.Split('>', StringSplitOptions.TrimEntries)))
            foreach (var (from, to) in ends.Zip(ends.Skip(1)))
                arrows.Add(Arrow(from.Split(':'), to.Split(':')[0]));
        return this;
    }

    public Flow ContinuesWithIncidents()
    {
        options["incidentStrategyType"] = "ContinueWithIncidentsStrategy";
        return this;
    }

    public Flow Activated(string strategy)
    {
        options["activationStrategyType"] = strategy;
        return this;
    }

    /// <summary>Member of a trigger that lets it start the flow.</summary>
    public static (string Name, object Value) CanStart => ("customProperties", new JsonObject { ["canStartWorkflow"] = true });

    public static JsonObject Activity(string id, string type, params (string Name, object Value)[] inputs)
    {
        var step = new JsonObject { ["id"] = id, ["type"] = type.Contains('.', StringComparison.Ordinal) ? type : $"Elsa.{type}", ["version"] = 1 };
        foreach (var (input, value) in inputs) step[input] = value as JsonNode ?? Expression(value);
        return step;
    }

    public JsonObject Json => new()
    {
        ["id"] = $"{name}-1",
        ["definitionId"] = name,
        ["name"] = name,
        ["isPublished"] = true,
        ["variables"] = variables.DeepClone(),
        ["options"] = options.DeepClone(),
        ["root"] = arrows.Count == 0
            ? new JsonObject { ["id"] = "seq", ["type"] = "Elsa.Sequence", ["activities"] = steps.DeepClone() }
            : new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["activities"] = steps.DeepClone(), ["connections"] = arrows.DeepClone() },
    };

    public WorkflowDefinition Definition =>
        DefinitionJson.Read(JsonSerializer.SerializeToElement(Json, Deep), Some.Time, () => "id", out var problems)
        ?? throw new InvalidOperationException(string.Join('\n', problems));

    public Graph Graph(bool tokens = false, params Element[] more) => GraphBuilder.Build(Definition, new ElementTable(more), tokens);

    /// <summary>The case after its start.</summary>
    public Case Start(bool tokens = false, params Element[] more) => new Case(Graph(tokens, more)).Start();

    static JsonObject Arrow(string[] from, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from[0], ["port"] = from.Length > 1 ? from[1] : "Done" },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    static JsonObject Expression(object value) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = value is Js ? "JavaScript" : "Literal", ["value"] = value is Js js ? js.Source : JsonValue.Create(value) },
    };
}

sealed record Js(string Source);

static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
}
