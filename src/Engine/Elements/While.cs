using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Runs its body as long as a condition holds, which is looked at before every turn.</summary>
sealed class While : Loop
{
    static readonly DataType Boolean = DataType.Parse("Boolean");

    public override ElementDescriptor Descriptor { get; } = new("Elsa.While", "While", "Looping", "Runs an activity as long as a condition holds.")
    {
        Inputs = [new("condition", "Boolean", "Looked at before every turn.") { IsEvaluatedFirst = false }],
        Ports = ["body"],
    };

    public override void Execute(Execution x) => Next(x, "");

    protected override void Next(Execution x, string turn)
    {
        for (var turns = 0; turns < Limits.TurnsWithoutBody; turns++)
        {
            if (!x.Node.Inputs.TryGetValue("condition", out var condition))
            {
                x.Complete();
                return;
            }
            if (!x.TryEvaluate(condition, Boolean, "condition", out var holds)) return;
            if (holds.ValueKind != JsonValueKind.True)
            {
                x.Complete();
                return;
            }
            if (x.Node.Plan is not Node body) continue;
            x.Schedule(body, "turn");
            return;
        }
        x.Fail($"Expected the condition of a loop without a body to become false, but it held {Limits.TurnsWithoutBody} times.");
    }
}
