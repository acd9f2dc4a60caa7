using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting;

/// <summary>A flow as the rules see it: its steps, where control can go, and who touches which variable. What is costly is found
/// out once and only when a rule asks.</summary>
public sealed class Lint
{
    readonly JsonPaths paths;
    readonly ILookup<Node, Node> children;

    /// <param name="isKnown">Whether a workflow of this definition id exists; null when nobody knows.</param>
    public Lint(Graph graph, Func<string, bool>? isKnown)
    {
        Graph = graph;
        IsKnown = isKnown;
        paths = new JsonPaths(graph.Definition.Source);
        children = graph.Nodes.Where(n => n.Parent is not null).ToLookup(n => n.Parent!);
        Steps = [.. graph.Nodes.Where(n => n.Parent is not null && !IsInsideUsedWorkflow(n))];
    }

    public Graph Graph { get; }

    internal Func<string, bool>? IsKnown { get; }

    /// <summary>The steps its author drew, in drawing order. What is inside a workflow used as a step belongs to that workflow.</summary>
    public IReadOnlyList<Node> Steps { get; }

    /// <summary>Where control can go, through used workflows as well.</summary>
    public ControlFlow Flow => field ??= new ControlFlow(Graph, children);

    internal VariableUses Variables => field ??= new VariableUses(this);

    internal IReadOnlyList<FlowchartShape> Flowcharts =>
        field ??= [.. Steps.Where(s => s.Plan is FlowchartPlan).Select(s => new FlowchartShape(s, Graph.UsesTokens)).Where(f => !f.IsEmpty)];

    internal IEnumerable<Node> ChildrenOf(Node step) => children[step];

    /// <summary>Whether the flow is offered as a step of other flows: what comes before it is theirs to see to.</summary>
    public bool IsOfferedAsStep => WorkflowActivity.IsUsable(Graph.Definition);

    /// <summary>What a rule saw at a step, or at a member of it (<c>text</c>).</summary>
    public Observation At(Node step, string? member, string message, string messageZh) =>
        new(new Place(step.Id, step.Path, PathOf(step) + (member is null ? "" : $".{member}")), message, messageZh);

    /// <summary>What a rule saw at an arrow: the place is the step it leaves, the path the arrow itself.</summary>
    internal Observation At(FlowchartShape flowchart, Connection arrow, string message, string messageZh) =>
        new(new Place(arrow.Source.Id, arrow.Source.Path, PathOf(FlowchartPlan.ArrowsIn(flowchart.Node).FirstOrDefault(a => a.Is(arrow))?.Source ?? arrow.Source.Source)), message, messageZh);

    /// <summary>Steps that write a variable an input reads.</summary>
    public IReadOnlyList<Node> WritersFor(Node step, string input)
    {
        var read = Variables.All.Where(u => u.Step == step && u.Kind == UseKind.Read && u.Path.StartsWith($"{PathOf(step)}.{input}", StringComparison.Ordinal)).Select(u => u.Variable).ToHashSet();
        return [.. Variables.All.Where(u => u.Kind != UseKind.Read && read.Contains(u.Variable)).Select(u => u.Step).Distinct()];
    }

    internal string PathOf(VariableInScope variable) =>
        PathOf(variable.Scope.Source.Member("variables").Items().FirstOrDefault(v => v.Text("name") == variable.Declaration.Name && (v.Text("id") is not { Length: > 0 } id || id == variable.Declaration.Id)));

    /// <summary>JSON path of a step.</summary>
    internal string PathOf(Node step) => paths.Of(step.Source) ?? "$.root";

    /// <summary>JSON path of any part of the definition.</summary>
    internal string PathOf(JsonElement part) => paths.Of(part) ?? "$";

    static bool IsInsideUsedWorkflow(Node node)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
            if (outer.Element is WorkflowActivity) return true;
        return false;
    }
}
