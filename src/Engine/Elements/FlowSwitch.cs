using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;

namespace Lendflow.Engine.Elements;

/// <summary>Leaves by the label of the first case whose condition holds (MatchFirst) or of each (MatchAny), else by Default.
/// All conditions are evaluated, as in Elsa.</summary>
sealed class FlowSwitch : Element
{
    static readonly DataType Boolean = DataType.Parse("Boolean");

    public override ElementDescriptor Descriptor { get; } = new("Elsa.FlowSwitch", "Switch (flow)", "Branching", "Goes one of several ways.")
    {
        Inputs =
        [
            new("cases", "Object", "Label and condition of each way.") { IsWrapped = false, UIHint = "flow-switch-editor" },
            new("mode", "String", "MatchFirst leaves by the first case that holds, MatchAny by each.") { UIHint = "dropdown", Options = ["MatchFirst", "MatchAny"], Default = Values.Of("MatchFirst") },
        ],
        Outcomes = ["Default"],
    };

    sealed record Case(string Label, Expression? Condition);

    public override object Compile(Node node, GraphBuilder builder) =>
        node.Source.Member("cases").Items()
            .Select(c => new Case(c.Text("label") ?? "", builder.ReadExpression(node, c.Member("condition"))))
            .ToList();

    public override StepOutcomes OutcomesOf(Node node) => new(
        [.. ((List<Case>)node.Plan!).Select(c => c.Label), "Default"],
        node.Inputs.TryGetValue("mode", out var mode) && Conversion.Text(mode.Value) is "MatchFirst" or "0" ? OutcomeChoice.One : OutcomeChoice.Some);

    public override void Execute(Execution x)
    {
        var matching = new List<string>();
        foreach (var each in (List<Case>)x.Node.Plan!)
        {
            if (each.Condition is null) continue;
            if (!x.TryEvaluate(each.Condition, Boolean, $"cases.{each.Label}", out var holds)) return;
            if (holds.ValueKind == System.Text.Json.JsonValueKind.True) matching.Add(each.Label);
        }
        if (matching.Count == 0) x.Complete("Default");
        else if (IsMatchAny(x)) x.Complete(matching);
        else x.Complete(matching[0]);
    }

    /// <summary>The mode may be written by name or as Elsa's number (1).</summary>
    static bool IsMatchAny(Execution x) => x.Text("mode") is "MatchAny" or "1";
}
