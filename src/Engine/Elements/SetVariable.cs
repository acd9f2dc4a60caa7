using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Elements;

/// <summary>Gives a variable, found by id, a value converted to its type.</summary>
sealed class SetVariable : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.SetVariable", "Set Variable", "Primitives", "Gives a variable a value.")
    {
        Inputs =
        [
            new("variable", "Object", "The variable.") { IsRequired = true, IsWrapped = false, UIHint = "variable-picker" },
            new("value", "Object", "Its new value."),
        ],
    };

    public override object? Compile(Node node, GraphBuilder builder) => node.Source.Member("variable").Text("id");

    public override void Execute(Execution x)
    {
        var id = x.Node.Plan as string ?? "";
        if (x.FindVariable(id) is not { } found)
        {
            var name = x.Node.Source.Member("variable").Text("name") ?? id;
            x.Fail($"Expected variable '{name}' to be declared around this step, but it is not found.");
        }
        else if (x.Assign(found.Scope, found.Variable, x.Input("value"))) x.Complete();
    }
}
