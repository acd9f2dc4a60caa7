using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Elements;

/// <summary>Fails on purpose: the author's own incident.</summary>
sealed class Fault : Element
{
    public override ElementDescriptor Descriptor { get; } = new("Elsa.Fault", "Fault", "Primitives", "Raises an incident.")
    {
        Inputs =
        [
            new("code", "String", "Code of the fault.") { Default = Values.Of("0") },
            new("category", "String", "Category of the fault.") { Default = Values.Of("General") },
            new("faultType", "String", "Business or System.") { Default = Values.Of("System") },
            new("message", "String", "What went wrong."),
        ],
    };

    public override void Execute(Execution x) =>
        x.Fail(x.Text("message") ?? "Expected the flow not to get here, but it did.", $"{x.Text("faultType")} fault {x.Text("code")}, category {x.Text("category")}");
}
