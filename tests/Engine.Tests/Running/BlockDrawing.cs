using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Tests.Running;

/// <summary>Draws a block as a flowchart. Every step, loop and container has a number of its own.</summary>
sealed class BlockDrawing
{
    readonly JsonArray steps = [];
    readonly JsonArray arrows = [];
    readonly Counter counter;

    BlockDrawing(Counter counter) => this.counter = counter;

    sealed class Counter
    {
        public int Last { get; set; }
    }

    /// <param name="Exits">Steps it is left by, each with its port.</param>
    sealed record Drawn(string Entry, IReadOnlyList<(string Id, string Port)> Exits);

    public static Graph Graph(Block block, bool tokens) => GraphBuilder.Build(Definition(block), new ElementTable(), tokens);

    static WorkflowDefinition Definition(Block block)
    {
        var json = new JsonObject
        {
            ["id"] = "drawn-1",
            ["definitionId"] = "drawn",
            ["name"] = "drawn",
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "N", ["name"] = "N", ["typeName"] = "Int32", ["value"] = 0 }),
            ["root"] = Flowchart(block, new Counter()),
        };
        return DefinitionJson.Read(JsonSerializer.SerializeToElement(json), Some.Time, () => "id", out var problems) ?? throw new InvalidOperationException(string.Join('\n', problems));
    }

    static JsonObject Flowchart(Block block, Counter counter)
    {
        var drawing = new BlockDrawing(counter);
        var id = drawing.Next("F");
        drawing.Draw(block);
        return new JsonObject { ["id"] = id, ["type"] = "Elsa.Flowchart", ["activities"] = drawing.steps, ["connections"] = drawing.arrows };
    }

    Drawn Draw(Block block) => block switch
    {
        Block.Step step => Plain(Simple(step.Kind)),
        Block.Chain chain => Draw(chain),
        Block.Choice choice => Draw(choice),
        Block.Split split => Draw(split),
        Block.Repeat repeat => Draw(repeat),
        Block.Nested nested => Plain(Container(nested)),
        _ => throw new InvalidOperationException("Expected a block that can be drawn."),
    };

    Drawn Draw(Block.Chain chain)
    {
        var parts = chain.Parts.Select(Draw).ToList();
        foreach (var (before, after) in parts.Zip(parts.Skip(1))) Connect(before, after.Entry);
        return new Drawn(parts[0].Entry, parts[^1].Exits);
    }

    Drawn Draw(Block.Choice choice)
    {
        var decision = Add("D", "FlowDecision", ("condition", new Js("variables.N % 2 == 0")));
        var (yes, no) = (Draw(choice.Yes), Draw(choice.No));
        Connect(decision, "True", yes.Entry);
        Connect(decision, "False", no.Entry);
        var merge = Add("M", "WriteLine", ("text", "met"));
        Connect(yes, merge);
        Connect(no, merge);
        return new Drawn(decision, [(merge, "Done")]);
    }

    Drawn Draw(Block.Split split)
    {
        var fork = Add("K", "FlowFork", ("branches", new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = $"[{string.Join(',', split.Ways.Select((_, i) => $"\"{i}\""))}]" } }));
        var ways = split.Ways.Select(Draw).ToList();
        var join = Add("J", "FlowJoin", ("mode", split.JoinMode));
        for (var i = 0; i < ways.Count; i++)
        {
            Connect(fork, $"{i}", ways[i].Entry);
            Connect(ways[i], join);
        }
        return new Drawn(fork, [(join, "Done")]);
    }

    Drawn Draw(Block.Repeat repeat)
    {
        var head = Add("H", "WriteLine", ("text", "head"));
        var body = Draw(repeat.Body);
        var again = Add("A", "FlowDecision", ("condition", Turning(Next("c"), repeat.Turns)));
        Connect(head, "Done", body.Entry);
        Connect(body, again);
        Connect(again, "True", head);
        return new Drawn(head, [(again, "False")]);
    }

    /// <summary>Holds until a variable has counted so many turns, and then again.</summary>
    static Js Turning(string variable, int turns) => new($"(variables.{variable} = (variables.{variable} || 0) + 1) % {turns} != 0");

    JsonObject Simple(string kind) => kind switch
    {
        "script" => Flow.Activity(Next("S"), "RunJavaScript", ("script", "variables.N += 1")),
        "event" => Flow.Activity(Next("E"), "Event", ("eventName", "Go")),
        "delay" => Flow.Activity(Next("W"), "Delay", ("timeSpan", "00:00:05")),
        _ => Flow.Activity(Next("L"), "WriteLine", ("text", "line")),
    };

    JsonObject Container(Block.Nested nested)
    {
        JsonObject Body() => Flowchart(nested.Body, counter);
        if (nested.Container == "Flowchart") return Body();
        var container = nested.Container switch
        {
            "For" => Flow.Activity(Next("C"), "For", ("start", 1), ("end", 2)),
            "ForEach" or "ParallelForEach" => Flow.Activity(Next("C"), nested.Container, ("items", new Js("[1, 2]"))),
            "If" => Flow.Activity(Next("C"), "If", ("condition", new Js("variables.N % 2 == 0"))),
            "While" => Flow.Activity(Next("C"), "While", ("condition", Turning(Next("w"), 3))),
            _ => Flow.Activity(Next("C"), nested.Container),
        };
        if (nested.Container == "If") (container["then"], container["else"]) = (Body(), Simple("line"));
        else if (nested.Container is "Sequence" or "Parallel") container["activities"] = new JsonArray(Body(), Simple("line"));
        else if (nested.Container == "Fork") container["branches"] = new JsonArray(Body(), Simple("event"));
        else container["body"] = Body();
        return container;
    }

    Drawn Plain(JsonObject step)
    {
        steps.Add(step);
        return new Drawn((string)step["id"]!, [((string)step["id"]!, "Done")]);
    }

    string Add(string letter, string type, params (string, object)[] inputs) => Plain(Flow.Activity(Next(letter), type, inputs)).Entry;

    void Connect(Drawn from, string to)
    {
        foreach (var (id, port) in from.Exits) Connect(id, port, to);
    }

    void Connect(string from, string port, string to) => arrows.Add(new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    });

    string Next(string letter) => $"{letter}{++counter.Last}";
}
