using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using System.Globalization;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Runs its body for each item of a list, one after the other. The list is that of the beginning, also after a wait
/// inside the body.</summary>
sealed class ForEach : Loop
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.ForEach", "For Each", "Looping", "Runs an activity for each item of a list, one after the other.")
    {
        Inputs = [new("items", "Object", "The list.")],
        Outputs = [new("currentValue", "Object", "The item of the turn.")],
        Ports = ["body"],
    };

    public override void Execute(Execution x)
    {
        if (TryItems(x, out var items) && x.Node.Plan is not null) Turn(x, items, 0);
        else if (x.Self.Status == Running.ActivityStatus.Running) x.Complete();
    }

    protected override void Next(Execution x, string turn)
    {
        if (!TryUnderstood(x, out var items)) return;
        Turn(x, items, int.Parse(turn, CultureInfo.InvariantCulture) + 1);
    }

    /// <summary>The list is read once in a burst, not once a turn.</summary>
    static bool TryUnderstood(Execution x, out IReadOnlyList<JsonElement> items)
    {
        items = x.Self.Understood as IReadOnlyList<JsonElement> ?? [];
        if (items.Count > 0) return true;
        if (!TryItems(x, out items)) return false;
        x.Self.Understood = items;
        return true;
    }

    static void Turn(Execution x, IReadOnlyList<JsonElement> items, int index)
    {
        if (index >= items.Count)
        {
            x.Complete();
            return;
        }
        if (!x.Produce("currentValue", items[index])) return;
        x.Schedule((Node)x.Node.Plan!, index.ToString(CultureInfo.InvariantCulture),
            [LoopVariable("CurrentIndex", Values.Of(index)), LoopVariable("CurrentValue", items[index])]);
    }

    /// <summary>The items of a list, of a list written as JSON text, or the characters of any other text, as in Elsa. What is
    /// none of these faults the step.</summary>
    internal static bool TryItems(Execution x, out IReadOnlyList<JsonElement> items)
    {
        var value = x.Input("items");
        if (value.ValueKind == JsonValueKind.String && Values.TryParse(value.GetString()!) is { ValueKind: JsonValueKind.Array } parsed) value = parsed;
        items = value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray()],
            JsonValueKind.String => [.. value.GetString()!.Select(c => Values.Of(c.ToString()))],
            _ => [],
        };
        if (value.IsUnset() || value.ValueKind is JsonValueKind.Array or JsonValueKind.String) return true;
        x.Fail($"Expected input 'items' to be a list, but it is {Conversion.Text(value)}.");
        return false;
    }
}
