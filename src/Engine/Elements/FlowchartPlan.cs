using System.Collections.Concurrent;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Elements;

/// <summary>A drawn arrow.</summary>
sealed class Connection
{
    public Connection(Node source, string? port, Node target)
    {
        (Source, Port, Target) = (source, port, target);
        Key = KeyOf(source.Id, port, target.Id);
        MergeMode = target.Source.Member("customProperties").Text("mergeMode") ?? "Stream";
        OneToken = Tokens.OneOn(this);
    }

    public Node Source { get; }

    /// <summary>Outcome it leaves by; null is followed only when the source completes without naming outcomes.</summary>
    public string? Port { get; }

    public Node Target { get; }

    /// <summary>What its counter is kept under: readable, and the same in every version that has this arrow.</summary>
    public string Key { get; }

    /// <summary>How its target merges tokens, when it is no join.</summary>
    public string MergeMode { get; }

    /// <summary>What a flowchart in token mode remembers when the only token is on this arrow.</summary>
    public JsonElement OneToken { get; }

    public static string KeyOf(string source, string? port, string target) => $"{source}:{port}>{target}";

    public bool IsFollowedBy(IReadOnlyList<string>? outcomes) => outcomes is null ? Port is null or "Done" : Port is not null && outcomes.Contains(Port);
}

/// <summary>An arrow as its author wrote it: its ends may not exist.</summary>
sealed record WrittenArrow(JsonElement Source, string? From, string? Port, string? To, string? TargetPort)
{
    public bool Is(Connection arrow) => From == arrow.Source.Id && Port == arrow.Port && To == arrow.Target.Id;
}

/// <summary>The arrows of a flowchart, resolved, and for each start which of them lead forward and which lead back.</summary>
sealed class FlowchartPlan
{
    readonly IReadOnlyList<Node> activities;
    readonly Dictionary<string, Node> byId;
    readonly IReadOnlyList<Connection> connections;
    readonly ConcurrentDictionary<Node, FlowchartPaths> byTrigger = new();
    readonly FlowchartPaths? usual;

    public FlowchartPlan(Node node, GraphBuilder builder)
    {
        activities = builder.Children(node, "activities");
        byId = activities.ToDictionary(a => a.Id);
        connections = ReadConnections(node, byId);
        usual = Start() is { } start ? new FlowchartPaths(start, connections) : null;
    }

    public IReadOnlyList<Node> Activities => activities;

    public IReadOnlyList<Connection> Connections => connections;

    public IEnumerable<Connection> OutOf(Node node) => usual?.OutOf(node) ?? [];

    /// <summary>The paths from where it starts: the step that triggered the instance, if it is one of its own, else its usual
    /// start. Null when it has no steps.</summary>
    public FlowchartPaths? From(string? triggerActivity) =>
        triggerActivity is not null && byId.TryGetValue(triggerActivity, out var trigger) ? byTrigger.GetOrAdd(trigger, t => new FlowchartPaths(t, connections)) : usual;

    /// <summary>Elsa's choice: an Elsa.Start, else a step that can start the workflow, else the first without an arrow into
    /// it, else the first.</summary>
    Node? Start() =>
        activities.FirstOrDefault(a => a.Element.Descriptor.IsStart)
        ?? activities.FirstOrDefault(a => a.CanStart)
        ?? activities.FirstOrDefault(a => connections.All(c => c.Target != a))
        ?? (activities.Count > 0 ? activities[0] : null);

    /// <summary>Nested form (<c>source.activity</c>) and flat form; arrows to unknown steps are left out and equal ones count once, as in Elsa.</summary>
    static List<Connection> ReadConnections(Node flowchart, Dictionary<string, Node> nodes)
    {
        var connections = new List<Connection>();
        var seen = new HashSet<(string, string?, string, string?)>();
        foreach (var (_, from, port, to, targetPort) in ArrowsIn(flowchart))
        {
            if (from is null || to is null || !nodes.TryGetValue(from, out var fromNode) || !nodes.TryGetValue(to, out var toNode)) continue;
            if (seen.Add((from, port, to, targetPort))) connections.Add(new Connection(fromNode, port, toNode));
        }
        return connections;
    }

