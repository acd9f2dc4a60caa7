using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.History;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Host.Elsa;

/// <summary>Tries one step by itself, with the values its author gave to variables for that. Nothing is stored and nothing reaches
/// the outside: a decision of the engine is only a list of changes, and here nobody commits it.</summary>
static class ActivityTestsApi
{
    public static void MapElsaActivityTests(this IEndpointRouteBuilder elsa) => elsa.MapPost("/tests/activities", TryAsync).Needs(FlowRight.Edit);

    static async Task<IResult> TryAsync(
        ElsaBody<TestOrder> body, IDefinitionStore definitions, GraphCache graphs, ElementTable elements, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (flow, step) = (body.Value!.WorkflowDefinitionHandle, body.Value.ActivityHandle);
        var definition = flow.DefinitionVersionId is { } versionId
            ? await definitions.FindVersionAsync(versionId, cancellationToken)
            : flow.DefinitionId is { } id ? await VersionOptions.Parse(flow.VersionOptions ?? "Latest").FindAsync(id, definitions, cancellationToken) : null;
        if (definition is null || await graphs.FindVersionAsync(definition.Id, cancellationToken) is not { } graph) return new ElsaRefusal(["Expected a saved flow, but there is none: save it first."]);
        var node = step.ActivityNodeId is { } path ? graph.Find(path) : graph.FindById(step.ActivityId ?? "");
        return node is null ? new ElsaRefusal(["Expected a step of the saved flow, but there is none: save it first."]) : ElsaJson.Ok(Try(definition, node, elements, clock.GetUtcNow()));
    }

    static TestAnswer Try(WorkflowDefinition definition, Node node, ElementTable elements, DateTimeOffset now)
    {
        var graph = GraphBuilder.Build(definition with { Source = Alone(definition.Source, node.Source) }, elements);
        var decision = Interpreter.Decide(graph, new Instance(), new Trigger.Start("test", new Dictionary<string, JsonElement>()), now);
        var history = InstanceHistory.Of(graph, decision.Changes);
        var shapes = new ExecutionShapes("test", history);
        var tried = shapes.Full(history.Executions.First(x => x.Step.Id == node.Id));
        return new TestAnswer(tried.ActivityState, tried.Payload, tried.Outputs, tried.Exception, tried.Status);
    }

    /// <summary>The flow with this one step as its root.</summary>
    static JsonElement Alone(JsonElement source, JsonElement step)
    {
        var flow = JsonObject.Create(source)!;
        var values = flow["customProperties"]?["VariableTestValues"] as JsonObject;
        foreach (var variable in (flow["variables"] as JsonArray ?? []).OfType<JsonObject>())
            if (ActivityTree.Text(variable, "id") is { } id && values?[id] is { } value) variable["value"] = value.DeepClone();
        flow["root"] = JsonObject.Create(step);
        return JsonSerializer.SerializeToElement(flow, ElsaJson.Options);
    }
}

sealed record TestOrder(FlowHandle WorkflowDefinitionHandle, StepHandle ActivityHandle);

sealed record FlowHandle(string? DefinitionId = null, string? VersionOptions = null, string? DefinitionVersionId = null);

sealed record StepHandle(string? ActivityId = null, string? ActivityNodeId = null);

sealed record TestAnswer(
    IReadOnlyDictionary<string, JsonElement> ActivityState, IReadOnlyDictionary<string, object>? Payload, IReadOnlyDictionary<string, JsonElement> Outputs,
    FailureAnswer? Exception, ActivityStatus Status);
