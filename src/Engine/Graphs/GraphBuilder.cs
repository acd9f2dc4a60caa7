using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Scripting;

namespace Lendflow.Engine.Graphs;

/// <summary>Makes a graph of a definition. Reads the activity JSON by Elsa's rules (missing ids are numbered, unknown types
/// become <see cref="NotFoundActivity"/>, unset inputs get their defaults); elements read their own members through it.</summary>
public sealed class GraphBuilder
{
    readonly ElementTable elements;
    readonly List<Node> nodes = [];
    readonly HashSet<string> takenIds;
    readonly Dictionary<string, int> numbers = [];

    GraphBuilder(ElementTable elements, HashSet<string> takenIds) => (this.elements, this.takenIds) = (elements, takenIds);

    /// <param name="tokenMode">Flow mode for definitions that do not choose one by <c>customProperties.flowMode</c>
    /// (<c>Token</c> or <c>Counter</c>); false is Elsa 3.8's default.</param>
    public static Graph Build(WorkflowDefinition definition, ElementTable elements, bool tokenMode = false)
    {
        var source = definition.Source;
        var builder = new GraphBuilder(elements, [.. IdsIn(source.Member("root"))]);
        var root = builder.AddWorkflow(source);
        var flowMode = source.Member("customProperties").Text("flowMode");
        var incidents = source.Member("options").Text("incidentStrategyType") ?? "";
        return new Graph(definition, root, builder.nodes, Names(source, "inputs"), Names(source, "outputs"),
            flowMode is null ? tokenMode : flowMode.Equals("Token", StringComparison.OrdinalIgnoreCase),
            incidents.Contains("ContinueWithIncidents", StringComparison.Ordinal));
    }

    static List<string> Names(JsonElement source, string member) => [.. source.Member(member).Items().Select(m => m.Text("name") ?? "")];

    /// <summary>The activities in a member that holds a list.</summary>
    public IReadOnlyList<Node> Children(Node parent, string member) =>
        [.. parent.Source.Member(member).Items().Where(IsActivity).Select(a => Add(parent, a))];

    /// <summary>The activity in a member that holds one; null when it holds none.</summary>
    public Node? Port(Node parent, string member) =>
        parent.Source.Member(member) is { } source && IsActivity(source) ? Add(parent, source) : null;

    /// <summary>An activity embedded elsewhere in the JSON of <paramref name="parent"/>.</summary>
    public Node? Embedded(Node parent, JsonElement source) => IsActivity(source) ? Add(parent, source) : null;

    /// <summary>An expression object (<c>{"type":…,"value":…}</c>); null when it is none.</summary>
    public static Expression? ReadExpression(JsonElement expression)
    {
        if (expression.ValueKind != JsonValueKind.Object) return null;
        var type = expression.Text("type") ?? "Literal";
        var value = expression.Member("value");
        if (!type.Equals("JavaScript", StringComparison.OrdinalIgnoreCase)) return Known(type) is { } known ? new Expression(known, value) : null;
        var script = Script.Parse(value.ValueKind == JsonValueKind.String ? value.GetString()! : "", out var problem);
        return new Expression("JavaScript", value, script, problem);
    }

    Node AddWorkflow(JsonElement source)
    {
        var root = source.Member("root");
        var workflow = new Node
        {
            Id = "Workflow1",
            Path = "Workflow1",
            Type = "Elsa.Workflow",
            Version = 1,
            Element = elements["Elsa.Workflow"],
            Source = source,
            Variables = ReadVariables(source, "Workflow1"),
        };
        nodes.Add(workflow);
        var emptySequence = JsonDocument.Parse("""{"type":"Elsa.Sequence"}""").RootElement;
        workflow.Plan = Add(workflow, IsActivity(root) ? root : emptySequence);
        return workflow;
    }

