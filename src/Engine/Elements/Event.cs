using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Waits for an event of a name (case-sensitive). As the trigger of its instance it completes at once.</summary>
sealed class Event : Element
{
    public const string TypeName = "Elsa.Event";

    /// <summary>Workflow input by which the instance it starts gets what was published.</summary>
    public const string PayloadInput = "__payload";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Event", "Primitives", "Waits for an event.")
    {
        Inputs = [new("eventName", "String", "Name of the event.") { IsRequired = true }],
        Outputs = [new("result", "Object", "What was published with the event.")],
        IsTrigger = true,
    };

    public override void Execute(Execution x)
    {
        if (x.IsTrigger) Happened(x, Evaluation.Input(x, PayloadInput));
        else x.WaitFor(TypeName, Stimulus(x.Text("eventName") ?? ""));
    }

    public override IReadOnlyList<StartCondition> StartConditions(Execution x) => [new(TypeName, Stimulus(x.Text("eventName") ?? ""))];

    public override void Resume(Execution x, Resumption resumption) => Happened(x, resumption.Payload);

    /// <summary>What an event of this name is found by.</summary>
    public static JsonElement Stimulus(string eventName) => Values.From(new { eventName });

    static void Happened(Execution x, JsonElement payload)
    {
        var isEmpty = payload.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        if (x.Produce("result", isEmpty ? Values.EmptyObject : payload)) x.Complete();
    }
}
