using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Expressions;

/// <summary>The names an expression can count on where it stands, innermost first.</summary>
/// <param name="Variables">Variables of the containers around it. The inputs and outputs of its workflow are among them, because
/// that is what they are when it runs as an activity, and so are the values a loop gives to its body.</param>
/// <param name="Inputs">Inputs of its workflow.</param>
public sealed record Declarations(IReadOnlyList<Declared> Variables, IReadOnlyList<Declared> Inputs)
{
    static readonly string[] LoopVariables = ["CurrentValue", "CurrentIndex", "ChildInstanceId"];

    /// <summary>Of a definition, before what its containers declare.</summary>
    internal static Declarations Of(JsonElement definition)
    {
        var inputs = Read(definition, "inputs", "type");
        var loops = LoopVariables.Select(n => new Declared(n, DataType.Any));
        return new Declarations([.. Read(definition, "variables", "typeName"), .. inputs, .. Read(definition, "outputs", "type"), .. loops], inputs);
    }

    /// <summary>These and, nearer, what a container declares.</summary>
    internal Declarations Within(JsonElement container) =>
        Read(container, "variables", "typeName") is { Count: > 0 } own ? this with { Variables = [.. own, .. Variables] } : this;

    /// <summary>What is declared around a step.</summary>
    internal static Declarations Around(Node step)
    {
        if (step.Parent is not { } parent) return Of(step.Source);
        var outer = Around(parent);
        if (step.Element is not WorkflowElement) return outer.Within(step.Source);
        var own = Of(step.Source);
        return own with { Variables = [.. own.Variables, .. outer.Variables] };
    }

    static List<Declared> Read(JsonElement source, string member, string typeMember) =>
        [.. source.Member(member).Items()
            .Where(d => !string.IsNullOrEmpty(d.Text("name")))
            .Select(d => new Declared(d.Text("name")!, DataType.Parse(d.Text(typeMember) ?? "Object", d.Flag("isArray") ?? false)))];
}

/// <summary>A name with the type its values have.</summary>
public sealed record Declared(string Name, DataType Type);
