using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Runs the embedded activity of the first case whose condition holds (MatchFirst), or of each at once (MatchAny), else
/// the default.</summary>
sealed class Switch : Element
{
    static readonly DataType Boolean = DataType.Parse("Boolean");

    public override ElementDescriptor Descriptor { get; } = new("Elsa.Switch", "Switch", "Branching", "Runs one of several embedded activities.")
    {
        Inputs =
        [
            new("cases", "Object", "Label, condition and activity of each case.") { IsWrapped = false, UIHint = "switch-editor" },
            new("mode", "String", "MatchFirst runs the first case that holds, MatchAny each.") { UIHint = "dropdown", Options = ["MatchFirst", "MatchAny"], Default = Values.Of("MatchFirst") },
        ],
        Outputs = [new("output", "Object", "Never set; Elsa declares it.")],
        Ports = ["default"],
    };

    sealed record Case(string Label, Expression? Condition, Node? Activity);

    sealed record Plan(IReadOnlyList<Case> Cases, Node? Default);

    public override object Compile(Node node, GraphBuilder builder) => new Plan(
        [.. node.Source.Member("cases").Items().Select(c => new Case(c.Text("label") ?? "", builder.ReadExpression(node, c.Member("condition")), builder.Embedded(node, c.Member("activity"))))],
        builder.Port(node, "default"));

    public override void Execute(Execution x)
    {
        var plan = (Plan)x.Node.Plan!;
        var matching = new List<Case>();
        foreach (var each in plan.Cases)
        {
            if (each.Condition is null) continue;
            if (!x.TryEvaluate(each.Condition, Boolean, $"cases.{each.Label}", out var holds)) return;
            if (holds.ValueKind == JsonValueKind.True) matching.Add(each);
        }
        var chosen = x.Text("mode") is "MatchAny" or "1" ? matching : matching.Take(1);
        IEnumerable<Node?> activities = matching.Count == 0 ? [plan.Default] : chosen.Select(c => c.Activity);
        AllOf.Run(x, [.. activities.OfType<Node>()]);
    }

    public override void ChildCompleted(Execution x, ActivityExecution child) => AllOf.OneIsDone(x);
}
