using Lendflow.Engine.Expressions;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Publishes an event after the commit of this burst: to every instance that waits for it, or, when local, to this one.</summary>
sealed class PublishEvent : Element
{
    /// <summary>Kind of the job that delivers events.</summary>
    public const string JobKind = "publish-event";

    public override ElementDescriptor Descriptor { get; } = new("Elsa.PublishEvent", "Publish Event", "Primitives", "Publishes an event.")
    {
        Inputs =
        [
            new("eventName", "String", "Name of the event."),
            new("correlationId", "String", "Only instances with this correlation id get it."),
            new("isLocalEvent", "Boolean", "Only this instance gets it.") { UIHint = "checkbox" },
            new("payload", "Object", "What is published with it.") { UIHint = "multiline" },
        ],
    };

    public override void Execute(Execution x)
    {
        x.Tell(JobKind, Values.From(new Publication(
            x.Text("eventName") ?? "", x.Text("correlationId"), x.Flag("isLocalEvent") ? x.Instance.Id : null, x.Input("payload") is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } payload ? payload : null)));
        x.Complete();
    }
}
