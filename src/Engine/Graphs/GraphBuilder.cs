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
    readonly HashSet<string> paths = [];
    readonly Dictionary<string, (string Id, HashSet<string> Taken)> rootIds = [];
    readonly Dictionary<string, int> numbers = [];

    readonly UsedWorkflows used;
    readonly Stack<string> workflows = [];

    GraphBuilder(ElementTable elements, UsedWorkflows used, HashSet<string> takenIds) => (this.elements, this.used, this.takenIds) = (elements, used, takenIds);

    /// <param name="tokenMode">Flow mode for definitions that do not choose one by <c>customProperties.flowMode</c>
    /// (<c>Token</c> or <c>Counter</c>); false is Elsa 3.8's default.</param>
    /// <param name="used">The workflows it uses as activities; null when it uses none.</param>
    public static Graph Build(WorkflowDefinition definition, ElementTable elements, bool tokenMode = false, UsedWorkflows? used = null)
    {
        var source = definition.Source;
        var builder = new GraphBuilder(elements, used ?? UsedWorkflows.None, [.. IdsIn(source)]);
        var root = builder.AddWorkflow(definition, null);
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
        Port(parent, parent.Source, member);

    /// <summary>The activity in a member of an object inside the JSON of <paramref name="parent"/>.</summary>
    public Node? Port(Node parent, JsonElement within, string member) => Embedded(parent, within.Member(member));

    /// <summary>An activity embedded elsewhere in the JSON of <paramref name="parent"/>.</summary>
    public Node? Embedded(Node parent, JsonElement source) => IsActivity(source) ? Add(parent, source) : null;

    /// <summary>An expression object (<c>{"type":…,"value":…}</c>) in the JSON of a step; null when it is none.</summary>
    public Expression? ReadExpression(Node step, JsonElement expression)
    {
        if (expression.ValueKind != JsonValueKind.Object) return null;
        var type = expression.Text("type") ?? "Literal";
        var value = expression.Member("value");
        if (type.Equals("JavaScript", StringComparison.OrdinalIgnoreCase)) return JavaScript(value);
        if (elements.Language(type) is not { } language) return Known(type) is { } known ? new Expression(known, value) : null;
        return new Expression(language.Name, value, Code: language.Compile(Conversion.Text(value), Declarations.Around(step)));
    }

    internal static Expression JavaScript(JsonElement source)
    {
        var script = Script.Parse(source.ValueKind == JsonValueKind.String ? source.GetString()! : "", out var problem);
        return new Expression("JavaScript", source, script, problem);
    }

    /// <summary>A workflow with everything in it: the outermost one, or one used as an activity.</summary>
    internal Node AddWorkflow(WorkflowDefinition definition, Node? parent)
    {
        var source = definition.Source;
        var root = source.Member("root");
        var (id, _) = RootId(definition);
        var workflow = new Node
        {
            Id = id,
            Path = parent is null ? id : $"{parent.Path}:{id}",
            Parent = parent,
            Type = "Elsa.Workflow",
            Version = 1,
            Element = elements["Elsa.Workflow"],
            Source = source,
            Variables = ReadVariables(source, id),
        };
        nodes.Add(workflow);
        var emptySequence = JsonDocument.Parse("""{"type":"Elsa.Sequence"}""").RootElement;
        workflows.Push(definition.DefinitionId);
        workflow.Plan = Add(workflow, IsActivity(root) ? root : emptySequence);
        workflows.Pop();
        return workflow;
    }

    /// <summary>Elsa numbers a workflow after those it contains: the innermost is Workflow1.</summary>
    /// <returns>Its id, and the ids inside it with its own.</returns>
    (string Id, HashSet<string> Taken) RootId(WorkflowDefinition definition)
    {
        if (rootIds.TryGetValue(definition.Id, out var known)) return known;
        var taken = IdsIn(definition.Source).ToHashSet();
        rootIds[definition.Id] = ("", taken);
        foreach (var inner in UsedWorkflows.ActivitiesIn(definition.Source.Member("root")).Select(used.For).OfType<WorkflowDefinition>().DistinctBy(d => d.Id))
            taken.UnionWith(RootId(inner).Taken);
        var number = 1;
        while (!taken.Add($"Workflow{number}")) number++;
        return rootIds[definition.Id] = ($"Workflow{number}", taken);
    }

    Node Add(Node parent, JsonElement source)
    {
        var type = source.Text("type")!;
        var version = source.Number("version") ?? 1;
        var element = Element(type, source);
        var id = source.Text("id") is { Length: > 0 } given && paths.Add($"{parent.Path}:{given}") ? given : NextId(type);
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
        node.Inputs = ReadInputs(node);
        node.InputsEvaluatedFirst = [.. node.Inputs
            .Select(i => (i.Key, i.Value, Input: element.Descriptor.Input(i.Key)!))
            .Where(i => i.Input.IsEvaluatedFirst)
            .Select(i => new InputToEvaluate(i.Key, i.Value, DataType.Parse(i.Input.Type)))];
        node.ConstantInputs = Constant(node.InputsEvaluatedFirst);
        node.Outputs = ReadOutputs(element.Descriptor, source);
        node.Variables = ReadVariables(source, id);
        node.Plan = element.Compile(node, this);
        return node;
    }

    Element Element(string type, JsonElement source)
    {
        if (elements.TryFind(type, out var element) && (source.Number("version") ?? element.Descriptor.Version) == element.Descriptor.Version) return element;
        var workflow = element is null ? used.For(source) : null;
        return workflow is not null && MayContain(workflow) ? new WorkflowActivity(workflow) : elements[NotFoundActivity.TypeName];
    }

    Dictionary<string, Expression> ReadInputs(Node node)
    {
        var inputs = new Dictionary<string, Expression>();
        foreach (var input in node.Element.Descriptor.Inputs.Where(i => i.IsWrapped))
        {
            var member = node.Source.Member(input.Name);
            var expression = member.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => null,
                JsonValueKind.Object => member.Member("typeName").ValueKind == JsonValueKind.Undefined ? null : ReadExpression(node, member.Member("expression")),
                _ => new Expression("Literal", member),
            };
            expression ??= input.Default.IsUnset() ? null : new Expression("Literal", input.Default);
            if (expression is not null) inputs[input.Name] = expression;
        }
        return inputs;
    }

    /// <summary>A literal that does not fit its type is left to the execution, which makes an incident of it.</summary>
    static Dictionary<string, JsonElement>? Constant(IReadOnlyList<InputToEvaluate> inputs)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var (name, expression, type) in inputs)
        {
            if (expression.Type != "Literal" || !Conversion.TryConvert(expression.Value, type, out var value, out _)) return null;
            values[name] = value;
        }
        return values;
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
            variables.Add(new VariableDeclaration(id, name, type.Name, Default(variable.Member("value"), type)));
        }
        return variables;
    }

    /// <summary>No value, an empty text and one that does not fit leave a variable unset: null in scripts, whatever its type.</summary>
    static JsonElement Default(JsonElement written, DataType type)
    {
        var isGiven = !written.IsUnset() && !(written.ValueKind == JsonValueKind.String && written.GetString()!.Length == 0);
        return isGiven && Conversion.TryConvert(written, type, out var converted, out _) ? converted : default;
    }

    /// <summary>A workflow that contains itself would never end; one that doubles at every level would not fit.</summary>
    bool MayContain(WorkflowDefinition workflow) =>
        !workflows.Contains(workflow.DefinitionId) && workflows.Count < Limits.WorkflowNesting && nodes.Count < Limits.Steps;

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
