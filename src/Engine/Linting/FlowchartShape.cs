using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting;

/// <summary>A flowchart looked at from its usual start along its forward arrows, which never form a circle: which decisions a
/// step hangs on, and which branches run side by side.</summary>
sealed class FlowchartShape
{
    readonly FlowchartPlan plan;
    readonly FlowchartPaths? paths;
    readonly Dictionary<Node, List<Way>> ways = [];

    /// <summary>A way out of a step: one of its outcomes.</summary>
    public sealed record Way(Node Step, string Outcome);

    public FlowchartShape(Node node, bool usesTokens)
    {
        (Node, UsesTokens) = (node, usesTokens);
        plan = (FlowchartPlan)node.Plan!;
        paths = plan.From(null);
        if (paths is null) return;
        Ordered = Order();
        foreach (var step in Ordered) ways[step] = Common([.. Paths.ForwardInto(step).Where(a => ways.ContainsKey(a.Source))]);
    }

    public Node Node { get; }

    public bool UsesTokens { get; }

    public bool IsEmpty => paths is null;

    public IReadOnlyList<Node> Steps => plan.Activities;

    public FlowchartPaths Paths => paths!;

    /// <summary>Steps by forward arrows from the start, each after all that lead to it.</summary>
    public IReadOnlyList<Node> Ordered { get; } = [];

    public IEnumerable<Connection> Arrows => plan.Connections;

    public IEnumerable<Connection> BackArrows => plan.Connections.Where(a => !Paths.IsForward(a) && ways.ContainsKey(a.Source));

    /// <summary>The decisions that are taken the same way in every case that comes by an arrow, by forward arrows alone.</summary>
    public IEnumerable<Way> DecisionsBefore(Connection arrow) =>
        ways.TryGetValue(arrow.Source, out var before) ? IsDecision(arrow.Source) ? before.Append(WayOf(arrow)) : before : [];

    /// <summary>Steps that come after a step or an arrow by any arrow, without going through some step.</summary>
    public HashSet<Node> After(IEnumerable<Node> from, Node? without = null, bool forwardOnly = false)
    {
        var seen = new HashSet<Node>(from.Where(n => n != without));
        var queue = new Queue<Node>(seen);
        while (queue.TryDequeue(out var step))
            foreach (var arrow in Paths.OutOf(step))
                if (arrow.Target != without && (!forwardOnly || Paths.IsForward(arrow)) && seen.Add(arrow.Target)) queue.Enqueue(arrow.Target);
        return seen;
    }

    /// <summary>The loops: a step to which arrows lead back, and everything on the way from there to these arrows.</summary>
    public IReadOnlyList<(Node Head, HashSet<Node> Body)> Loops =>
        field ??= [.. BackArrows.GroupBy(a => a.Target).Select(back => (back.Key, Between(back.Key, back.Select(a => a.Source))))];

    HashSet<Node> Between(Node head, IEnumerable<Node> tails)
    {
        var body = new HashSet<Node>(tails) { head };
        var queue = new Queue<Node>(body.Where(n => n != head));
        while (queue.TryDequeue(out var step))
            foreach (var arrow in Paths.Into(step))
                if (ways.ContainsKey(arrow.Source) && body.Add(arrow.Source)) queue.Enqueue(arrow.Source);
        return body;
    }

    /// <summary>Arrows that one completion of a step follows side by side.</summary>
    public IEnumerable<IReadOnlyList<Connection>> Forks()
    {
        foreach (var step in Ordered)
        {
            var arrows = Paths.OutOf(step).Where(Paths.IsForward).ToList();
            if (arrows.Count < 2) continue;
            if (step.Element.OutcomesOf(step) is { Choice: OutcomeChoice.All }) yield return arrows;
            else
                foreach (var side in arrows.GroupBy(a => a.Port ?? "Done").Where(g => g.Count() > 1)) yield return [.. side];
        }
    }

    /// <summary>Whether a step leaves by exactly one of several outcomes.</summary>
    static bool IsDecision(Node step) => step.Element.OutcomesOf(step) is { Choice: OutcomeChoice.One, Names.Count: > 1 };

    List<Node> Order()
    {
        var reached = After([Paths.Start], forwardOnly: true);
        var open = reached.ToDictionary(n => n, n => Paths.ForwardInto(n).Count(a => reached.Contains(a.Source)));
        var ordered = new List<Node>();
        var ready = new Queue<Node>(reached.Where(n => open[n] == 0));
        while (ready.TryDequeue(out var step))
        {
            ordered.Add(step);
            foreach (var arrow in Paths.OutOf(step).Where(Paths.IsForward))
                if (--open[arrow.Target] == 0) ready.Enqueue(arrow.Target);
        }
        return ordered;
    }

    /// <summary>The ways out of decisions that every forward path takes that comes by these arrows (dominators).</summary>
    List<Way> Common(IReadOnlyList<Connection> arrows)
    {
        if (arrows.Count == 0) return [];
        var common = DecisionsBefore(arrows[0]);
        foreach (var arrow in arrows.Skip(1)) common = common.Intersect(DecisionsBefore(arrow));
        return [.. common];
    }

    static Way WayOf(Connection arrow) => new(arrow.Source, arrow.Port ?? "Done");
}
