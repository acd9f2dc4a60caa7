using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that show a part of a definition: where a nested step is, and what a workflow used as a step contains.</summary>
static class SubgraphApi
{
    const string Flowchart = "Elsa.Flowchart";

    public static void MapElsaSubgraphs(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/workflow-definitions/subgraph/segments/{id}", SegmentsAsync);
        elsa.MapGet("/workflow-definitions/subgraph/{id}", ContentAsync);
    }

    static async Task<IResult> SegmentsAsync(string id, string childNodeId, HttpContext http, IDefinitionStore definitions, DefinitionShapes shapes, CancellationToken cancellationToken)
    {
        if (await definitions.FindVersionAsync(id, cancellationToken) is not { } definition) return Problems.NotFound($"a version '{id}' of a flow");
        var root = (JsonObject)(await shapes.FullAsync(definition, http.User, cancellationToken))["root"]!;
        var way = new ActivityPath(root).To(childNodeId);
        if (way.Count == 0) return Problems.NotFound($"a step '{childNodeId}'");
        var steps = way.SkipLast(1).Select((step, i) => (Step: step, way[i + 1].Port)).Where(s => TypeOf(s.Step.Activity) != Flowchart).ToList();
        return ElsaJson.Ok(new
        {
            childNode = Node(way[^1]),
            container = Node(steps.Count == 0 ? way[0] : steps[^1].Step),
            pathSegments = steps.Select(s => Segment(s.Step.Activity, s.Port)),
        });
    }

    /// <summary>Here a workflow used as a step brings its own definition: what is asked for is its root, with paths below the step.</summary>
    static async Task<IResult> ContentAsync(
        string id, string parentNodeId, HttpContext http, IDefinitionStore definitions, DefinitionShapes shapes, ActivityCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (await definitions.FindVersionAsync(id, cancellationToken) is not { } definition) return Problems.NotFound($"a version '{id}' of a flow");
        var root = (JsonObject)(await shapes.FullAsync(definition, http.User, cancellationToken))["root"]!;
        var way = new ActivityPath(root).To(parentNodeId);
        if (way.Count > 0 && way[^1].Activity["workflowDefinitionVersionId"]?.GetValue<string>() is { } innerId
            && await definitions.FindVersionAsync(innerId, cancellationToken) is { } inner)
            return ElsaJson.Ok(Node(new Place(await InnerRootAsync(inner, parentNodeId, catalogue, cancellationToken), "Root")));
        return ElsaJson.Ok(Node(way.Count > 0 ? way[^1] : new Place(root, null)));
    }

    static async Task<JsonObject> InnerRootAsync(WorkflowDefinition inner, string parentPath, ActivityCatalogue catalogue, CancellationToken cancellationToken)
    {
        var source = JsonObject.Create(inner.Source)?["root"] as JsonObject ?? new JsonObject { ["type"] = Flowchart, ["version"] = 1 };
        return new ActivityTree(await catalogue.ListAsync(cancellationToken)).Write(source, $"{parentPath}:Workflow1");
    }

    static object Node(Place place) => new { nodeId = place.Activity["nodeId"], port = place.Port, activity = place.Activity };

    static object Segment(JsonObject activity, string? port) => new
    {
        activityNodeId = activity["nodeId"],
        activityId = activity["id"],
        activityType = activity["type"],
        portName = port,
        activityName = activity["name"],
    };

    static string? TypeOf(JsonObject activity) => ActivityTree.Text(activity, "type");
}

/// <summary>An activity and the port of its parent that it sits in.</summary>
sealed record Place(JsonObject Activity, string? Port);

/// <summary>The way from a root to an activity in it.</summary>
sealed class ActivityPath(JsonObject root)
{
    /// <summary>Outermost first, both ends included; empty when there is no such activity.</summary>
    public IReadOnlyList<Place> To(string nodeId) => Search(new Place(root, null), nodeId) ?? [];

    static IReadOnlyList<Place>? Search(Place place, string nodeId)
    {
        if (ActivityTree.Text(place.Activity, "nodeId") == nodeId) return [place];
        foreach (var child in Children(place.Activity))
            if (Search(child, nodeId) is { } found) return [place, .. found];
        return null;
    }

    static IEnumerable<Place> Children(JsonObject activity) =>
        activity.SelectMany(m => Below(m.Value).Select(child => new Place(child, char.ToUpperInvariant(m.Key[0]) + m.Key[1..])));

    static IEnumerable<JsonObject> Below(JsonNode? node) => node switch
    {
        JsonObject inner when inner.ContainsKey("nodeId") => [inner],
        JsonObject inner => inner.SelectMany(m => Below(m.Value)),
        JsonArray items => items.SelectMany(Below),
        _ => [],
    };
}
