using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Completes the workflow around it; when that runs as an activity of another one, with these outcomes.</summary>
sealed class Complete : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Complete", "Complete", "Composition", "Completes the workflow with outcomes.")
    {
        Inputs = [new("outcomes", "Object", "Outcomes by which the workflow is left when it is used as an activity.") { UIHint = "outcome-picker" }],
        IsTerminal = true,
    };

    public override void Execute(Execution x)
    {
        var workflow = x.Scopes.First(s => x.Graph[s.Node].Element is WorkflowElement);
        if (x.Composite is { } composite) x.Emit(new Change.MemorySet(composite.Id, WorkflowActivity.Outcomes, Values.Of(Outcomes(x.Input("outcomes")))));
        x.Complete();
        if (workflow.Status == ActivityStatus.Running) EndEarly(x, workflow);
    }

    /// <summary>It sits deeper than the workflow's own flowchart, which has already moved on: that is taken back. What other
    /// containers have queued runs all the same, as after any end in Elsa.</summary>
    static void EndEarly(Execution x, ActivityExecution workflow)
    {
        foreach (var scope in x.ChildrenOf(workflow)) DropWork(x, scope);
        x.Complete(workflow, null);
    }

    static void DropWork(Execution x, ActivityExecution scope)
    {
        if (x.Graph[scope.Node].Element is Flowchart) x.DropWork(scope);
        foreach (var child in x.ChildrenOf(scope)) DropWork(x, child);
    }

    static List<JsonElement> Outcomes(JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.String && Values.TryParse(given.GetString()!) is { ValueKind: JsonValueKind.Array } parsed) given = parsed;
        return given.ValueKind switch
        {
            JsonValueKind.Array => [.. given.EnumerateArray().Select(o => Values.Of(Conversion.Text(o)))],
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [Values.Of(Conversion.Text(given))],
        };
    }
}
