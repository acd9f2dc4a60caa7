using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;

namespace Lendflow.Engine.Elements;

/// <summary>Stands for an activity type or version that this server does not have; its JSON is kept as it came.</summary>
sealed class NotFoundActivity : Element
{
    public const string TypeName = "Elsa.NotFoundActivity";

    public override ElementDescriptor Descriptor { get; } = new(TypeName, "Not Found", "System", "Stands for an activity type that this server does not have.") { IsBrowsable = false };

    public override StepOutcomes OutcomesOf(Node node) => StepOutcomes.Unknown;

    public override void Execute(Execution x) =>
        x.Fail($"Expected an activity type this server has, but '{x.Node.Type}' version {x.Node.Version} is not found, or it is a workflow that contains itself or no longer fits (at most {Limits.WorkflowNesting} inside each other, {Limits.Steps} steps).");
}
