using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Starts another workflow as an instance of its own and, if it is to wait, goes on when that has ended. Two types
/// differ in what the result is: <c>Elsa.ExecuteWorkflow</c> reports instance, status and output of a child that ended at
/// once; <c>Elsa.DispatchWorkflow</c> always the output alone, and when it does not wait it starts the child only after what
/// this burst does.</summary>
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
            .. reportsStart ? [] : BulkDispatchWorkflows.Unused,
        ],
        Outputs = [new("result", "Object", "What the child gave.")],
    };

    public override void Execute(Execution x)
    {
        if (!MayHaveChildren(x)) return;
        if (IsLeftAlone(x)) x.Ask(FindWorkflowJob.JobKind, JobMode.Read, ChildOf(x));
        else x.Ask(StartWorkflowJob.JobKind, JobMode.Effect, ChildOf(x));
    }

    public override void Resume(Execution x, Resumption resumption)
    {
        if (resumption.Failure is { } failure) x.Fail(failure);
        else if (resumption.Wait.Kind == WaitKind.Child) Finish(x, resumption.Payload);
        else if (IsLeftAlone(x)) LeaveAlone(x);
        else Started(x, resumption.Payload);
    }

    /// <summary>Whether the child is started after what this burst does, and never heard of again.</summary>
    bool IsLeftAlone(Execution x) => !reportsStart && !x.Flag("waitForCompletion");

    static void LeaveAlone(Execution x)
    {
        x.Tell(StartWorkflowJob.JobKind, ChildOf(x));
        x.Complete();
    }

    static JsonElement ChildOf(Execution x)
    {
        var id = DerivedId.From($"{x.Instance.Id}/{x.Node.Path}/{x.Self.Id}");
        var input = x.Input("input").IsUnset() ? Values.EmptyObject : x.Input("input");
        return Values.From(new ChildStart(id, x.Text("workflowDefinitionId") ?? "", x.Text("correlationId"), input, x.Instance.Id, x.Flag("waitForCompletion"), x.Instance.Generation + 1));
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
        else Finish(x, start);
    }

    static void Finish(Execution x, JsonElement result)
    {
        if (x.Produce("result", result)) x.Complete();
    }
}
