using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting;

/// <summary>A moment in the life of a step: it begins, or it is left by an outcome.</summary>
public sealed class Moment
{
    internal Moment(Node step, string? outcome, int index) => (Step, Outcome, Index) = (step, outcome, index);

    public Node Step { get; }

    /// <summary>Null: it begins.</summary>
    public string? Outcome { get; }

    internal int Index { get; }

    /// <summary>Of a beginning: every way the step can be left.</summary>
    internal List<Moment> Leavings { get; } = [];
    internal OutcomeChoice Choice { get; init; }
    internal List<Moment> Next { get; } = [];
    internal List<Moment> Before { get; } = [];

    /// <summary>Moments before it that lead here by forward arrows of a flowchart, or from branches: several may have to meet.</summary>
    internal List<Moment> Meeting { get; } = [];
    internal MeetingKind MeetingKind { get; set; }

    public override string ToString() => Outcome is null ? Step.Path : $"{Step.Path}:{Outcome}";
}

/// <summary>When a moment comes that several others lead to.</summary>
enum MeetingKind
{
    /// <summary>With any of them.</summary>
    Any,

    /// <summary>When all of them have come.</summary>
    All,

    /// <summary>When each has come or is known not to come (counter mode).</summary>
    Live,

    /// <summary>With any, unless a step that leads here is about to run (token mode).</summary>
    Stream,

    /// <summary>When nothing inside is left to do.</summary>
    End,
}

/// <summary>Where control can go in a flow, through containers, loops and workflows used as steps. It errs on the side of too many
/// ways: that a way is missing here means that there is none.</summary>
public sealed class ControlFlow
{
    readonly List<Moment> moments = [];
    readonly Dictionary<(Node, string?), Moment> byPlace = [];
    readonly ILookup<Node, Node> children;

    internal ControlFlow(Graph graph, ILookup<Node, Node> children)
    {
        Graph = graph;
        this.children = children;
        foreach (var node in graph.Nodes) AddMoments(node);
        foreach (var node in graph.Nodes) Connect(node);
        Start = Begin(graph.Root);
    }

    internal Graph Graph { get; }

    public IReadOnlyList<Moment> Moments => moments;

    internal Moment Start { get; }

    public Moment Begin(Node step) => byPlace[(step, null)];

    /// <summary>Null when the step is never left by this outcome.</summary>
    public Moment? Leaving(Node step, string outcome) => byPlace.GetValueOrDefault((step, outcome));

    internal IEnumerable<Moment> Leavings(Node step) => Begin(step).Leavings;

    /// <summary>All moments that can come after these.</summary>
    public static IReadOnlySet<Moment> After(params IEnumerable<Moment> moments) => After(moments, _ => false);

    /// <summary>All moments that can come after these, up to those at which to stop.</summary>
    public static IReadOnlySet<Moment> After(IEnumerable<Moment> moments, Func<Moment, bool> isStop)
    {
        var seen = new HashSet<Moment>();
        var queue = new Queue<Moment>(moments);
        while (queue.TryDequeue(out var moment))
            foreach (var next in moment.Next)
                if (seen.Add(next) && !isStop(next)) queue.Enqueue(next);
        return seen;
    }

    void AddMoments(Node node)
    {
        var outcomes = IsContainer(node) ? StepOutcomes.Done : node.Element.OutcomesOf(node);
        Add(node, null, outcomes.Choice);
        if (node.Element is Fault) return;
        var arrows = outcomes.HasMore && node.Parent?.Plan is FlowchartPlan plan ? plan.OutOf(node).Select(a => a.Port ?? "Done") : [];
        foreach (var outcome in outcomes.Names.Concat(arrows).Distinct()) Begin(node).Leavings.Add(Add(node, outcome, default));
    }

    Moment Add(Node node, string? outcome, OutcomeChoice choice)
    {
        var moment = new Moment(node, outcome, moments.Count) { Choice = choice };
        moments.Add(moment);
        return byPlace[(node, outcome)] = moment;
    }

    internal bool HasChildren(Node node) => children[node].Any();

    bool IsContainer(Node node) => children[node].Any() && node.Element is not WorkflowActivity;

    void Connect(Node node)
    {
        switch (node.Element)
        {
            case WorkflowElement: One(node, (Node?)node.Plan, isOptional: false); break;
            case WorkflowActivity: Used(node); break;
            case Elements.Flowchart: Drawn(node, (FlowchartPlan)node.Plan!); break;
            case Sequence: InOrder(node, [.. children[node]]); break;
            case Elements.Parallel: AllOf(node, [.. children[node]], MeetingKind.All); break;
            case Fork: AllOf(node, [.. children[node]], node.Source.Text("joinMode") is "WaitAny" or "1" ? MeetingKind.Any : MeetingKind.All); break;
            case If: Either(node); break;
            case FlowNode: One(node, children[node].FirstOrDefault(), isOptional: false); break;
            case Loop or ParallelForEach: Turns(node); break;
            case StateMachine: States(node); break;
            default: Plain(node); break;
        }
    }