    /// <summary>The arrows as they are written, also those that lead nowhere.</summary>
    public static IEnumerable<WrittenArrow> ArrowsIn(Node flowchart) => flowchart.Source.Member("connections").Items().Select(item =>
    {
        var (from, port) = End(item, "source", "sourcePort");
        var (to, targetPort) = End(item, "target", "targetPort");
        return new WrittenArrow(item, from, port, to, targetPort);
    });

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
    readonly Dictionary<Node, Connection[]> outOf;
    readonly Dictionary<Node, Connection[]> forwardInto;
    readonly Dictionary<Node, Connection[]> into;
    readonly Dictionary<string, Connection> byKey;
    readonly HashSet<Connection> forward = [];
    readonly HashSet<Connection> soundBackward = [];
    readonly ConcurrentDictionary<Node, IReadOnlySet<Node>> ancestors = new();

    public FlowchartPaths(Node start, IReadOnlyList<Connection> connections)
    {
        Start = start;
        Steps = [.. connections.SelectMany(c => new[] { c.Source, c.Target }).Append(start).Distinct()];
        outOf = By(c => c.Source, connections);
        into = By(c => c.Target, connections);
        byKey = connections.DistinctBy(c => c.Key).ToDictionary(c => c.Key);
        var seen = new HashSet<Node> { start };
        var queue = new Queue<Node>(seen);
        while (queue.TryDequeue(out var node))
        {
            foreach (var connection in OutOf(node))
            {
                if (!Reaches(connection.Target, node, without: null)) forward.Add(connection);
                if (seen.Add(connection.Target)) queue.Enqueue(connection.Target);
            }
        }
        forwardInto = By(c => c.Target, connections.Where(forward.Contains));
        soundBackward.UnionWith(connections.Where(c => !forward.Contains(c) && (c.Target == Start || !Reaches(Start, c.Source, without: c.Target))));
    }

    public Node Start { get; }

    /// <summary>The start, and every step that an arrow begins or ends at.</summary>
    public IReadOnlyList<Node> Steps { get; }

    /// <summary>Whether several arrows lead forward to a step, so that they have to be counted.</summary>
    public bool IsMeeting(Node node) => ForwardInto(node).Length > 1;

    public Connection[] OutOf(Node node) => outOf.GetValueOrDefault(node, []);
    public Connection[] ForwardInto(Node node) => forwardInto.GetValueOrDefault(node, []);
    public Connection[] Into(Node node) => into.GetValueOrDefault(node, []);
    public Connection? Find(string key) => byKey.GetValueOrDefault(key);
    public bool IsForward(Connection connection) => forward.Contains(connection);

    /// <summary>An arrow back is sound when every forward path from the start to its source passes its target.</summary>
    public bool IsSoundBackward(Connection connection) => soundBackward.Contains(connection);

    public IReadOnlySet<Node> AncestorsOf(Node node) => ancestors.GetOrAdd(node, FindAncestors);

    HashSet<Node> FindAncestors(Node node)
    {
        var found = new HashSet<Node>();
        var queue = new Queue<Node>([node]);
        while (queue.TryDequeue(out var each))
            foreach (var connection in ForwardInto(each))
                if (found.Add(connection.Source)) queue.Enqueue(connection.Source);
        return found;
    }

    static Dictionary<Node, Connection[]> By(Func<Connection, Node> end, IEnumerable<Connection> connections) =>
        connections.GroupBy(end).ToDictionary(g => g.Key, g => g.ToArray());

    bool Reaches(Node from, Node to, Node? without)
    {
        if (from == to) return true;
        var seen = new HashSet<Node> { from };
        var queue = new Queue<Node>(seen);
        while (queue.TryDequeue(out var node))
        {
            foreach (var connection in OutOf(node))
            {
                if (!forward.Contains(connection) || connection.Target == without) continue;
                if (connection.Target == to) return true;
                if (seen.Add(connection.Target)) queue.Enqueue(connection.Target);
            }
        }
        return false;
    }
}
