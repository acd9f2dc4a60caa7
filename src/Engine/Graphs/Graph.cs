using Lendflow.Engine.Definitions;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Graphs;

/// <summary>A definition made ready to run: every step found, every expression parsed, every connection resolved. Immutable;
/// built once per version and shared by all its instances.</summary>
public sealed class Graph
{
    readonly Dictionary<string, Node> byPath;
    readonly Dictionary<string, Node> byId;

    internal Graph(WorkflowDefinition definition, Node root, IReadOnlyList<Node> nodes, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, bool tokenMode, bool continuesWithIncidents)
    {
        (Definition, Root, Nodes, UsesTokens, ContinuesWithIncidents) = (definition, root, nodes, tokenMode, continuesWithIncidents);
        (WorkflowInputs, WorkflowOutputs) = (inputs, outputs);
        Activation = Running.Activation.Of(definition);
        byPath = nodes.ToDictionary(n => n.Path);
        byId = nodes.GroupBy(n => n.Id).ToDictionary(g => g.Key, g => g.First());
    }

    public WorkflowDefinition Definition { get; }

    /// <summary>The implicit <c>Workflow1</c> around the drawn root.</summary>
    public Node Root { get; }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Names of the declared workflow inputs.</summary>
    public IReadOnlyList<string> WorkflowInputs { get; }

    /// <summary>Names of the declared workflow outputs.</summary>
    public IReadOnlyList<string> WorkflowOutputs { get; }

    /// <summary>Whether flowcharts run in token mode; counter mode, Elsa 3.8's default, when false.</summary>
    public bool UsesTokens { get; }

    /// <summary>Elsa's incident strategies: whether a fault leaves the instance running (true) or makes it Faulted.</summary>
    public bool ContinuesWithIncidents { get; }

    /// <summary>Whether it may start while instances run.</summary>
    public ActivationStrategy Activation { get; }

    public Node this[string path] => byPath[path];

    /// <summary>Null when no step has this path.</summary>
    public Node? Find(string path) => byPath.GetValueOrDefault(path);

    public Node? FindById(string id) => byId.GetValueOrDefault(id);
}
