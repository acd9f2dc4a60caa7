using System.Collections.Concurrent;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Elements;

/// <summary>A drawn arrow.</summary>
/// <param name="Port">Outcome it leaves by; null is followed only when the source completes without naming outcomes.</param>
sealed record Connection(int Index, Node Source, string? Port, Node Target)
{
    public bool IsFollowedBy(IReadOnlyList<string>? outcomes) => outcomes is null ? Port is null or "Done" : Port is not null && outcomes.Contains(Port);
}

/// <summary>The arrows of a flowchart, resolved, and for each start which of them lead forward and which lead back.</summary>
sealed class FlowchartPlan
{
    readonly IReadOnlyList<Node> activities;
    readonly IReadOnlyList<Connection> connections;
    readonly ConcurrentDictionary<Node, FlowchartPaths> byStart = new();

    public FlowchartPlan(Node node, GraphBuilder builder)
    {
        activities = builder.Children(node, "activities");
        connections = ReadConnections(node.Source.Member("connections"), activities.ToDictionary(a => a.Id));
    }

    /// <summary>Elsa's choice: the step that triggered the instance, else an Elsa.Start, else a step that can start the
    /// workflow, else the first without an arrow into it, else the first.</summary>
    public Node? Start(string? triggerActivity) =>
        activities.FirstOrDefault(a => a.Id == triggerActivity)
        ?? activities.FirstOrDefault(a => a.Element.Descriptor.IsStart)
        ?? activities.FirstOrDefault(a => a.CanStart)
        ?? activities.FirstOrDefault(a => connections.All(c => c.Target != a))
        ?? (activities.Count > 0 ? activities[0] : null);

    public FlowchartPaths From(Node start) => byStart.GetOrAdd(start, s => new FlowchartPaths(s, connections));

    /// <summary>Nested form (<c>source.activity</c>) and flat form; arrows to unknown steps are left out and equal ones count once, as in Elsa.</summary>
    static List<Connection> ReadConnections(JsonElement source, Dictionary<string, Node> nodes)
    {
        var connections = new List<Connection>();
        var seen = new HashSet<(string, string?, string, string?)>();
        foreach (var item in source.Items())
        {
            var (from, port) = End(item, "source", "sourcePort");
            var (to, targetPort) = End(item, "target", "targetPort");
            if (from is null || to is null || !nodes.TryGetValue(from, out var fromNode) || !nodes.TryGetValue(to, out var toNode)) continue;
            if (seen.Add((from, port, to, targetPort))) connections.Add(new Connection(connections.Count, fromNode, port, toNode));
        }
        return connections;
    }

    static (string? Activity, string? Port) End(JsonElement connection, string end, string flatPort)
    {
        var member = connection.Member(end);
        return member.ValueKind == JsonValueKind.String
            ? (member.GetString(), connection.Text(flatPort))
            : (member.Text("activity"), member.Text("port"));
    }
}

/// <summary>Which arrows lead forward when the flowchart begins at a given step. Breadth first from there, an arrow leads
/// forward unless a forward path already leads from its target to its source; the order in the JSON decides.</summary>
sealed class FlowchartPaths
{
    readonly Node start;
    readonly ILookup<Node, Connection> outOf;
    readonly ILookup<Node, Connection> forwardInto;
    readonly ILookup<Node, Connection> into;
    readonly HashSet<Connection> forward = [];

    public FlowchartPaths(Node start, IReadOnlyList<Connection> connections)
    {
        this.start = start;
        outOf = connections.ToLookup(c => c.Source);
        into = connections.ToLookup(c => c.Target);
        var seen = new HashSet<Node> { start };
        var queue = new Queue<Node>(seen);
        while (queue.TryDequeue(out var node))
        {
            foreach (var connection in outOf[node])
            {
                if (!Reaches(connection.Target, node, without: null)) forward.Add(connection);
                if (seen.Add(connection.Target)) queue.Enqueue(connection.Target);
            }
        }
        forwardInto = forward.OrderBy(c => c.Index).ToLookup(c => c.Target);
    }

    public IEnumerable<Connection> OutOf(Node node) => outOf[node];
    public IEnumerable<Connection> ForwardInto(Node node) => forwardInto[node];
    public IEnumerable<Connection> Into(Node node) => into[node];
    public bool IsForward(Connection connection) => forward.Contains(connection);

    /// <summary>An arrow back is sound when every forward path from the start to its source passes its target.</summary>
    public bool IsSoundBackward(Connection connection) =>
        connection.Target == start || !Reaches(start, connection.Source, without: connection.Target);

    public IReadOnlySet<Node> AncestorsOf(Node node)
    {
        var ancestors = new HashSet<Node>();
        var queue = new Queue<Node>([node]);
        while (queue.TryDequeue(out var each))
            foreach (var connection in forwardInto[each])
                if (ancestors.Add(connection.Source)) queue.Enqueue(connection.Source);
        return ancestors;
    }

    bool Reaches(Node from, Node to, Node? without)
    {
        if (from == to) return true;
        var seen = new HashSet<Node> { from };
        var queue = new Queue<Node>(seen);
        while (queue.TryDequeue(out var node))
        {
            foreach (var connection in outOf[node])
            {
                if (!forward.Contains(connection) || connection.Target == without) continue;
                if (connection.Target == to) return true;
                if (seen.Add(connection.Target)) queue.Enqueue(connection.Target);
            }
        }
        return false;
    }
}
