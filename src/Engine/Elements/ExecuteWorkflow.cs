using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Starts another workflow as an instance of its own and, if it is to wait, goes on when that has ended. Two types
/// differ in what the result is: <c>Elsa.ExecuteWorkflow</c> reports instance, status and output of a child that ended at
/// once, <c>Elsa.DispatchWorkflow</c> always the output alone, and nothing when it does not wait.</summary>
sealed class ExecuteWorkflow(string type, string displayName, string description, bool reportsStart) : Element
{
    public override ElementDescriptor Descriptor { get; } = new(type, displayName, "Composition", description)
    {
        Inputs =
        [
            new("workflowDefinitionId", "String", "The workflow; its published version is started.") { IsRequired = true, UIHint = "workflow-definition-picker" },
            new("correlationId", "String", "Correlation id of the child."),
            new("input", "ObjectDictionary", "Inputs of the child by name."),
            new("waitForCompletion", "Boolean", "Whether to go on only when the child has ended.") { UIHint = "checkbox" },
        ],
        Outputs = [new("result", "Object", "What the child gave.")],
    };

    public override void Execute(Execution x)
    {
        if (!MayHaveChildren(x)) return;
        var child = DerivedId.From($"{x.Instance.Id}/{x.Node.Path}/{x.Self.Id}");
        x.Ask(StartWorkflowJob.JobKind, JobMode.Effect, Values.From(new ChildStart(
            child, x.Text("workflowDefinitionId") ?? "", x.Text("correlationId"), x.Input("input").IsUnset() ? Values.EmptyObject : x.Input("input"), x.Instance.Id, x.Flag("waitForCompletion"), x.Instance.Generation + 1)));
    }

    public override void Resume(Execution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure) x.Fail(failure);
        else if (resumption.Wait.Kind == WaitKind.Child) Finish(x, resumption.Payload);
        else Started(x, resumption.Payload);
    }

    internal static bool MayHaveChildren(Execution x)
    {
        if (x.Instance.Generation < Limits.Generations) return true;
        x.Fail($"Expected at most {Limits.Generations} workflows that start one another, but this one would start one more: do they start each other in a circle?");
        return false;
    }

    void Started(Execution x, JsonElement start)
    {
        var mustWait = x.Flag("waitForCompletion") && (!reportsStart || start.Text("status") != nameof(WorkflowStatus.Finished));
        if (mustWait) x.WaitForChild(start.Text("workflowInstanceId")!);
        else if (reportsStart) Finish(x, start);
        else x.Complete();
    }

    static void Finish(Execution x, JsonElement result)
    {
        if (x.Produce("result", result)) x.Complete();
    }
}
