using Lendflow.Engine.Running;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Sets an output of the workflow, declared or not.</summary>
sealed class SetOutput : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.SetOutput", "Set Output", "Primitives", "Sets an output of the workflow.")
    {
        Inputs = [new("outputName", "String", "Name of the output.") { UIHint = "output-picker" }, new("outputValue", "Object", "Its value.")],
    };

    public override void Execute(Execution x)
    {
        if (x.Text("outputName") is { Length: > 0 } name && !TrySet(x, name, x.Input("outputValue"))) return;
        x.Complete();
    }

    /// <summary>Inside a workflow that runs as an activity it is that one's output.</summary>
    static bool TrySet(Execution x, string name, JsonElement value)
    {
        foreach (var scope in x.Scopes)
        {
            if (x.Graph[scope.Node].Element is not WorkflowActivity workflow || workflow.OutputNamed(name) is not { } output) continue;
            return x.Assign(scope, scope.Variables.First(v => v.Id == output), value);
        }
        x.Emit(new Change.WorkflowOutputSet(name, value));
        return true;
    }
}