    Node Add(Node parent, JsonElement source)
    {
        var type = source.Text("type")!;
        var version = source.Number("version") ?? 1;
        var found = elements.TryFind(type, out var element) && (source.Number("version") is null || version == element.Descriptor.Version);
        element = found ? element! : elements[NotFoundActivity.TypeName];
        var id = source.Text("id") is { Length: > 0 } given ? given : NextId(type);
        var node = new Node
        {
            Id = id,
            Path = $"{parent.Path}:{id}",
            Type = type,
            Version = version,
            Name = source.Text("name"),
            Label = source.Member("metadata").Text("displayText") ?? source.Text("name") ?? element.Descriptor.DisplayName,
            Parent = parent,
            Element = element,
            Source = source,
            Stage = source.Member("customProperties").Text("stage"),
            CanStart = source.Member("customProperties").Flag("canStartWorkflow") ?? source.Flag("canStartWorkflow") ?? false,
        };
        nodes.Add(node);
        node.Inputs = ReadInputs(element.Descriptor, source);
        node.Outputs = ReadOutputs(element.Descriptor, source);
        node.Variables = ReadVariables(source, id);
        node.Plan = element.Compile(node, this);
        return node;
    }

    static Dictionary<string, Expression> ReadInputs(ElementDescriptor descriptor, JsonElement source)
    {
        var inputs = new Dictionary<string, Expression>();
        foreach (var input in descriptor.Inputs.Where(i => i.IsWrapped))
        {
            var member = source.Member(input.Name);
            var expression = member.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => null,
                JsonValueKind.Object => member.Member("typeName").ValueKind == JsonValueKind.Undefined ? null : ReadExpression(member.Member("expression")),
                _ => new Expression("Literal", member),
            };
            expression ??= input.Default.IsUnset() ? null : new Expression("Literal", input.Default);
            if (expression is not null) inputs[input.Name] = expression;
        }
        return inputs;
    }

    static Dictionary<string, string> ReadOutputs(ElementDescriptor descriptor, JsonElement source)
    {
        var outputs = new Dictionary<string, string>();
        foreach (var output in descriptor.Outputs)
        {
            var member = source.Member(output.Name);
            if (member.ValueKind == JsonValueKind.Object && member.Text("typeName") is not null && member.Member("memoryReference").Text("id") is { Length: > 0 } target)
                outputs[output.Name] = target;
        }
        return outputs;
    }

    static List<VariableDeclaration> ReadVariables(JsonElement source, string ownerId)
    {
        var variables = new List<VariableDeclaration>();
        foreach (var variable in source.Member("variables").Items())
        {
            var name = variable.Text("name");
            if (string.IsNullOrEmpty(name)) continue;
            var id = variable.Text("id") is { Length: > 0 } given ? given : $"{ownerId}:variable-{variables.Count + 1}";
            var type = DataType.Parse(variable.Text("typeName") ?? "Object", variable.Flag("isArray") ?? false);
            var value = Conversion.TryConvert(variable.Member("value"), type, out var converted, out _) ? converted : default;
            variables.Add(new VariableDeclaration(id, name, type.Name, value));
        }
        return variables;
    }

    string NextId(string type)
    {
        var shortName = type[(type.LastIndexOf('.') + 1)..];
        string id;
        do
        {
            numbers[shortName] = numbers.GetValueOrDefault(shortName) + 1;
            id = $"{shortName}{numbers[shortName]}";
        } while (!takenIds.Add(id));
        return id;
    }

    static IEnumerable<string> IdsIn(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(IdsIn);
        if (element.ValueKind != JsonValueKind.Object) return [];
        var below = element.EnumerateObject().SelectMany(p => IdsIn(p.Value));
        return IsActivity(element) && element.Text("id") is { } id ? below.Prepend(id) : below;
    }

    static bool IsActivity(JsonElement source) => source.ValueKind == JsonValueKind.Object && !string.IsNullOrEmpty(source.Text("type"));

    static string? Known(string type) => type.ToUpperInvariant() switch
    {
        "LITERAL" => "Literal",
        "OBJECT" or "JSON" => "Object",
        "VARIABLE" => "Variable",
        "INPUT" => "Input",
        _ => null,
    };
}
