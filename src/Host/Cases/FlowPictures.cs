using System.Text.Json;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.History;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;

namespace Lendflow.Host.Cases;

/// <summary>Draws the flow of a case as its author placed it, with the way the case took and where it stands.</summary>
sealed class FlowPictures(IWorkflowStore store, GraphCache graphs)
{
    static readonly (double Width, double Height) Ordinary = (220, 60);

    /// <returns>Null when there is no such instance, or its flow is gone.</returns>
    public async Task<FlowPictureView?> OfAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(instanceId, cancellationToken) is not { } instance || await graphs.FindVersionAsync(instance.VersionId, cancellationToken) is not { } graph) return null;
        var history = InstanceHistory.Of(graph, (await store.ReadLogAsync(instanceId, cancellationToken)).SelectMany(entry => entry.Changes));
        var visits = history.Executions.ToLookup(x => x.Step.Path);
        var names = new StepNames(graph);
        var drawn = graph.Nodes.Where(n => n.Parent is { } parent && ReferenceEquals(parent.Parent, graph.Root)).ToList();
        return new FlowPictureView(
            graph.Definition.Name ?? graph.Definition.DefinitionId, graph.Definition.Version,
            [.. drawn.Select((node, index) => Step(node, index, names, [.. visits[node.Path]]))], Arrows(drawn, visits));
    }

    static StepPictureView Step(Node node, int index, StepNames names, List<StepExecution> visits)
    {
        var designer = Member(Member(node.Source, "metadata"), "designer");
        var (position, size) = (Member(designer, "position"), Member(designer, "size"));
        return new StepPictureView(
            node.Id, names.Title(node.Path), names.TitleZh(node.Path), Number(position, "x") ?? index * Ordinary.Width * 1.5, Number(position, "y") ?? 0,
            Number(size, "width") is > 0 and var width ? width : Ordinary.Width, Number(size, "height") is > 0 and var height ? height : Ordinary.Height, StateOf(visits), visits.Count);
    }

    static string StateOf(List<StepExecution> visits) => visits.LastOrDefault() switch
    {
        null => "ahead",
        { Status: ActivityStatus.Faulted } or { Incident: not null } => "failed",
        { Status: ActivityStatus.Completed } => "done",
        { Status: ActivityStatus.Canceled } => "cancelled",
        _ => "here",
    };

    static List<ArrowView> Arrows(List<Node> drawn, ILookup<string, StepExecution> visits)
    {
        if (drawn is not [{ Parent: { } chart }, ..] || Member(chart.Source, "connections") is not { ValueKind: JsonValueKind.Array } connections) return [];
        var byId = drawn.ToDictionary(n => n.Id);
        var arrows = new List<ArrowView>();
        foreach (var connection in connections.EnumerateArray())
        {
            var (source, target) = (Member(connection, "source"), Member(connection, "target"));
            if (!byId.TryGetValue(Text(source, "activity") ?? "", out var from) || !byId.TryGetValue(Text(target, "activity") ?? "", out var to)) continue;
            var outcome = Text(source, "port") ?? "Done";
            arrows.Add(new ArrowView(from.Id, to.Id, outcome, visits[from.Path].Any(x => Left(x, outcome)) && visits[to.Path].Any(), Vertices(connection)));
        }
        return arrows;
    }

    static List<PointView> Vertices(JsonElement connection) => Member(connection, "vertices") is { ValueKind: JsonValueKind.Array } vertices
        ? [.. vertices.EnumerateArray().Select(v => new PointView(Number(v, "x") ?? 0, Number(v, "y") ?? 0))]
        : [];

    static bool Left(StepExecution x, string outcome) =>
        x.Status == ActivityStatus.Completed && (x.Outcomes is { Count: > 0 } ? x.Outcomes.Contains(outcome) : outcome == "Done");

    static JsonElement Member(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    static double? Number(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    static string? Text(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