    /// <summary>A step that does something itself, and perhaps runs an embedded one meanwhile.</summary>
    void Plain(Node node)
    {
        foreach (var leaving in Leavings(node)) Lead(Begin(node), leaving);
        foreach (var child in children[node])
        {
            Lead(Begin(node), Begin(child));
            foreach (var leaving in Leavings(node)) Pass(child, leaving);
        }
    }

    void One(Node node, Node? child, bool isOptional)
    {
        if (child is not null) LeadInto(node, child);
        if (child is null || isOptional) Lead(Begin(node), Done(node));
    }

    void Either(Node node)
    {
        foreach (var child in children[node]) LeadInto(node, child);
        if (children[node].Count() < 2) Lead(Begin(node), Done(node));
    }

    void LeadInto(Node node, Node child)
    {
        Lead(Begin(node), Begin(child));
        Pass(child, Done(node));
    }

    void Used(Node node)
    {
        var workflow = (Node)node.Plan!;
        Lead(Begin(node), Begin(workflow));
        foreach (var leaving in Leavings(node)) Lead(Done(workflow), leaving);
    }

    void InOrder(Node node, Node[] steps)
    {
        var before = Begin(node);
        for (var i = 0; i < steps.Length; i++)
        {
            if (i == 0) Lead(before, Begin(steps[0]));
            Pass(steps[i], i + 1 < steps.Length && !steps[i].Element.Descriptor.IsTerminal ? Begin(steps[i + 1]) : Done(node));
        }
        if (steps.Length == 0) Lead(before, Done(node));
    }

    void AllOf(Node node, Node[] branches, MeetingKind kind)
    {
        foreach (var branch in branches)
        {
            Lead(Begin(node), Begin(branch));
            Pass(branch, Done(node), meets: true);
        }
        if (branches.Length == 0) Lead(Begin(node), Done(node));
        Done(node).MeetingKind = kind;
    }

    void Turns(Node node)
    {
        Lead(Begin(node), Done(node));
        foreach (var body in children[node])
        {
            LeadInto(node, body);
            if (node.Element is Loop) Pass(body, Begin(body));
        }
    }

    void Drawn(Node node, FlowchartPlan plan)
    {
        if (plan.From(null) is not { } paths)
        {
            Lead(Begin(node), Done(node));
            return;
        }
        foreach (var start in plan.Activities.Where(a => a == paths.Start || (a.CanStart && a.Element.Descriptor.IsTrigger))) Lead(Begin(node), Begin(start));
        Done(node).MeetingKind = MeetingKind.End;
        foreach (var step in plan.Activities)
        {
            Begin(step).MeetingKind = MeetingOf(step);
            foreach (var leaving in Leavings(step).ToList())
            {
                var followed = step.Element.Descriptor.IsTerminal ? [] : plan.OutOf(step).Where(a => (a.Port ?? "Done") == leaving.Outcome).ToList();
                foreach (var arrow in followed) Lead(leaving, Begin(arrow.Target), meets: paths.IsForward(arrow));
                if (followed.Count == 0) LeaveTo(leaving, Done(node), meets: true);
            }
        }
    }

    MeetingKind MeetingOf(Node step)
    {
        var join = step.Element is FlowJoin && step.Inputs.TryGetValue("mode", out var written) ? FlowJoin.Mode(written.Value) : "";
        if (!Graph.UsesTokens) return join switch { "WaitAny" => MeetingKind.Any, "WaitAll" => MeetingKind.All, _ => MeetingKind.Live };
        return (join, step.Source.Member("customProperties").Text("mergeMode")) switch
        {
            ("WaitAll" or "WaitAllActive", _) or ("", "Merge" or "Converge") => MeetingKind.All,
            ("", null or "Stream" or "None") => MeetingKind.Stream,
            _ => MeetingKind.Any,
        };
    }

    void States(Node node)
    {
        var all = children[node].ToList();
        foreach (var child in all)
        {
            LeadInto(node, child);
            foreach (var next in all) Pass(child, Begin(next));
        }
        Lead(Begin(node), Done(node));
    }

    /// <summary>Whatever a step is left by leads on to a moment.</summary>
    void Pass(Node step, Moment to, bool meets = false)
    {
        foreach (var leaving in Leavings(step)) LeaveTo(leaving, to, meets);
    }

    /// <summary>Steps that end something around them lead there instead.</summary>
    void LeaveTo(Moment leaving, Moment to, bool meets)
    {
        var end = leaving.Step.Element switch
        {
            Finish => null,
            Complete => Done(Around(leaving.Step, n => n.Element is WorkflowElement)!),
            Break when Around(leaving.Step, n => n.Element is Loop or WorkflowElement) is { Element: Loop } loop => Done(loop),
            _ => to,
        };
        if (end is not null) Lead(leaving, end, meets && end == to);
    }

    static Node? Around(Node step, Func<Node, bool> isIt)
    {
        var outer = step.Parent;
        while (outer is not null && !isIt(outer)) outer = outer.Parent;
        return outer;
    }

    Moment Done(Node node) => byPlace.GetValueOrDefault((node, "Done")) ?? Begin(node).Leavings.FirstOrDefault() ?? Begin(node);

    static void Lead(Moment from, Moment to, bool meets = false)
    {
        if (from.Next.Contains(to)) return;
        from.Next.Add(to);
        (meets ? to.Meeting : to.Before).Add(from);
    }
}
