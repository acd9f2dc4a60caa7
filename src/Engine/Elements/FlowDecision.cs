namespace Lendflow.Engine.Elements;

/// <summary>Leaves by True or False.</summary>
sealed class FlowDecision : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.FlowDecision", "Decision", "Branching", "Goes one of two ways.")
    {
        Inputs = [new("condition", "Boolean", "Leaves by True or False.") { Default = Expressions.Values.False }],
        Outcomes = ["True", "False"],
    };

    static readonly string[] True = ["True"];
    static readonly string[] False = ["False"];

    public override void Execute(Execution x) => x.Complete(x.Flag("condition") ? True : False);
}
