using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>Hands a task to another program and waits until that reports its result by the task's id.</summary>
sealed class RunTask : Element
{
    public const string TypeName = "Elsa.RunTask";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Run Task", "Primitives", "Asks another program for a task and waits for its result.")
    {
        Inputs = [new("taskName", "String", "Name of the task.") { IsRequired = true }, new("payload", "ObjectDictionary", "What the other program needs to know.")],
        Outputs = [new("taskId", "String", "Id by which the result is reported."), new("result", "Object", "The result.")],
    };

    public override void Execute(Execution x)
    {
        var taskId = DerivedId.From($"{x.Instance.Id}/{x.Node.Path}/{x.Self.Id}");
        if (x.Produce("taskId", Values.Of(taskId))) x.WaitFor(TypeName, Stimulus(taskId));
    }

    public override void Resume(Execution x, Resumption resumption)
    {
        var result = resumption.Payload.Member("RunTaskInput");
        if (result.ValueKind == System.Text.Json.JsonValueKind.Undefined) x.Fail("Expected the result of the task as 'RunTaskInput', but it was resumed without one.");
        else if (x.Produce("result", result)) x.Complete();
    }

    /// <summary>What the result of a task is found by.</summary>
    public static System.Text.Json.JsonElement Stimulus(string taskId) => Values.From(new { taskId });
}
