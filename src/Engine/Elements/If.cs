using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Elements;

/// <summary>Runs one of two embedded activities. In a flowchart its only outcome is Done.</summary>
sealed class If : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.If", "If", "Branching", "Runs one of two embedded activities.")
    {
        Inputs = [new("condition", "Boolean", "Chooses Then when true, Else when false.") { UIHint = "checkbox", Default = Expressions.Values.False }],
        Outputs = [new("result", "Boolean", "The condition's value.")],
        Ports = ["then", "else"],
    };

    sealed record Plan(Node? Then, Node? Else);

    public override object Compile(Node node, GraphBuilder builder) => new Plan(builder.Port(node, "then"), builder.Port(node, "else"));

    public override void Execute(Execution x)
    {
        var plan = (Plan)x.Node.Plan!;
        if (!x.Produce("result", x.Input("condition"))) return;
        if ((x.Flag("condition") ? plan.Then : plan.Else) is { } chosen) x.Schedule(chosen);
        else x.Complete();
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => x.Complete();
}
