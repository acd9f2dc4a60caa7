using System.Text.Json;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Elements;

/// <summary>Where branches meet; the flowchart around it does the waiting by its mode.</summary>
sealed class FlowJoin : Element
{
    static readonly string[] Modes = ["WaitAny", "WaitAll", "WaitAllActive"];

    public override ElementDescriptor Descriptor { get; } = new("Elsa.FlowJoin", "Join", "Branching", "Waits for one or all of the branches that lead here.")
    {
        Inputs =
        [
            new("mode", "String", "WaitAny goes on with the first branch and cancels the others, WaitAll waits for every branch, WaitAllActive for those still alive.")
            { UIHint = "dropdown", Options = Modes, Default = Values.Of("WaitAny") },
        ],
    };

    /// <summary>Branches that began to wait after the join was scheduled are called off too.</summary>
    public override void Execute(Execution x)
    {
        Flowchart.CancelAncestors(x);
        x.Complete();
    }

    /// <summary>The mode's name; it may be written as Elsa's number, and unset it is WaitAny. Null for anything else.</summary>
    public static string? Mode(JsonElement written) => written.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "WaitAny",
        JsonValueKind.Number => written.TryGetInt32(out var number) ? Modes.ElementAtOrDefault(number) : null,
        _ => Modes.FirstOrDefault(m => m.Equals(Conversion.Text(written), StringComparison.OrdinalIgnoreCase)),
    };
}
