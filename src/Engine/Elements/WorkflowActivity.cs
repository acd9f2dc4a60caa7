using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Running;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>A workflow used as an activity of another one: it runs inside the same instance. Its inputs and outputs are variables
/// of its own scope; when it completes, outputs go where the outer workflow bound them.</summary>
public sealed class WorkflowActivity(WorkflowDefinition definition) : Element
{
    /// <summary>Outcomes that a Complete inside chose.</summary>
    public const string Outcomes = "outcomes";

    public override ElementDescriptor Descriptor { get; } = Describe(definition);

    public WorkflowDefinition Definition => definition;

    /// <summary>How a designer shows it: type, inputs, outputs and outcomes of the workflow.</summary>
    public static ElementDescriptor Describe(WorkflowDefinition definition)
    {
        var source = definition.Source;
        return new ElementDescriptor(TypeOf(definition), definition.Name ?? definition.DefinitionId, source.Member("options").Text("activityCategory") ?? "Workflows", definition.Description ?? "")
        {
            Version = definition.Version,
            Inputs = [.. Declared(source, "inputs").Select(i => new InputDescriptor(Camel(i.Text("name")!), i.Text("type") ?? "Object", i.Text("description") ?? "") { UIHint = i.Text("uiHint") ?? "singleline" })],
            Outputs = [.. Declared(source, "outputs").Select(o => new OutputDescriptor(Camel(o.Text("name")!), o.Text("type") ?? "Object", o.Text("description") ?? ""))],
            Outcomes = [.. source.Member("outcomes").Items().Select(Conversion.Text)],
        };
    }

    /// <summary>Elsa's type name of a workflow: its name in Pascal case.</summary>
    public static string TypeOf(WorkflowDefinition definition) =>
        string.Concat((definition.Name ?? definition.DefinitionId).Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries).Select(Pascal));

    /// <summary>Whether the author offers it as an activity.</summary>
    public static bool IsUsable(WorkflowDefinition definition) =>
        definition.Source.Member("options").Flag("usableAsActivity") ?? definition.Source.Flag("usableAsActivity") ?? false;

    public override object? Compile(Node node, GraphBuilder builder) => builder.AddWorkflow(definition, node);

    public override StepOutcomes OutcomesOf(Node node) => new([.. Descriptor.Outcomes.Append("Done").Distinct()], HasMore: Descriptor.Outcomes.Count == 0);

    public override void Execute(Execution x)
    {
        foreach (var output in Descriptor.Outputs) x.Declare(x.Self, new Variable(Name("outputs", output.Name), Name("outputs", output.Name), output.Type, default));
        foreach (var input in Descriptor.Inputs) x.Declare(x.Self, new Variable(Name("inputs", input.Name), Name("inputs", input.Name), input.Type, x.Input(input.Name)));
        x.Schedule((Node)x.Node.Plan!);
    }

    public override void ChildCompleted(Execution x, ActivityExecution child)
    {
        foreach (var output in Descriptor.Outputs)
        {
            var name = Name("outputs", output.Name);
            if (x.Self.Variables.Find(v => v.Id == name) is { } variable && !x.Produce(output.Name, variable.Value)) return;
        }
        var outcomes = x.Recall(Outcomes);
        x.Complete(outcomes.ValueKind == JsonValueKind.Array ? [.. outcomes.EnumerateArray().Select(Conversion.Text)] : []);
    }

    /// <summary>The output of this name, regardless of case, as it is declared; null when there is none.</summary>
    public string? OutputNamed(string name) =>
        Declared(definition.Source, "outputs").Select(o => o.Text("name")!).FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    string Name(string member, string camel) => Declared(definition.Source, member).Select(d => d.Text("name")!).First(n => Camel(n) == camel);

    static IEnumerable<JsonElement> Declared(JsonElement source, string member) => source.Member(member).Items().Where(d => !string.IsNullOrEmpty(d.Text("name")));

    static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    static string Pascal(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
