using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using System.Globalization;

namespace Lendflow.Engine.Elements;

/// <summary>Counts. The bounds are those of the beginning, also after a wait inside the body.</summary>
sealed class For : Loop
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.For", "For", "Looping", "Runs an activity for each number of a range.")
    {
        Inputs =
        [
            new("start", "Int32", "First number.") { Default = Values.Of(0) },
            new("end", "Int32", "Last number.") { Default = Values.Of(0) },
            new("step", "Int32", "From one number to the next; negative to count down.") { Default = Values.Of(1) },
            new("outerBoundInclusive", "Boolean", "Whether the last number is part of the range.") { Default = Values.True, UIHint = "checkbox" },
        ],
        Outputs = [new("currentValue", "Object", "The number of the turn.")],
        Ports = ["body"],
    };

    public override void Execute(Execution x)
    {
        if (Number(x, "step") == 0) x.Fail("Expected a step other than zero, because a loop that does not advance never ends, but it is zero.");
        else if (x.Node.Plan is null) x.Complete();
        else Turn(x, Number(x, "start"));
    }

    protected override void Next(Execution x, string turn) => Turn(x, long.Parse(turn, CultureInfo.InvariantCulture) + Number(x, "step"));

    static void Turn(Execution x, long number)
    {
        var (end, isInclusive) = (Number(x, "end"), x.Flag("outerBoundInclusive"));
        var isUp = Number(x, "step") > 0;
        var isInRange = isUp ? number < end : number > end;
        if (!isInRange && !(isInclusive && number == end))
        {
            x.Complete();
            return;
        }
        var value = Values.Of(number);
        if (x.Produce("currentValue", value))
            x.Schedule((Node)x.Node.Plan!, number.ToString(CultureInfo.InvariantCulture), [LoopVariable("CurrentValue", value)]);
    }

    static long Number(Execution x, string input) => x.Input(input).IsNumber(out var number) ? number : 0;
}
